import fc from 'fast-check';
import { expect, it } from 'vitest';
import { characterSchema } from '../character/schema.js';
import { writeCharacter } from '../character/write.js';
import { parseCharacter } from '../character/parse.js';
import { cardData } from './shape/card-data.js';
import { characterFrom } from './convert/from-own-card.js';
import { cardFrom } from './convert/to-card.js';

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
const line = words.map((text) => text.trim()).filter((text) => text !== '');
const some = fc.array(line, { maxLength: 4 });
const named = fc.uniqueArray(line, { maxLength: 4, selector: (name) => name.toLowerCase() });

const character = fc
  .record({
    name: fc.constantFrom('Tess', 'Антон', 'Inés'),
    summary: line,
    lists: fc.tuple(some, some, some, some, some),
    samples: some,
    uses: some,
    greetings: some,
    entries: named,
    topics: named,
    keys: fc.array(line, { minLength: 1, maxLength: 3 }),
    sticky: fc.nat(9),
    rules: some,
    reinforce: fc.constantFrom(undefined, 'every 8'),
  })
  .map((made) => {
    const [traits, values, history, notes, boundaries] = made.lists;
    return characterSchema.parse({
      schema: 1,
      name: made.name,
      languages: ['en'],
      identity: { summary: made.summary, traits, values, history, notes, boundaries },
      voice: { style: 'Short.', samples: made.samples, words: { uses: made.uses } },
      rules: made.rules,
      greetings: made.greetings,
      lorebook: made.entries.map((name) => ({ name, keys: made.keys, text: name, sticky: made.sticky })),
      modules: made.topics.map((name) => ({ name, topics: made.keys, text: name })),
      opinions: made.topics.map((topic) => ({ topic, text: topic })),
      ...(made.reinforce === undefined ? {} : { reinforce: made.reinforce }),
    });
  });

const overWire = (card: object): unknown => JSON.parse(JSON.stringify(card)) as unknown;

it('a character comes back from a card, and from its file, as it was', () => {
  fc.assert(
    fc.property(character, fc.constantFrom('v2' as const, 'v3' as const), (file, version) => {
      const card = overWire(cardFrom(file, version, null)) as { data: object };
      const back = characterFrom({ data: cardData.parse(card.data) });
      expect(back).toEqual({ file, left: [] });
      const text = writeCharacter(file);
      const read = parseCharacter({ files: [{ name: 'x.yaml', field: null, text }] });
      expect(read).toMatchObject({ ok: true, file });
    }),
    { numRuns: 40 },
  );
});

const card = fc.record({
  name: fc.constantFrom('Bruno', 'Ёжик'),
  description: words,
  personality: words,
  scenario: words,
  first_mes: words,
  mes_example: words.map((text) => `<START>\n{{user}}: hm\n{{char}}: ${text}`),
  creator_notes: words,
  alternate_greetings: fc.array(words, { maxLength: 3 }),
  tags: fc.array(words, { maxLength: 3 }),
  extensions: fc.dictionary(fc.constantFrom('a', 'b'), words),
  character_book: fc.record({
    extensions: fc.constant({}),
    entries: fc.array(
      fc.record({
        keys: fc.array(words, { maxLength: 3 }),
        content: words,
        enabled: fc.boolean(),
        insertion_order: fc.nat(99),
        extensions: fc.constant({}),
      }),
      { maxLength: 4 },
    ),
  }),
});

it('a card comes back from a character as it was', () => {
  fc.assert(
    fc.property(card, (original) => {
      const { file } = characterFrom({ data: cardData.parse(original) });
      const { data } = cardFrom(file, 'v2', original);
      expect(data).toMatchObject(original);
    }),
  );
});

it('text that looks like a default is kept in the file', () => {
  const file = characterSchema.parse({
    schema: 1,
    name: 'Tess',
    languages: ['en'],
    identity: { summary: '-' },
    voice: { style: '-', samples: [] },
    lorebook: [{ name: '-', keys: ['!'], text: '-' }],
  });
  const read = parseCharacter({ files: [{ name: 'x.yaml', field: null, text: writeCharacter(file) }] });
  expect(read).toMatchObject({ ok: true, file });
});

it('what another program changed in a card of ours counts more than what we wrote beside it', () => {
  const file = characterSchema.parse({
    schema: 1,
    name: 'Tess',
    languages: ['en'],
    identity: { summary: 'Keeps bees.', traits: ['calm'] },
    voice: { style: 'Short.', samples: ['hm.'] },
    probes: [{ ask: 'What do you keep?', holds: ['bees'] }],
  });
  const { data } = cardFrom(file, 'v3', null);
  const back = characterFrom({ data: cardData.parse({ ...data, personality: 'brisk' }) });
  expect(back.file).toEqual({ ...file, identity: { ...file.identity, traits: ['brisk'] } });
  expect(back.left).toContain('personality: changed since Kindred wrote the card, so taken from the card');
});

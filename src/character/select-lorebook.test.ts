import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCharacter } from '../../test/support/characters.js';
import { characterSchema, type CharacterDraft } from './schema.js';
import { selectLorebook, type LorebookState } from './select-lorebook.js';

type Entries = NonNullable<CharacterDraft['lorebook']>;

function withEntries(lorebook: Entries, budget = 500) {
  const character = aCharacter();
  return characterSchema.parse({
    schema: 1,
    name: 'Tess',
    languages: ['en'],
    identity: character.identity,
    voice: character.voice,
    lorebook,
    budgets: { lorebook: budget },
  });
}

/** Plays turns with one message each and says which entries were in. */
function play(lorebook: Entries, messages: readonly string[], budget?: number): readonly string[] {
  const character = withEntries(lorebook, budget);
  let state: LorebookState = {};
  return messages.map((message) => {
    const selection = selectLorebook(character, { recent: [message], state });
    state = selection.state;
    return selection.chosen.map(({ name }) => name).join(',');
  });
}

describe('keys', () => {
  const reasons = (keys: readonly string[], text: string, secondary: readonly string[] = []) =>
    selectLorebook(withEntries([{ name: 'e', keys: [...keys], secondary: [...secondary], text: 'fact.' }]), {
      recent: [text],
      state: {},
    }).chosen.map(({ reason }) => reason);

  it('are whole words, whatever their capitals and accents', () => {
    expect(reasons(['tram'], 'The TRAM, again')).toEqual(['"tram"']);
    expect(reasons(['tram'], 'a trampoline')).toEqual([]);
    expect(reasons(['mamá'], 'mi mama llama')).toEqual(['"mamá"']);
    expect(reasons(['Ёлка'], 'елка стоит')).toEqual(['"Ёлка"']);
    expect(reasons(['йога'], 'иога')).toEqual([]);
    expect(reasons(['night train'], "the night-train's late")).toEqual(['"night train"']);
    expect(reasons(['Straße'], 'in der strasse')).toEqual(['"Straße"']);
  });

  it('may leave the end of a word open', () => {
    expect(reasons(['пластин*'], 'расскажи про пластинки')).toEqual(['"пластин*"']);
    expect(reasons(['пластин*'], 'непластинки')).toEqual([]);
  });

  it('are found inside of words where a script has no spaces', () => {
    expect(reasons(['电车'], '今天坐电车了')).toEqual(['"电车"']);
    expect(reasons(['기차'], '기차를 탔어')).toEqual(['"기차"']);
    expect(reasons(['でんしゃ'], 'きょう、でんしゃに')).toEqual(['"でんしゃ"']);
  });

  it('need one of the secondary keys too', () => {
    expect(reasons(['tram'], 'the tram', ['rain', 'snow'])).toEqual([]);
    expect(reasons(['tram'], 'the tram in the snow', ['rain', 'snow'])).toEqual(['"tram" with "snow"']);
  });

  it('are looked for in as many messages as the entry says', () => {
    const entry = { name: 'e', keys: ['tram'], text: 'fact.', scanDepth: 2 };
    const chosen = (recent: readonly string[]) =>
      selectLorebook(withEntries([entry]), { recent, state: {} }).chosen.length;
    expect(chosen(['tram', 'one'])).toBe(1);
    expect(chosen(['tram', 'one', 'two'])).toBe(0);
  });
});

describe('time', () => {
  it('keeps a sticky entry for its turns, then lets it rest', () => {
    const entry = { name: 'e', keys: ['tram'], text: 'fact.', sticky: 2, cooldown: 3 };
    const turns = ['tram', 'x', 'x', 'tram', 'tram', 'tram', 'tram'];
    expect(play([entry], turns)).toEqual(['e', 'e', 'e', '', '', '', 'e']);
  });

  it('lets an entry without stickiness rest at once', () => {
    expect(play([{ name: 'e', keys: ['tram'], text: 'f.', cooldown: 1 }], ['tram', 'tram', 'tram'])).toEqual([
      'e',
      '',
      'e',
    ]);
  });

  it('says why an entry rests', () => {
    const character = withEntries([{ name: 'e', keys: ['tram'], text: 'f.', cooldown: 2 }]);
    const state = selectLorebook(character, { recent: ['tram'], state: {} }).state;
    expect(JSON.parse(JSON.stringify(state))).toEqual({ e: { stays: 0, rests: 2 } });
    expect(selectLorebook(character, { recent: ['tram'], state }).cut).toEqual([
      { name: 'e', reason: 'cooldown, 2 more turns' },
    ]);
  });

  it('never lets an entry stay longer than its stickiness or come back before its cooldown', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 4 }),
        fc.array(fc.boolean(), { maxLength: 40 }),
        (sticky, cooldown, mentions) => {
          const entry = { name: 'e', keys: ['tram'], text: 'f.', sticky, cooldown };
          const shown = play(
            [entry],
            mentions.map((mention) => (mention ? 'tram' : 'x')),
          ).map((names) => names === 'e');
          let run = 0;
          let gap = cooldown;
          for (const [turn, is] of shown.entries()) {
            if (is && run === 0) {
              expect(mentions[turn]).toBe(true);
              expect(gap).toBeGreaterThanOrEqual(cooldown);
            }
            run = is ? run + 1 : 0;
            gap = is ? 0 : gap + 1;
            if (cooldown > 0) expect(run).toBeLessThanOrEqual(sticky + 1);
          }
        },
      ),
    );
  });
});

describe('room', () => {
  const long = (name: string, priority: number, sentences: number) => ({
    name,
    keys: ['tram'],
    priority,
    text: 'A sentence of twenty chars. '.repeat(sentences).trim(),
  });

  it('goes to the most important, and to what still fits beside it', () => {
    const entries = [long('low', 10, 4), long('high', 90, 8), long('small', 10, 1)];
    const selection = selectLorebook(withEntries(entries, 70), { recent: ['tram'], state: {} });
    expect(selection.chosen.map(({ name }) => name)).toEqual(['high', 'small']);
    expect(selection.cut).toEqual([{ name: 'low', reason: 'over the budget (28 tokens)' }]);
  });

  it('goes to constant entries first', () => {
    const entries = [long('high', 90, 8), { ...long('always', 0, 4), keys: [], constant: true }];
    const selection = selectLorebook(withEntries(entries, 60), { recent: ['tram'], state: {} });
    expect(selection.chosen).toMatchObject([{ name: 'always', reason: 'constant' }]);
  });

  it('is not used up by an entry that found none: it neither stays nor rests', () => {
    const entry = { ...long('large', 50, 20), sticky: 3, cooldown: 3 };
    expect(selectLorebook(withEntries([entry], 50), { recent: ['tram'], state: {} }).state).toEqual({});
  });

  it('of one entry is kept by cutting at the end of a sentence', () => {
    const entry = { ...long('e', 50, 8), budget: 20 };
    const [chosen] = selectLorebook(withEntries([entry]), { recent: ['tram'], state: {} }).chosen;
    expect(chosen?.text).toBe('A sentence of twenty chars. A sentence of twenty chars.');
    expect(chosen?.tokens).toBeLessThanOrEqual(20);
  });
});

it('is not led astray by entries named as properties of every object', () => {
  expect(play([{ name: 'constructor', keys: ['tram'], text: 'f.' }], ['tram', 'x'])).toEqual([
    'constructor',
    '',
  ]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inCharx, inPng, cardV2 } from '../../test/support/cards.js';
import { jpegWith, webpWith } from '../../test/support/pictures.js';
import { characterSchema } from '../character/schema.js';
import { characterFrom } from './convert/from-own-card.js';
import { readBook } from './shape/read-book.js';
import { readCard } from './shape/read-card.js';

/** What a reader of strangers' files owes: a character that is one, or a reason and what to do, in one line each. */
function isAnswered(bytes: Buffer, name = 'card.png'): boolean {
  const book = readBook(bytes, name);
  if (!book.ok) expect(`${book.why}; ${book.remedy}`).toMatch(/^\S.*; \S/su);
  const card = readCard(bytes, name);
  if (!card.ok) {
    expect(card.why).toMatch(/\S/u);
    expect(card.remedy).toMatch(/\S/u);
    return false;
  }
  const { file } = characterFrom(card);
  expect(characterSchema.safeParse(file).success).toBe(true);
  expect(JSON.stringify(file)).not.toMatch(/\\ud[89a-f][\da-f]{2}/iu);
  return true;
}

const json = JSON.stringify(cardV2);
const files: readonly (readonly [string, Buffer])[] = [
  ['JSON', Buffer.from(json)],
  ['UTF-16', Buffer.from(`\ufeff${json}`, 'utf16le')],
  ['PNG', inPng({ chara: cardV2, ccv3: cardV2 })],
  ['WebP', webpWith(json)],
  ['JPEG', jpegWith(json)],
  ['CHARX', inCharx(cardV2)],
];

describe('no file ends in an exception', () => {
  it.each(files)('%s with bytes changed, left out and put in', (_, whole) => {
    const change = fc.record({
      at: fc.nat(whole.length - 1),
      cut: fc.nat(40),
      put: fc.uint8Array({ maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const spoilt = changes.reduce(
          (bytes, { at, cut, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]),
          whole,
        );
        isAnswered(spoilt);
      }),
      { numRuns: 60 },
    );
  });

  it.each(files)('%s cut anywhere', (_, whole) => {
    fc.assert(
      fc.property(fc.nat(whole.length), (end) => void isAnswered(whole.subarray(0, end))),
      { numRuns: 40 },
    );
  });

  it('JSON of any shape under the names that cards have', () => {
    const names = [
      'name',
      'data',
      'character_book',
      'entries',
      'keys',
      'key',
      'content',
      'first_mes',
      'extensions',
      'persona',
      'attributes',
      'text',
      'enabled',
      'spec',
      'mes_example',
      'description',
      'alternate_greetings',
    ];
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('{{char}}: "hi"', '*x* {{user}}: y', '<b>', '{{random::a::b}}', '«a,» b'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.oneof(words, fc.double(), fc.boolean(), fc.constant(null)),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 }), (card) => {
        isAnswered(Buffer.from(JSON.stringify(card)), 'card.json');
        isAnswered(Buffer.from(JSON.stringify({ name: 'Vera', ...card })), 'card.json');
      }),
      { numRuns: 150 },
    );
  });

  /** Each takes minutes, longer than a test may, with a pattern that looks at every pair of its places. */
  it.each([
    ['spaces', ' '.repeat(400_000)],
    ['openings of comments', '<!--'.repeat(100_000)],
    ['openings of scripts in words', '<scriptx '.repeat(50_000)],
    ['marks of speakers', '{{char}}: {{user}}:'.repeat(20_000)],
    ['stars', '*'.repeat(20_000)],
    ['quotes', '"'.repeat(20_000)],
    ['brackets', '(['.repeat(100_000)],
    ['equal signs', `href=${' '.repeat(400_000)}`],
    ['dashes', ' — a'.repeat(100_000)],
    ['joined signs', '\u{1f468}\u200d'.repeat(50_000)],
    ['empty lines', '\n \n'.repeat(130_000)],
  ])('and none takes for ever: %s', (_, text) => {
    const card = { name: 'Vera', description: text, mes_example: `{{char}}: ${text}`, first_mes: text };
    expect(() => isAnswered(Buffer.from(JSON.stringify(card)))).not.toThrow();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BubbleStream, splitReply } from './bubble-stream.js';
import { codePoints } from './cut.js';

const rules = { maxLength: 4_096 };
const texts = (text: string, maxLength = 4_096) => splitReply(text, { maxLength }).map((one) => one.text);
const family = '👨‍👩‍👧‍👦';
const withoutSpace = (text: string) => text.replace(/\s+/gu, '');

describe('splitReply', () => {
  it('makes a bubble of each thought, three at most', () => {
    expect(texts('one\nstill one\n\n two \n\n\nthree')).toEqual(['one\nstill one', 'two', 'three']);
    expect(texts('a\n\nb\n\nc\n\nd\n\ne')).toEqual(['a', 'b', 'c\n\nd\n\ne']);
    expect(texts(' \n\n ')).toEqual([]);
  });

  it('sends a short reaction ahead at times, and never takes an abbreviation or a number for one', () => {
    const rest = 'and after all this time they still have not told you a thing about it';
    const reactions = ['oh no.', 'wow!', 'haha 😂', 'ну да.', 'wait…', 'really?', 'ugh.', 'ага!'];
    const sentAhead = reactions.filter((said) => texts(`${said} ${rest}`).length === 2);
    expect(sentAhead.length).toBeGreaterThan(1);
    expect(sentAhead.length).toBeLessThan(reactions.length);
    for (const said of ['Dr.', 'г.', '1.', 'That is not what I said at all.']) {
      expect(texts(`${said} ${rest}`)).toHaveLength(1);
    }
  });

  it('puts what is said first at the head of the first bubble and counts it', () => {
    const bubbles = splitReply(`**${'x'.repeat(80)}** end`, { maxLength: 60, opening: 'I am an AI.' });
    expect(bubbles[0]?.text).toBe(`I am an AI.`);
    expect(bubbles.every((bubble) => codePoints(bubble.text) <= 60)).toBe(true);
    const [only] = splitReply('**yes**', { maxLength: 60, opening: '😀 AI' });
    expect(only).toEqual({ text: '😀 AI\n\nyes', entities: [{ kind: 'bold', offset: 7, length: 3 }] });
  });

  it('keeps a block of code whole, empty lines and all', () => {
    const code = '```python\nfor x in y:\n\n    print(x)\n```';
    const bubbles = splitReply(`try this\n\n${code}\n\nthen tell me`, rules);
    expect(bubbles.map((bubble) => bubble.text)).toEqual([
      'try this',
      'for x in y:\n\n    print(x)',
      'then tell me',
    ]);
    expect(bubbles[1]?.entities).toEqual([{ kind: 'pre', offset: 0, length: 25, language: 'python' }]);
  });

  it('cuts 10,000 characters where a reader would, and a block of code only when it alone is too long', () => {
    const sentence = 'This is a sentence that goes on for a while, as they do. ';
    const bubbles = texts(sentence.repeat(180));
    expect(bubbles.every((bubble) => codePoints(bubble) <= 4_096)).toBe(true);
    expect(bubbles.every((bubble) => bubble.endsWith('do.'))).toBe(true);
    expect(bubbles.join(' ')).toBe(sentence.repeat(180).trim());

    const block = `${'x = 1\n'.repeat(500)}`;
    const mixed = splitReply(`${'these are the words for it. '.repeat(90)}\n\`\`\`\n${block}\`\`\``, rules);
    expect(mixed).toHaveLength(2);
    expect(mixed[1]?.text).toBe(block.trimEnd());

    const long = splitReply(`\`\`\`js\n${'    call();\n'.repeat(900)}\`\`\``, rules);
    expect(long.length).toBeGreaterThan(2);
    expect(long.every(({ text, entities }) => entities[0]?.length === text.length)).toBe(true);
    expect(long.every(({ text }) => text.startsWith('    call();'))).toBe(true);
  });

  it('never cuts an emoji family, a combining mark or a letter of another script apart', () => {
    for (const unit of [family, 'e\u0301', '🇺🇦', '👍🏽', 'नि', 'مَ']) {
      const bubbles = texts(unit.repeat(60), 50);
      expect(bubbles.join('')).toBe(unit.repeat(60));
      expect(bubbles.every((bubble) => bubble.replaceAll(unit, '') === '')).toBe(true);
    }
    expect(texts(`a${'\u0301'.repeat(120)}`, 50).every((bubble) => codePoints(bubble) <= 50)).toBe(true);
    expect(texts('😀'.repeat(10), 10)).toEqual(['😀'.repeat(10)]);
  });

  it('reads right to left as it was written', () => {
    const arabic = 'مرحبا يا صديقي، كيف حالك اليوم؟ '.repeat(20).trim();
    const bubbles = texts(arabic, 100);
    expect(bubbles.join(' ')).toBe(arabic);
    expect(bubbles.every((bubble) => bubble.endsWith('؟'))).toBe(true);
  });
});

const piece = fc.oneof(
  fc.constantFrom(
    '\n\n',
    '\n',
    ' ',
    '```\n',
    '```js\n',
    '**',
    '*',
    '_',
    '`',
    '. ',
    '? ',
    'oh no. ',
    family,
    'e\u0301',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.lorem({ maxCount: 8 }),
);
const reply = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));

describe('BubbleStream', () => {
  it('gives the first thought while the rest is being written', () => {
    const stream = new BubbleStream(rules);
    expect(stream.push('first thought\n')).toEqual([]);
    expect(stream.push('\n')).toEqual([]);
    expect(stream.push('s')).toEqual([{ text: 'first thought', entities: [] }]);
    expect(stream.push('econd')).toEqual([]);
    expect(stream.end()).toEqual([{ text: 'second', entities: [] }]);
  });

  it('gives the same bubbles however the text arrives', () => {
    fc.assert(
      fc.property(reply, fc.array(fc.nat(6), { minLength: 1, maxLength: 10 }), (text, sizes) => {
        const stream = new BubbleStream({ maxLength: 60 });
        const streamed = [];
        for (let at = 0, turn = 0; at < text.length; turn += 1) {
          const size = 1 + (sizes[turn % sizes.length] ?? 0);
          streamed.push(...stream.push(text.slice(at, at + size)));
          at += size;
        }
        streamed.push(...stream.end());
        expect(streamed).toEqual(splitReply(text, { maxLength: 60 }));
      }),
      { numRuns: 500 },
    );
  });

  it('loses nothing but marks and white space, and keeps every entity inside its bubble', () => {
    fc.assert(
      fc.property(reply, (text) => {
        const bubbles = splitReply(text, { maxLength: 60 });
        for (const bubble of bubbles) {
          expect(bubble.text.trim()).not.toBe('');
          expect(codePoints(bubble.text)).toBeLessThanOrEqual(60);
          for (const { offset, length } of bubble.entities) {
            expect(offset).toBeGreaterThanOrEqual(0);
            expect(length).toBeGreaterThan(0);
            expect(offset + length).toBeLessThanOrEqual(bubble.text.length);
          }
        }
        const letters = (words: string) => withoutSpace(words).replace(/[`*_~#]|js/gu, '');
        expect(letters(bubbles.map((bubble) => bubble.text).join(''))).toBe(letters(text));
      }),
      { numRuns: 300 },
    );
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { aCharacter } from '../../../test/support/characters.js';
import { formExamples } from '../../core/transcript-forms.js';
import { judge } from '../gate.js';

const judged = (text: string) =>
  judge(text, { character: aCharacter(), recentReplies: [], personName: 'Tom', personWrote: ['hi'] });

/** What would leave, or null. */
function leaves(text: string): string | null {
  const verdict = judged(text);
  return verdict.fit ? verdict.text : verdict.grade === 'never' ? null : verdict.text;
}

const words = 'the kettle is on, tell me how it went';

test.each(formExamples)('a mark of the transcript never leaves: %s', (form) => {
  for (const text of [form, `${form} ${words}`, `${words}\n${form}`, `${words}\n${form} and more`]) {
    const left = leaves(text) ?? '';
    expect(left).not.toContain(form);
    expect(left).not.toMatch(/[[\]]|\bin your place\b|\bfixed words\b|draft was not sent|\d{2}:\d{2}/u);
    if (text.startsWith(words)) expect(left.startsWith(words)).toBe(true);
  }
});

test.each([
  ['[photo] look at this', 'look at this'],
  ['10[Mon 09:12] Tess: hi there', 'hi there'],
  ['[Mon 09:12] Tess: hi there', 'hi there'],
  ['#4 [Tue 3 March 21:05] Tess: hi there', 'hi there'],
  ['10[Mon 09:12] Mira: hi there', null],
  ['[Mon 09:12] Tom: hi there', null],
  ['[09:12] hi there', 'hi there'],
  ['(Mon 09:12) hi there', 'hi there'],
  ['[voice: 12 seconds] hi there', 'hi there'],
  ['[Photo] hi there', 'hi there'],
  ['hi there [sticker: 🙂]', 'hi there'],
  ['(written in your place by a human who shares this account: nope)\nhi there', 'hi there'],
  ['(sent by the program, in fixed words: I am an AI', null],
  ['(Your draft was not sent because it was empty. Write the message anew.) hi there', 'hi there'],
  ['you, today: hi there', 'hi there'],
])('of %j leaves %j', (text, left) => {
  expect(leaves(text)).toBe(left);
});

test.each([
  'see you at 09:12 then',
  'it was [sic] in the book',
  'the train (Monday) was late',
  'number 4 is the best',
  'a photo of you (the one from May) would be nice',
  'you, of all people: unbelievable',
])('is left alone: %s', (text) => {
  expect(leaves(text)).toBe(text);
});

test('nobody writes a talk down in a form of its own', () => {
  for (const file of [
    'src/context/layers/history.ts',
    'src/memory/scribe/prompt.ts',
    'src/memory/recall-lines.ts',
    'src/conversation/writing/generate.ts',
  ]) {
    const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8').replaceAll(
      /\/\*[\s\S]*?\*\/|\/\/.*$/gmu,
      '',
    );
    // A text that begins with a bracket and goes on with words: forms are made in core/transcript-forms.ts only.
    expect(source.match(/[`'"](?:\\n)*[([][a-zA-Z$#][^`'"]*[`'"]/gu) ?? [], file).toEqual([]);
  }
});

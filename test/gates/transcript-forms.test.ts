import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
/** Where talks and what is remembered are written down for models. */
const writers = [
  'context',
  'memory/scribe',
  'memory/recall-lines.ts',
  'store/conversation/conversation-reader.ts',
];

/** A text that begins with a bracket and a word, or a mark with a colon inside of brackets: `[photo`, ` (felt: `. */
const ownForm = /[`'"] ?(?:\[[a-z]|\((?:[a-z]+(?: [a-z]+)*: |for \$\{|\$\{))/u;

function filesOf(place: string): readonly string[] {
  if (place.endsWith('.ts')) return [place];
  return readdirSync(join(src, place), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(place, name));
}

it('no mark of the transcript is written anywhere but in core/transcript-forms.ts, where the gate finds it', () => {
  const found = writers.flatMap(filesOf).flatMap((file) =>
    readFileSync(join(src, file), 'utf8')
      .split('\n')
      .filter((line) => ownForm.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  // The author's own emoji in the instructions: no line of a talk.
  expect(found.filter((line) => !line.includes('favourites.join'))).toEqual([]);
  expect(ownForm.test('const felt = ` (felt: ${emotion})`;')).toBe(true);
  expect(ownForm.test("return '[photo';")).toBe(true);
});

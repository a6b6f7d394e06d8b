import { expect, it } from 'vitest';
import { recently } from './recently.js';

it('computes once for each of the last texts, undefined too, and anew for one that was forgotten', () => {
  const asked: string[] = [];
  const firstLetter = recently(2, (text) => {
    asked.push(text);
    return text[0];
  });
  for (const text of ['ab', 'ab', '', '', 'ab', 'cd', 'ab']) expect(firstLetter(text)).toBe(text[0]);
  expect(asked).toEqual(['ab', '', 'cd', 'ab']);
});

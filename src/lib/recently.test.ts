import { expect, it } from 'vitest';
import { recently, recentlyWith } from './recently.js';

it('computes once for each of the last texts, undefined too, and anew for one that was forgotten', () => {
  const asked: string[] = [];
  const firstLetter = recently(2, (text) => {
    asked.push(text);
    return text[0];
  });
  for (const text of ['ab', 'ab', '', '', 'ab', 'cd', 'ab']) expect(firstLetter(text)).toBe(text[0]);
  expect(asked).toEqual(['ab', '', 'cd', 'ab']);
});

it('keeps apart what was computed by different things', () => {
  const asked: string[] = [];
  const joined = recentlyWith(2, (text, by: { readonly sign: string }) => {
    asked.push(text);
    return `${by.sign}${text}`;
  });
  const [plus, minus] = [{ sign: '+' }, { sign: '-' }];
  expect(['a', 'a'].map((text) => joined(text, plus))).toEqual(['+a', '+a']);
  expect(joined('a', minus)).toBe('-a');
  expect(asked).toEqual(['a', 'a']);
});

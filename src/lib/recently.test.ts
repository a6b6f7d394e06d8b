import { expect, it } from 'vitest';
import { digestOf, recently, recentlyWith } from './recently.js';

it('computes once for each of the last texts, undefined too, and anew for one that was forgotten', () => {
  const asked: string[] = [];
  const firstLetter = recently(2, (text) => {
    asked.push(text);
    return text[0];
  });
  for (const text of ['ab', 'ab', '', '', 'ab', 'cd', 'ab', '']) expect(firstLetter(text)).toBe(text[0]);
  expect(asked).toEqual(['ab', '', 'cd', '']);
});

it('goes by the name of what it is asked about, and a name need not tell a text', () => {
  const asked: string[] = [];
  const length = recentlyWith(
    4,
    (text: string) => {
      asked.push(text);
      return text.length;
    },
    digestOf,
  );
  const by = {};
  expect(['a', 'bc', 'a', 'bc'].map((text) => length(text, by))).toEqual([1, 2, 1, 2]);
  expect(asked).toEqual(['a', 'bc']);
  expect(digestOf('a secret')).not.toContain('secret');
});

it('keeps apart what was computed by different things', () => {
  const asked: string[] = [];
  const joined = recentlyWith(
    2,
    (text: string, by: { readonly sign: string }) => {
      asked.push(text);
      return `${by.sign}${text}`;
    },
    (text) => text,
  );
  const [plus, minus] = [{ sign: '+' }, { sign: '-' }];
  expect(['a', 'a'].map((text) => joined(text, plus))).toEqual(['+a', '+a']);
  expect(joined('a', minus)).toBe('-a');
  expect(asked).toEqual(['a', 'a']);
});

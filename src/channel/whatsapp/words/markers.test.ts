import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withMarks } from './markers.js';

const bold = (offset: number, length: number) => ({ kind: 'bold', offset, length }) as const;

it('puts marks from letter to letter of each line, the longer outside', () => {
  expect(withMarks('so very good', [bold(3, 9)], 100)).toBe('so *very good*');
  expect(withMarks('one\ntwo ', [bold(0, 8)], 100)).toBe('*one*\n*two* ');
  expect(withMarks('both', [{ kind: 'italic', offset: 0, length: 4 }, bold(0, 4)], 100)).toMatch(
    /^_\*both\*_$|^\*_both_\*$/u,
  );
  expect(withMarks('let x', [{ kind: 'pre', offset: 0, length: 5 }], 100)).toBe('```let x```');
});

it('leaves plain what only looks marked, and what no longer fits with its marks', () => {
  expect(withMarks('a *b* c', [], 100)).toBe('a ∗b∗ c');
  expect(withMarks('5 * 3 * 2 and snake_case_name', [], 100)).toBe('5 * 3 * 2 and snake_case_name');
  expect(withMarks('`*x*`', [{ kind: 'code', offset: 1, length: 3 }], 100)).toContain('*x*');
  expect(withMarks('full', [bold(0, 4)], 5)).toBe('full');
});

it('adds marks and changes no letter', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), fc.nat(20), (text, offset, length) => {
      const entity = bold(Math.min(offset, text.length), Math.min(length, Math.max(0, text.length - offset)));
      const letters = (of: string): string => of.replace(/[*_~`∗＿∼ˋ]/gu, '');
      expect(letters(withMarks(text, [entity], 1_000))).toBe(letters(text));
    }),
    { numRuns: 200 },
  );
});

import { expect, it } from 'vitest';
import { wilson } from './wilson.js';

it.each([
  // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('gives %i of %i the interval of the tables', (hits, of, low, high) => {
  const interval = wilson(hits, of);
  expect(interval?.share).toBe(hits / of);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

it('says nothing of nothing', () => {
  expect(wilson(0, 0)).toBeNull();
});

import { expect, test } from 'vitest';

import { backoffDelay } from './backoff.js';

const terms = { firstMs: 1_000, mostMs: 10_000 };

test('doubles up to the most', () => {
  const full = { next: () => 1 };
  expect([1, 2, 3, 4, 5, 50].map((failures) => backoffDelay(failures, terms, full))).toEqual([
    1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
  ]);
});

test('chance moves it within the upper half', () => {
  expect(backoffDelay(1, terms, { next: () => 0 })).toBe(500);
  expect(backoffDelay(1, terms, { next: () => 0.5 })).toBe(750);
});

import { expect, test } from 'vitest';

import { retryAfterOf } from './retry-after.js';

const now = Date.UTC(2026, 0, 5, 9, 0, 0);

test.each([
  [{ 'retry-after': '3' }, 3_000],
  [{ 'retry-after': '0.25' }, 250],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': 'Mon, 05 Jan 2026 09:00:12 GMT' }, 12_000],
  [{ 'retry-after': 'Mon, 05 Jan 2026 08:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1_500],
  [{ 'retry-after-ms': 'soon', 'retry-after': '9' }, 9_000],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{}, undefined],
])('%o', (headers: Record<string, string>, expected) => {
  expect(retryAfterOf((name) => headers[name] ?? null, now)).toBe(expected);
});

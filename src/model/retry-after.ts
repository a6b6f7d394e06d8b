import type { Milliseconds } from '../core/clock.js';

/**
 * The wait a provider asks for: `retry-after-ms` in milliseconds, else `retry-after` in seconds or as an HTTP date
 * (RFC 9110, section 10.2.3). Nothing where neither can be read; never negative.
 */
export function retryAfterOf(
  header: (name: string) => string | null | undefined,
  now: Milliseconds,
): Milliseconds | undefined {
  const exact = numberOf(header('retry-after-ms'));
  if (exact !== undefined) return exact;
  const value = header('retry-after');
  const seconds = numberOf(value);
  if (seconds !== undefined) return Math.ceil(seconds * 1000);
  const date = Date.parse(value ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function numberOf(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || !/^\s*\d+(\.\d+)?\s*$/u.test(text)) return undefined;
  return Number(text);
}

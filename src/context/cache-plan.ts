import type { Milliseconds } from '../core/clock.js';

/** How long the provider keeps what ends at a breakpoint; null where a breakpoint would cost more than it saves. */
export type CacheLife = '5m' | '1h' | null;

const minute: Milliseconds = 60_000;
const lives = { short: 5 * minute, long: 60 * minute };

/**
 * What a cached read saves and a write costs, as Anthropic charges (EVIDENCE 8): reading 0.1 of the input price, writing
 * 1.25 for five minutes and 2 for an hour. Five minutes pay from a hit rate of 22 % on, an hour from 53 %, and the hour
 * beats five minutes when its hit rate is above .395 + .605 of theirs.
 */
const pays = { short: 0.22, long: 0.53, base: 0.395, slope: 0.605 };

/** Turns of a chat that is not known yet follow each other within minutes more often than not. */
const fewestGaps = 4;

/**
 * The life for the growing end of the prompt, from the rhythm of the conversation: the share of recent turns that would
 * have found it still alive.
 * @param gaps times between one turn and the next, in milliseconds, any order
 */
export function tailLife(gaps: readonly Milliseconds[]): CacheLife {
  if (gaps.length < fewestGaps) return '5m';
  const within = (limit: Milliseconds): number => gaps.filter((gap) => gap < limit).length / gaps.length;
  const short = within(lives.short);
  const long = within(lives.long);
  if (long > pays.long && long > pays.base + pays.slope * short) return '1h';
  return short > pays.short ? '5m' : null;
}

import type { Milliseconds } from '../core/clock.js';

/** How long the provider keeps what ends at a breakpoint; null where a breakpoint would cost more than it saves. */
export type CacheLife = '5m' | '1h' | null;

const minute: Milliseconds = 60_000;

/** What Anthropic charges against the input price (EVIDENCE 8): reading from the cache, writing for each life, neither. */
const prices = { read: 0.1, short: 1.25, long: 2, none: 1 };

/** What a turn adds to what was there before, as a share of it: about 50 of 2,000 tokens (`npm run bench -- day`). */
const growth = 0.025;

/**
 * What is assumed of a rhythm that is not known yet, as if so many gaps had been seen: 64 % answer at once or within
 * minutes, 9 % after more than an hour (EVIDENCE 7). Without it a talk of close messages would be kept for five minutes,
 * and its first pause would cost what an hour costs in sixty turns.
 */
const assumed = { gaps: 4, short: 0.64, long: 0.91 };

/**
 * The life for the growing end of the prompt, from the rhythm of the conversation: whichever makes the next turn cheapest,
 * by the share of recent turns that would have found it still alive.
 * @param gaps times between one turn and the next, in milliseconds, any order
 */
export function tailLife(gaps: readonly Milliseconds[]): CacheLife {
  const alive = (limit: Milliseconds, usual: number): number =>
    (gaps.filter((gap) => gap < limit).length + assumed.gaps * usual) / (gaps.length + assumed.gaps);
  const cost = (share: number, write: number): number =>
    share * prices.read + (1 - share) * write + growth * write;
  const short = cost(alive(5 * minute, assumed.short), prices.short);
  const long = cost(alive(60 * minute, assumed.long), prices.long);
  const none = cost(0, prices.none);
  if (none < short && none < long) return null;
  return long < short ? '1h' : '5m';
}

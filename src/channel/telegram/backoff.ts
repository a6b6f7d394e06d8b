import type { Chance } from '../../core/chance.js';
import type { Milliseconds } from '../../core/clock.js';

/**
 * The wait before try number `attempt` (from 0): doubling from `base` up to `cap`, and anywhere between half of that
 * and all of it, so that many accounts do not return in step after an outage.
 */
export function backoff(
  attempt: number,
  chance: Chance,
  base: Milliseconds,
  cap: Milliseconds,
): Milliseconds {
  const full = Math.min(cap, base * 2 ** Math.min(attempt, 30));
  return Math.round(full / 2 + (full / 2) * chance.next());
}

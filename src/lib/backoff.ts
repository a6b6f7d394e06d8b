import type { Chance } from '../core/chance.js';
import type { Milliseconds } from '../core/clock.js';

export interface BackoffTerms {
  /** The wait after the first failure, before jitter. */
  readonly firstMs: Milliseconds;
  /** No wait is longer. */
  readonly mostMs: Milliseconds;
}

/**
 * How long to wait after the `failures`-th failure in a row (1 for the first): doubled each time up to `mostMs`, then a random point
 * in the upper half, so that many callers who failed together do not come back together.
 */
export function backoffDelay(failures: number, terms: BackoffTerms, chance: Chance): Milliseconds {
  const full = Math.min(terms.mostMs, terms.firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(full / 2 + (full / 2) * chance.next());
}

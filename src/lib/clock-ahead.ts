import type { Clock, Milliseconds } from '../core/clock.js';

/** The same time under another date: `ahead` milliseconds later than the clock it runs by, earlier where it is negative. */
export function clockAhead(clock: Clock, ahead: Milliseconds): Clock {
  return {
    now: () => clock.now() + ahead,
    steady: () => clock.steady(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    after: (ms, action, options) => clock.after(ms, action, options),
  };
}

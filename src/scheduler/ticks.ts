import type { Clock, Milliseconds } from '../core/clock.js';

/** What says that time has come to look for plans that are due. */
export interface Ticks {
  /** Calls `tick` again and again until stopped. A tick that is still at work is not begun a second time. */
  start(tick: () => Promise<void>): { stop(): void };
}

/**
 * Ticks that follow the time of the clock they are given: on a virtual one, a month of them passes in a moment. A tick
 * finds what fell due since the last one by itself, so a machine that slept makes up for it with the first.
 */
export function clockTicks(clock: Clock, everyMs: Milliseconds): Ticks {
  return {
    start(tick) {
      let timer: { cancel(): void } | null = null;
      let isStopped = false;
      const wait = (): void => {
        timer = clock.after(everyMs, run, { unref: true });
      };
      const run = (): void => {
        tick().then(next, next);
      };
      const next = (): void => {
        if (!isStopped) wait();
      };
      wait();
      return {
        stop: () => {
          isStopped = true;
          timer?.cancel();
        },
      };
    },
  };
}

import type { Clock } from '../core/clock.js';

/** The machine's own time. Made once, by the composition root. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    steady: () => performance.now(),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) {
          resolve();
          return;
        }
        const done = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal?.addEventListener('abort', done, { once: true });
      }),
    after: (ms, action, options) => {
      const timer = setTimeout(action, ms);
      if (options?.unref) timer.unref();
      return { cancel: () => clearTimeout(timer) };
    },
  };
}

import type { Clock, Milliseconds } from '../core/clock.js';

interface Timer {
  readonly at: Milliseconds;
  readonly action: () => void;
}

/** Time that passes only when it is told to, so that a day is rehearsed in seconds. Timers run in order. */
export class VirtualClock implements Clock {
  private timers: Timer[] = [];

  constructor(private time: Milliseconds) {}

  now(): Milliseconds {
    return this.time;
  }

  steady(): Milliseconds {
    return this.time;
  }

  after(ms: Milliseconds, action: () => void): { cancel(): void } {
    const timer = { at: this.time + Math.round(ms), action };
    this.timers.push(timer);
    return { cancel: () => void (this.timers = this.timers.filter((other) => other !== timer)) };
  }

  sleep(ms: Milliseconds, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const done = (): void => {
        timer.cancel();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = this.after(ms, done);
      signal?.addEventListener('abort', done, { once: true });
    });
  }

  /** Let time pass until then; after each moment in which timers ran, `rested` is waited for. */
  async advanceTo(until: Milliseconds, rested: () => Promise<void>): Promise<void> {
    for (;;) {
      const next = Math.min(...this.timers.map(({ at }) => at));
      if (next > until) break;
      this.time = Math.max(this.time, next);
      const due = this.timers.filter(({ at }) => at <= this.time);
      this.timers = this.timers.filter((timer) => !due.includes(timer));
      for (const { action } of due) action();
      await rested();
    }
    this.time = Math.max(this.time, until);
  }
}

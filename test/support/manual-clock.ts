import type { Clock, Milliseconds } from '../../src/core/clock.js';

interface Timer {
  readonly at: Milliseconds;
  readonly action: () => void;
}

/** Time that moves only when a test says so. Due timers run in order, each followed by whatever it set off. */
export class ManualClock implements Clock {
  private timers: Timer[] = [];

  /** How far the wall clock was set away from the time that passes. */
  private offset: Milliseconds = 0;

  constructor(private time: Milliseconds = Date.UTC(2026, 0, 5, 9, 0, 0)) {}

  now(): Milliseconds {
    return this.time + this.offset;
  }

  /** Set the wall clock so far away from where it began; 0 puts it right. */
  set(offset: Milliseconds): void {
    this.offset = offset;
  }

  steady(): Milliseconds {
    return this.time;
  }

  after(ms: Milliseconds, action: () => void): { cancel(): void } {
    const timer = { at: this.time + ms, action };
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

  /** Timers that were set and neither ran nor were cancelled. */
  get pending(): number {
    return this.timers.length;
  }

  /** Time passes in steps of which nobody sees the middle, as for a program that is seldom scheduled: days in a moment. */
  async leap(ms: Milliseconds, stepMs: Milliseconds): Promise<void> {
    for (const until = this.time + ms; this.time < until;) {
      this.time = Math.min(until, this.time + stepMs);
      const due = this.timers.filter((timer) => timer.at <= this.time).sort((a, b) => a.at - b.at);
      this.timers = this.timers.filter((timer) => !due.includes(timer));
      for (const timer of due) timer.action();
      for (let round = 0; round < 20; round += 1) await settle();
    }
  }

  async advance(ms: Milliseconds): Promise<void> {
    await settle();
    const until = this.time + ms;
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.time = Math.max(this.time, due.at);
      due.action();
      await settle();
    }
    this.time = until;
    await settle();
  }
}

/** More rounds of the event loop than a few commits one behind another take. */
const roundsOfRest = 12;

/** Let every promise that can go on go on. */
export async function settle(): Promise<void> {
  for (let round = 0; round < roundsOfRest; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

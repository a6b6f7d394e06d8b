import type { Clock, Milliseconds } from '../core/clock.js';

interface Timer {
  readonly at: Milliseconds;
  /** Timers of the same moment run in the order they were set. */
  readonly order: number;
  readonly action: () => void;
  cancelled: boolean;
}

/**
 * Time that passes only when it is told to, so that a month is rehearsed in a minute. Timers run in order, and after
 * each moment in which some ran everything they set off comes to rest before time goes on.
 */
export class VirtualClock implements Clock {
  /** A binary heap, the earliest first. */
  private readonly timers: Timer[] = [];
  private set = 0;

  constructor(private time: Milliseconds) {}

  now(): Milliseconds {
    return this.time;
  }

  steady(): Milliseconds {
    return this.time;
  }

  /** Moments are whole milliseconds, as those of a real clock are. */
  after(ms: Milliseconds, action: () => void): { cancel(): void } {
    const timer: Timer = {
      at: this.time + Math.max(0, Math.ceil(ms)),
      order: (this.set += 1),
      action,
      cancelled: false,
    };
    this.push(timer);
    return {
      cancel: () => {
        timer.cancelled = true;
      },
    };
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

  /** Let time pass until then. `rested` resolves when nothing can happen any more without time passing. */
  async advanceTo(until: Milliseconds, rested: () => Promise<void>): Promise<void> {
    for (let next = this.next(); next !== null && next.at <= until; next = this.next()) {
      this.time = Math.max(this.time, next.at);
      for (let due = this.next(); due !== null && due.at <= this.time; due = this.next()) {
        this.pop();
        due.action();
      }
      await rested();
    }
    this.time = Math.max(this.time, until);
  }

  private next(): Timer | null {
    while (this.timers[0]?.cancelled) this.pop();
    return this.timers[0] ?? null;
  }

  private push(timer: Timer): void {
    let at = this.timers.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(timer, this.timers[parent])) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  private pop(): void {
    const last = this.timers.pop();
    if (last === undefined || this.timers.length === 0) return;
    this.timers[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let first = at;
      if (isBefore(this.timers[left], this.timers[first])) first = left;
      if (isBefore(this.timers[right], this.timers[first])) first = right;
      if (first === at) return;
      this.swap(at, first);
      at = first;
    }
  }

  private swap(one: number, other: number): void {
    const [a, b] = [this.timers[one], this.timers[other]];
    if (!a || !b) return;
    this.timers[one] = b;
    this.timers[other] = a;
  }
}

function isBefore(timer: Timer | undefined, other: Timer | undefined): boolean {
  if (!timer || !other) return timer !== undefined;
  return timer.at < other.at || (timer.at === other.at && timer.order < other.order);
}

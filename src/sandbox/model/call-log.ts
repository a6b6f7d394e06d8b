import type { Milliseconds } from '../../core/clock.js';
import type { WireUsage } from './wire/wire.js';

/** One request as it came in, and what became of it. */
export interface LoggedCall {
  readonly index: number;
  readonly at: Milliseconds;
  readonly path: string;
  /** Without the key. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly model?: string;
  readonly images?: number;
  readonly fault?: string;
  /** 0 where the connection was cut before an answer. */
  readonly status?: number;
  readonly answer?: string;
  readonly usage?: WireUsage;
  /** The caller went away before the answer ended. */
  readonly abandoned?: boolean;
}

export type CallNote = Partial<
  Pick<LoggedCall, 'model' | 'images' | 'fault' | 'status' | 'answer' | 'usage' | 'abandoned'>
>;

/** What was asked. Keeps the newest calls whole and counts all of them. */
export class CallLog {
  readonly #keep: number;
  #calls: LoggedCall[] = [];
  #count = 0;
  #waiting: { count: number; wake: () => void }[] = [];
  #totals: WireUsage = noUsage;

  constructor(keep: number) {
    this.#keep = keep;
  }

  /** Opens a call; the returned function adds to it later. */
  open(call: Omit<LoggedCall, 'index'>): (note: CallNote) => void {
    let own: LoggedCall = { index: this.#count, ...call };
    this.#count += 1;
    this.#calls.push(own);
    if (this.#calls.length > this.#keep * 2) this.#calls = this.#calls.slice(-this.#keep);
    const ready = this.#waiting.filter((waiter) => waiter.count <= this.#count);
    this.#waiting = this.#waiting.filter((waiter) => waiter.count > this.#count);
    for (const waiter of ready) waiter.wake();
    return (note) => {
      const next = { ...own, ...note };
      const at = this.#calls.lastIndexOf(own);
      if (at !== -1) this.#calls[at] = next;
      own = next;
      if (note.usage !== undefined) this.#totals = added(this.#totals, note.usage);
    };
  }

  list(): readonly LoggedCall[] {
    return this.#calls.slice(-this.#keep);
  }

  last(): LoggedCall | undefined {
    return this.#calls.at(-1);
  }

  /** All calls since the start or the last `clear`, also those no longer kept. */
  get count(): number {
    return this.#count;
  }

  get totals(): WireUsage {
    return this.#totals;
  }

  /** Resolves when so many calls have come in. */
  reached(count: number): Promise<void> {
    if (this.#count >= count) return Promise.resolve();
    return new Promise((wake) => {
      this.#waiting.push({ count, wake });
    });
  }

  clear(): void {
    this.#calls = [];
    this.#count = 0;
    this.#totals = noUsage;
  }
}

const noUsage: WireUsage = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0 };

function added(a: WireUsage, b: WireUsage): WireUsage {
  return {
    input: a.input + b.input,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite5m: a.cacheWrite5m + b.cacheWrite5m,
    cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
    output: a.output + b.output,
  };
}

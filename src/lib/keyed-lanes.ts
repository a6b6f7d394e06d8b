import type { Clock, Milliseconds } from '../core/clock.js';

/** What a running piece of work knows about its place in the lane. */
export interface LaneControl {
  /** Aborts when newer work arrived, the watchdog fired or the lanes stop. The work must then settle soon. */
  readonly signal: AbortSignal;
  /** False once this key was interrupted so often that the work must finish with what it has. */
  readonly interruptible: boolean;
  /** Aborts when newer work arrived, also after `seal`: what is not final yet may be left out. */
  readonly newer: AbortSignal;
  /** From here on newer work waits instead of interrupting: the work is about to become final. */
  seal(): void;
}

export interface KeyedLanesOptions<Key> {
  readonly work: (key: Key, control: LaneControl) => Promise<void>;
  readonly clock: Clock;
  /** How many keys are worked on at once. */
  readonly concurrency: number;
  /** How often in a row newer work may interrupt one key. A person who never stops writing still gets an answer. */
  readonly mostInterrupts: number;
  /** Work that takes longer is reported and aborted. */
  readonly watchdogMs: Milliseconds;
  readonly onOverrun: (key: Key) => void;
  /** Work must settle by itself; what it throws is a broken invariant and ends here. */
  readonly onError: (key: Key, cause: unknown) => void;
}

interface Lane {
  again: boolean;
  interrupts: number;
  /** Set while the work may still be interrupted. */
  interrupt: (() => void) | null;
  abort: AbortController | null;
  newer: AbortController | null;
  stopped: Promise<void>;
}

/**
 * One serial lane per key, concurrent across keys. Waking a key that is at work runs it once more afterwards, however
 * often it was woken, and interrupts the work while it is still interruptible: whoever computes an answer to the first
 * half of a burst starts over with the whole of it. A lane costs nothing while it is idle.
 */
export class KeyedLanes<Key> {
  private readonly lanes = new Map<Key, Lane>();
  private readonly waiting: (() => void)[] = [];
  private active = 0;
  private stopping = false;

  constructor(private readonly options: KeyedLanesOptions<Key>) {}

  /** There is something to do for this key. Ignored once the lanes are stopping. */
  wake(key: Key): void {
    if (this.stopping) return;
    const lane = this.lanes.get(key);
    if (lane) {
      lane.again = true;
      lane.interrupt?.();
      lane.newer?.abort(new Error('newer work'));
      return;
    }
    const fresh: Lane = {
      again: false,
      interrupts: 0,
      interrupt: null,
      abort: null,
      newer: null,
      stopped: Promise.resolve(),
    };
    this.lanes.set(key, fresh);
    fresh.stopped = this.drive(key, fresh);
  }

  /** As `wake`, but what is under way is left to finish first. */
  queue(key: Key): void {
    const lane = this.lanes.get(key);
    if (lane) lane.again = true;
    else this.wake(key);
  }

  /** Keys at work or waiting for a free place. */
  get busy(): number {
    return this.lanes.size;
  }

  /** Take no more work; give what is running `graceMs` to finish, then abort it. Resolves when all lanes are empty. */
  async stop(graceMs: Milliseconds): Promise<void> {
    this.stopping = true;
    const all = (): Promise<unknown> => Promise.all([...this.lanes.values()].map((lane) => lane.stopped));
    const grace = new AbortController();
    await Promise.race([all(), this.options.clock.sleep(graceMs, grace.signal)]);
    grace.abort();
    for (const lane of this.lanes.values()) lane.abort?.abort(new Error('stopping'));
    await all();
  }

  private async drive(key: Key, lane: Lane): Promise<void> {
    await this.enter();
    try {
      do {
        lane.again = false;
        await this.runOnce(key, lane);
      } while (lane.again && !this.stopping);
    } finally {
      this.lanes.delete(key);
      this.leave();
    }
  }

  private async runOnce(key: Key, lane: Lane): Promise<void> {
    const { clock, mostInterrupts, watchdogMs, work, onOverrun, onError } = this.options;
    const abort = new AbortController();
    lane.abort = abort;
    const newer = new AbortController();
    lane.newer = newer;
    const interruptible = lane.interrupts < mostInterrupts;
    lane.interrupt = interruptible
      ? () => {
          lane.interrupt = null;
          lane.interrupts += 1;
          abort.abort(new Error('interrupted'));
        }
      : null;
    const watchdog = clock.after(
      watchdogMs,
      () => {
        onOverrun(key);
        abort.abort(new Error('overrun'));
      },
      { unref: true },
    );
    try {
      const seal = (): void => {
        lane.interrupt = null;
      };
      await work(key, { signal: abort.signal, newer: newer.signal, interruptible, seal });
      if (!abort.signal.aborted) lane.interrupts = 0;
    } catch (cause) {
      onError(key, cause);
    } finally {
      watchdog.cancel();
      lane.interrupt = null;
      lane.abort = null;
      lane.newer = null;
    }
  }

  private enter(): Promise<void> | void {
    if (this.active < this.options.concurrency) {
      this.active += 1;
      return;
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.active -= 1;
  }
}

import type { Clock, Milliseconds } from '../../../core/clock.js';

/** One alarm that can be set, moved and put off; it never keeps the process alive. */
export class Alarm {
  private pending: { cancel(): void } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly action: () => void,
  ) {}

  get isSet(): boolean {
    return this.pending !== undefined;
  }

  /** Leaves an alarm that is set as it is. */
  set(wait: Milliseconds): void {
    this.pending ??= this.start(wait);
  }

  move(wait: Milliseconds): void {
    this.cancel();
    this.pending = this.start(wait);
  }

  cancel(): void {
    this.pending?.cancel();
    this.pending = undefined;
  }

  private start(wait: Milliseconds): { cancel(): void } {
    return this.clock.after(
      wait,
      () => {
        this.pending = undefined;
        this.action();
      },
      { unref: true },
    );
  }
}

import type { Clock, Milliseconds } from '../../core/clock.js';
import type { Database } from '../../store/engine/database.js';
import { letGoOfDue } from '../../store/conversation/message-timers.js';

/** A message is let go of within this after its time; the shortest timer of Telegram's is a day. */
const everyMs: Milliseconds = 60_000;

/** Lets messages go when the timer of their chat has run out, from the start of a run on, whatever ran out before it. */
export class MessageTimers {
  private timer: { cancel(): void } | null = null;
  private isStopped = false;

  constructor(
    private readonly parts: {
      readonly database: Database;
      readonly clock: Clock;
      readonly onError: (cause: unknown) => void;
    },
  ) {}

  start(): void {
    this.look().catch(this.parts.onError);
  }

  stop(): void {
    this.isStopped = true;
    this.timer?.cancel();
  }

  private async look(): Promise<void> {
    const { database, clock, onError } = this.parts;
    try {
      while (!this.isStopped && database.health.isWell && (await letGoOfDue(database, clock.now())) > 0);
    } catch (cause) {
      onError(cause);
    }
    if (this.isStopped) return;
    this.timer = clock.after(everyMs, () => this.start(), { unref: true });
  }
}

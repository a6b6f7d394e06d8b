import type { Clock, Milliseconds } from '../../core/clock.js';
import { yieldToInput } from '../../lib/system-yield.js';
import { eraseLocked, sweepSome, type SweptKind } from '../../store/conversation/sweep-kept.js';
import type { Database } from '../../store/engine/database.js';
import { removeReplaced } from '../../store/engine/replaced-files.js';

/** For how many days what is kept; null as long as nobody asks to have it deleted. */
export interface RetentionTimes {
  readonly messages: number | null;
  readonly turnRecords: number | null;
  readonly media: number | null;
  readonly replacedDatabases: number | null;
  readonly lockedMinors: number | null;
}

export interface RetentionParts {
  readonly database: Database;
  /** The database's file, beside which replaced ones lie. */
  readonly file: string;
  readonly clock: Clock;
  readonly days: RetentionTimes;
  readonly onError: (cause: unknown) => void;
}

/** What is due is gone within this after its day. */
const everyMs: Milliseconds = 3_600_000;
const dayMs: Milliseconds = 86_400_000;

/** Lets go of what is kept for a time only, in the background and a little at a time, from the start of a run on. */
export class Retention {
  private timer: { cancel(): void } | null = null;
  private isStopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: RetentionParts) {}

  start(): void {
    this.running = this.look().catch(this.parts.onError);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.timer?.cancel();
    await this.running;
  }

  private async look(): Promise<void> {
    const { clock, onError } = this.parts;
    await this.sweep().catch(onError);
    if (!this.isStopped) this.timer = clock.after(everyMs, () => this.start(), { unref: true });
  }

  private async sweep(): Promise<void> {
    const { database, clock, days, file } = this.parts;
    const { messages, media, turnRecords, replacedDatabases, lockedMinors } = days;
    const now = clock.now();
    const due: readonly (readonly [SweptKind, number | null])[] = [
      ['messages', messages],
      ['bubbles', messages],
      ['media', media],
      // A record holds words of the talk: it is not kept for longer than they are.
      [
        'turns',
        turnRecords === null || messages === null
          ? (turnRecords ?? messages)
          : Math.min(turnRecords, messages),
      ],
    ];
    for (const [kind, kept] of due) {
      if (kept === null) continue;
      await this.whileWell(() => sweepSome(database, kind, now - kept * dayMs, now));
    }
    if (lockedMinors !== null)
      await this.whileWell(() => eraseLocked(database, now - lockedMinors * dayMs, now));
    if (replacedDatabases !== null) removeReplaced(file, now - replacedDatabases * dayMs);
  }

  private async whileWell(some: () => Promise<boolean>): Promise<void> {
    while (!this.isStopped && this.parts.database.health.isWell && (await some())) await yieldToInput();
  }
}

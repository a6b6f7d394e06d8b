import type { Clock, Milliseconds } from '../../core/clock.js';
import type { Database } from '../../store/engine/database.js';
import { nextUnfilled } from '../../store/index/message-index-backfill.js';
import { fillIndex } from '../../store/index/message-index-writer.js';

export interface IndexFillerParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly onFault: (cause: unknown) => void;
}

/** One step holds the writer for a few milliseconds; the pause leaves it to turns. */
const messagesAtOnce = 40;
const pauseMs: Milliseconds = 15;
/** After a turn: its answer is sent meanwhile, and what other turns leave behind goes along. */
const gatherMs: Milliseconds = 1_000;
/** While the disk takes no writes. */
const laterMs: Milliseconds = 60_000;

/**
 * Indexes in the background and in small steps what was stored: after turns, and after a start what an earlier run left.
 * What waits is in the store. Until then a message is not found, and need not be: it stands in the window.
 */
export class IndexFiller {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private isWoken = false;

  constructor(private readonly parts: IndexFillerParts) {}

  start(): void {
    this.run(0);
  }

  /** A turn is over: what it stored is indexed soon. */
  wake(): void {
    if (this.running === null) this.run(gatherMs);
    else this.isWoken = true;
  }

  /** Waits for the step under way and takes one more: what the last turn left is found while the program is off. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    if (await this.isAnythingLeft().catch(() => false)) await this.step().catch(this.parts.onFault);
  }

  private run(after: Milliseconds): void {
    if (this.stopping.signal.aborted) return;
    this.isWoken = false;
    this.running = this.fill(after)
      .catch(this.parts.onFault)
      .then(() => {
        this.running = null;
        if (this.isWoken) this.run(gatherMs);
      });
  }

  private async fill(after: Milliseconds): Promise<void> {
    const { database, clock } = this.parts;
    const { signal } = this.stopping;
    if (after > 0) await clock.sleep(after, signal);
    else if (!(await this.isAnythingLeft())) return;
    // Whatever woke it until now is looked at now.
    this.isWoken = false;
    while (!signal.aborted) {
      if (!database.health.isWell) {
        await clock.sleep(laterMs, signal);
        continue;
      }
      if (!(await this.step())) return;
      await clock.sleep(pauseMs, signal);
    }
  }

  private async isAnythingLeft(): Promise<boolean> {
    return (await nextUnfilled(this.parts.database.read)) !== null;
  }

  /** Whether there may be more; false when nothing can be written. */
  private async step(): Promise<boolean> {
    const { database } = this.parts;
    if (!database.health.isWell) return false;
    return database.write((transaction) => fillIndex(transaction, messagesAtOnce), 'ordered');
  }
}

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
/** While the disk takes no writes. */
const laterMs: Milliseconds = 60_000;

/**
 * Indexes, in the background and in small steps, what was stored before there was an index. Where it stopped is in the
 * store, so the next start goes on from there.
 */
export class IndexFiller {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: IndexFillerParts) {}

  start(): void {
    this.running = this.fill().catch(this.parts.onFault);
  }

  /** Waits for the step under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async fill(): Promise<void> {
    const { database, clock } = this.parts;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      if (!database.health.isWell) {
        await clock.sleep(laterMs, signal);
        continue;
      }
      const conversation = await nextUnfilled(database.read);
      if (conversation === null) return;
      await database.write((transaction) => fillIndex(transaction, conversation, messagesAtOnce), 'ordered');
      await clock.sleep(pauseMs, signal);
    }
  }
}

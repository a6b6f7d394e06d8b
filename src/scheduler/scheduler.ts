import type { Clock } from '../core/clock.js';
import type { ConversationId } from '../core/ids.js';
import type { Database } from '../store/engine/database.js';
import { readConversationsDue } from '../store/plan/plan-reader.js';
import type { Ticks } from './ticks.js';

export interface SchedulerOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ticks: Ticks;
  /** Plans looked at in one tick; the rest wait for the next one. */
  readonly mostPerTick: number;
  /** A plan of this conversation is to be looked at. */
  readonly submit: (conversation: ConversationId) => void;
  readonly onError: (cause: unknown) => void;
}

/**
 * Wakes conversations whose plans fell due. What is due stands in the store under an index, so that a tick costs what
 * there is to do and not how many people there are, and a restart goes on where the last run stopped.
 */
export class Scheduler {
  private running: { stop(): void } | null = null;

  constructor(private readonly options: SchedulerOptions) {}

  start(): void {
    this.running ??= this.options.ticks.start(() => this.scan().catch(this.options.onError));
  }

  stop(): void {
    this.running?.stop();
    this.running = null;
  }

  private async scan(): Promise<void> {
    const { database, clock, mostPerTick, submit } = this.options;
    if (!database.health.isWell) return;
    const due = await readConversationsDue(database.read, clock.now(), mostPerTick);
    for (const conversation of due) submit(conversation);
  }
}

import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { ReadMoment } from '../../strategist/moment/read-moment.js';
import { closeSessions } from './close-sessions.js';
import {
  Condenser,
  usualCondensing,
  type CondenserParts,
  type CondenserReport,
  type CondenserSettings,
} from './condenser.js';
import type { ScribeSettings } from './scribe-settings.js';
import { ScribeWorker, type ScribeReport, type ScribeWorkerParts } from './scribe-worker.js';

export interface AfterthoughtParts
  extends
    Omit<ScribeWorkerParts, 'settings' | 'report'>,
    Pick<CondenserParts, 'database' | 'clock' | 'ask' | 'character'> {
  readonly readMoment: ReadMoment;
  readonly condensing: CondenserSettings | undefined;
  /** Null where nothing is to be remembered. */
  readonly scribing: ScribeSettings | null;
  readonly report: AfterthoughtReport;
}

/** Silence that ends a session; it is looked at once the talk has paused for as long as the condenser waits. */
const sessionPauseMs: Milliseconds = 30 * 60_000;

export interface AfterthoughtReport extends CondenserReport, ScribeReport {}

/** What a turn leaves behind is looked at here, in the background: what to remember, what to condense, how the two stand. */
export class Afterthought {
  private readonly condenser: Condenser;
  private readonly scribe: ScribeWorker | null;

  constructor(parts: AfterthoughtParts) {
    const { database, clock, ask, character, ownModels, readMoment, report } = parts;
    const condensing = parts.condensing ?? usualCondensing;
    this.condenser = new Condenser({
      database,
      clock,
      ask,
      character,
      ownModels,
      sessionOver: ({ conversation, language }, suggestion) =>
        closeSessions({ database, clock, readMoment, sessionPauseMs }, conversation, language, suggestion),
      report,
      settings: condensing,
    });
    this.scribe = parts.scribing === null ? null : new ScribeWorker({ ...parts, settings: parts.scribing });
  }

  /** Pick up what an earlier run left undone. */
  async resume(): Promise<void> {
    await this.scribe?.resume();
  }

  turnBegins(conversation: ConversationId): void {
    this.scribe?.turnBegins(conversation);
  }

  turnEnded(conversation: ConversationId): void {
    this.scribe?.turnEnded(conversation);
  }

  /** For whoever asks right now what is remembered (see ScribeWorker). */
  async readNow(conversation: ConversationId): Promise<void> {
    await this.scribe?.readNow(conversation);
  }

  /** A turn was committed, with so many messages in its window. */
  spoke(conversation: ConversationId, inWindow: number): void {
    this.condenser.spoke(conversation, inWindow);
  }

  async stop(graceMs: Milliseconds): Promise<void> {
    await Promise.all([this.condenser.stop(graceMs), this.scribe?.stop(graceMs)]);
  }
}

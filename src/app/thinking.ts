import {
  Condenser,
  usualCondensing,
  type CondenserReport,
  type CondenserSettings,
} from '../conversation/condenser.js';
import { LorebookIndexes } from '../conversation/lorebook-indexes.js';
import { PromptBlocks } from '../conversation/prompt-blocks.js';
import { RetryLater } from '../conversation/retry-later.js';
import { runTurn } from '../conversation/run-turn.js';
import { SpendLedger, type Spending } from '../conversation/spend-ledger.js';
import type { TurnContext, TurnReport, TurnSettings } from '../conversation/turn-context.js';
import { VoiceProfiles } from '../conversation/voice-profiles.js';
import type { Chance } from '../core/chance.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { IdSource } from '../core/id-source.js';
import type { ConversationId } from '../core/ids.js';
import { KeyedLanes } from '../lib/keyed-lanes.js';
import type { AskRole } from '../model/ask.js';
import { readConversationsWaiting } from '../store/conversation-reader.js';
import type { Database } from '../store/database.js';
import { loadMomentModel } from '../strategist/moment/model-file.js';
import { createMomentReader } from '../strategist/moment/read-moment.js';

export interface ThinkingLimits {
  /** Turns thought about at once, over all accounts. */
  readonly concurrentTurns: number;
  /** How often in a row a burst may make one conversation's turn start over. */
  readonly mostInterrupts: number;
  readonly turnWatchdogMs: Milliseconds;
}

export interface ThinkingReport extends TurnReport, CondenserReport {
  /** A turn took longer than its watchdog allows. */
  overran(conversation: ConversationId): void;
}

export interface ThinkingParts extends Pick<
  TurnContext,
  'serves' | 'standbyOf' | 'attend' | 'character' | 'ownModels'
> {
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly ids: IdSource;
  readonly ask: AskRole;
  readonly settings: TurnSettings;
  readonly limits: ThinkingLimits;
  readonly spending: Spending | undefined;
  readonly condensing: CondenserSettings | undefined;
  readonly report: ThinkingReport;
  /** There are bubbles to send. */
  readonly wakeOutbox: (conversation: ConversationId) => void;
  /** Something broke that should not, or the disk failed. */
  readonly broke: (what: string, cause: unknown) => void;
}

/** What a conversation under test or in the terminal costs is nobody's concern. */
const unlimited: Spending = {
  budget: { perPerson: null, inAll: null },
  prices: {},
  firstModel: () => ({ provider: '', model: '' }),
};

/** The part of the path between inbox and outbox: lanes of turns, and what is done about them later or in the background. */
export class Thinking {
  private readonly lanes: KeyedLanes<ConversationId>;
  private readonly retries: RetryLater;
  private readonly ledger: SpendLedger;
  private readonly condenser: Condenser;
  private readonly context: TurnContext;

  constructor(private readonly parts: ThinkingParts) {
    const { clock, chance, database, limits, report, broke } = parts;
    this.retries = new RetryLater(clock, chance, (conversation) => this.lanes.wake(conversation));
    this.lanes = new KeyedLanes({
      // While nothing can be stored, thinking is in vain: the message waits in the store.
      work: async (conversation, control) => {
        if (database.health.isWell) await runTurn(this.context, conversation, control);
      },
      clock,
      concurrency: limits.concurrentTurns,
      mostInterrupts: limits.mostInterrupts,
      watchdogMs: limits.turnWatchdogMs,
      onOverrun: (conversation) => {
        report.overran(conversation);
        this.retries.schedule(conversation);
      },
      onError: (conversation, cause) => {
        broke('turn', cause);
        this.retries.schedule(conversation);
      },
    });
    this.ledger = new SpendLedger({
      database,
      clock,
      ...(parts.spending ?? unlimited),
      onBroken: (cause) => broke('spending', cause),
    });
    const ask = this.ledger.metered(parts.ask);
    this.condenser = new Condenser({
      database,
      clock,
      ask,
      character: parts.character,
      ownModels: parts.ownModels,
      report,
      settings: parts.condensing ?? usualCondensing,
    });
    const voices = new VoiceProfiles();
    this.context = {
      database,
      clock,
      ids: parts.ids,
      chance,
      character: parts.character,
      ownModels: parts.ownModels,
      ask,
      ledger: this.ledger,
      promptBlocks: new PromptBlocks(),
      voices,
      lorebooks: new LorebookIndexes(),
      readMoment: createMomentReader(loadMomentModel()),
      recall: () => Promise.resolve([]),
      serves: parts.serves,
      standbyOf: parts.standbyOf,
      attend: parts.attend,
      wakeOutbox: (conversation) => {
        this.retries.forget(conversation);
        parts.wakeOutbox(conversation);
      },
      retryLater: (conversation) => this.retries.schedule(conversation),
      lookAgainAt: (conversation, at) => this.retries.at(conversation, at),
      afterTurn: (character, conversation, inWindow) => {
        voices.widen(parts.character(character));
        this.condenser.spoke(conversation, inWindow);
      },
      report,
      settings: parts.settings,
    };
  }

  /** Read what earlier runs of this day have spent; before the first turn. */
  open(): Promise<void> {
    return this.ledger.open();
  }

  /** Something waits in this conversation. */
  wake(conversation: ConversationId): void {
    this.lanes.wake(conversation);
  }

  /** Look at every conversation in which something waits: after a start, and when the store is well again. */
  async wakeWaiting(): Promise<void> {
    for (const conversation of await readConversationsWaiting(this.parts.database.read)) {
      this.lanes.wake(conversation);
    }
  }

  /** The store takes writes again. */
  async saveAgain(): Promise<void> {
    await this.ledger.flush();
  }

  /** Begin nothing new, and let what is under way finish within its grace. */
  async stop(graceMs: Milliseconds): Promise<void> {
    this.retries.stop();
    await Promise.all([this.lanes.stop(graceMs), this.condenser.stop(graceMs)]);
    await this.ledger.flush();
  }
}

import type { PeopleRule } from '../../config/sections/people-section.js';
import type { AdmissionNeeds } from '../../conversation/admission/admission.js';
import type { AfterthoughtReport } from '../../conversation/afterthought/afterthought.js';
import type { CondenserSettings } from '../../conversation/afterthought/condenser.js';
import type { ScribeSettings } from '../../conversation/afterthought/scribe-settings.js';
import type { Spending } from '../../conversation/spending/spend-ledger.js';
import type { TurnNeeds } from '../../conversation/turn/turn-needs.js';
import type { CommittingNeeds } from '../../conversation/committing/committing-needs.js';
import type { Channel } from '../../channel/contract.js';
import type { LoadingNeeds } from '../../conversation/loading/load-turn.js';
import type { MediaParts, PerceivingReport } from '../../conversation/perceiving/perceiving-needs.js';
import type { OwnModels } from '../../conversation/loading/own-models.js';
import type { WritingNeeds } from '../../conversation/writing/writing-needs.js';
import type { TurnSettings } from '../../conversation/loading/turn-settings.js';
import type { VectorReport } from '../../conversation/afterthought/vector-filler.js';
import type { Chance } from '../../core/chance.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { IdSource } from '../../core/id-source.js';
import type { AccountId, ConversationId } from '../../core/ids.js';
import type { AskRole } from '../../model/ask.js';
import type { Embedder } from '../../model/embedder.js';
import type { Database } from '../../store/engine/database.js';
import type { ProactiveParts } from './openers.js';

export interface ThinkingLimits {
  /** Turns thought about at once, over all accounts. */
  readonly concurrentTurns: number;
  /** How often in a row a burst may make one conversation's turn start over. */
  readonly mostInterrupts: number;
  readonly turnWatchdogMs: Milliseconds;
}

export interface ThinkingReport extends AfterthoughtReport, VectorReport, PerceivingReport {
  knocked: AdmissionNeeds['report']['knocked'];
  finished: CommittingNeeds['report']['finished'];
  superseded(conversation: ConversationId): void;
  /** A day's budget is used up, that of one person or that in all: answers wait for the next day. */
  budgetReached(by: 'person' | 'all'): void;
  /** A turn took longer than its watchdog allows. */
  overran(conversation: ConversationId): void;
}

export interface ThinkingParts
  extends
    Pick<LoadingNeeds, 'character' | 'serves'>,
    Required<Pick<LoadingNeeds, 'canLose'>>,
    Pick<CommittingNeeds, 'standbyOf' | 'propose' | 'asksOwner' | 'sayWithoutStore' | 'textLimit'>,
    Pick<TurnNeeds, 'attend' | 'letFinish'> {
  /** Who may talk with a character, by account. */
  readonly people: (account: AccountId) => PeopleRule;
  readonly ownModels: OwnModels;
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly ids: IdSource;
  readonly ask: AskRole;
  readonly settings: TurnSettings;
  readonly limits: ThinkingLimits;
  readonly spending: Spending | undefined;
  readonly condensing: CondenserSettings | undefined;
  /** When the talk is read for what to remember; as usual unless told, and never where it is null. */
  readonly scribing: ScribeSettings | null | undefined;
  /** Writing first; not at all where left out. */
  readonly proactive?: ProactiveParts;
  /** What finds messages by meaning; by words alone where left out. */
  readonly embedder?: Embedder | null;
  readonly report: ThinkingReport;
  /** What opens files that people send; nothing does where left out. */
  readonly media?: MediaParts | null;
  /** Something is set up to speak; whether files can be sent from an account. */
  readonly hasMouth: boolean;
  readonly canSend: (account: AccountId) => boolean;
  /** Null while the account is away. */
  readonly channel: (account: AccountId) => Channel | null;
  /** Whether a text holds a key or a password of this installation; nothing does unless told. */
  readonly holdsSecret?: WritingNeeds['holdsSecret'];
  /** There are bubbles to send. */
  readonly wakeOutbox: (conversation: ConversationId) => void;
  /** Something broke that should not, or the disk failed. */
  readonly broke: (what: string, cause: unknown) => void;
}

import type { Character } from '../../character/character.js';
import type { RecalledMemory } from '../../context/layers/recalled.js';
import type { Chance } from '../../core/chance.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { IdSource } from '../../core/id-source.js';
import type { AccountId, CharacterId, ConversationId, RemoteMessageId, SendId } from '../../core/ids.js';
import type { Pace } from '../../core/pace.js';
import type { Tempo } from '../../delivery/pace.js';
import type { Processor } from '../../duty/processor-words.js';
import type { RegionProfile } from '../../duty/regions.js';
import type { AskRole } from '../../model/ask.js';
import type { ModelRole } from '../../model/contract.js';
import type { ModelChoice } from '../../model/roles.js';
import type { ProactiveSettings } from '../../proactive/wish.js';
import type { ConversationState } from '../../store/conversation/conversation-reader.js';
import type { Database } from '../../store/engine/database.js';
import type { ReadMoment } from '../../strategist/moment/read-moment.js';
import type { RememberedJudgements } from '../../strategist/remembered.js';
import type { TurnRecord } from '../../store/turn/turn-writer.js';
import type { Moment } from '../../strategist/moment/moment.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { LorebookIndexes } from '../planning/lorebook-indexes.js';
import type { AskAdvice } from '../planning/ask-advice.js';
import type { DraftOpinion } from '../writing/draft-opinion.js';
import type { PromptGuards } from '../writing/prompt-guards.js';
import type { PromptBlocks } from '../writing/prompt-blocks.js';
import type { GradeSigns } from '../fixed-answers/sign-grader.js';
import type { SpendLedger } from '../spending/spend-ledger.js';
import type { VoiceProfiles } from '../planning/voice-profiles.js';

/** Everything a turn works with, handed over by the composition root. */
export interface TurnContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly character: (id: CharacterId) => Character;
  readonly chance: Chance;
  readonly ask: AskRole;
  readonly ownModels: OwnModels;
  readonly promptBlocks: PromptBlocks;
  readonly promptGuards: PromptGuards;
  /** A second opinion about a draft where a rule is in doubt; null where no judge is configured. */
  readonly draftOpinion: DraftOpinion | null;
  /** A small model's view of signs of danger, behind the card or instead of none; null where none is configured. */
  readonly gradeSigns: GradeSigns | null;
  /** Whether a text holds a key or a password of this installation. */
  readonly holdsSecret: (text: string) => boolean;
  readonly voices: VoiceProfiles;
  readonly lorebooks: LorebookIndexes;
  /** What a message is like, without asking a model. */
  readonly readMoment: ReadMoment;
  readonly judgements: RememberedJudgements;
  /** Asks the small model about a moment; null where none is configured. */
  readonly askAdvice: AskAdvice | null;
  /** What of this person's past belongs to this moment, best first; empty where nothing does. */
  readonly recall: (loaded: LoadedTurn, moment: Moment) => Promise<readonly RecalledMemory[]>;
  /** A turn was committed: what it leaves behind is looked at in the background. */
  readonly afterTurn: (character: CharacterId, conversation: ConversationId, inWindow: number) => void;
  /** Whether the account speaks to people; one that stands by or was lost does not. */
  readonly serves: (account: AccountId) => boolean;
  /** The account that would take over for a character's people; null where there is none. */
  readonly standbyOf: (character: CharacterId) => AccountId | null;
  /**
   * Show that the message was read (none where it was written to another account) and an answer is coming, until `end`.
   * Never fails and is never waited for.
   */
  readonly attend: (
    conversation: ConversationState,
    upTo: RemoteMessageId | null,
    tempo: Tempo,
  ) => { end(): void };
  /** Resolves when the person stopped writing, at the latest after a few seconds, or when the signal aborts. */
  readonly letFinish: (conversation: ConversationState, signal: AbortSignal) => Promise<void>;
  /** Put an answer where the operator writes in this chat. Never fails and is never waited for. */
  readonly propose: (conversation: ConversationState, text: string) => void;
  /** Send at once what could not be stored: only where somebody may be in danger. */
  readonly sayWithoutStore: (conversation: ConversationState, text: string, sendId: SendId) => Promise<void>;
  /** There are bubbles to send. */
  readonly wakeOutbox: (conversation: ConversationId) => void;
  /** The model did not answer: look at this conversation again later. */
  readonly retryLater: (conversation: ConversationId) => void;
  /** Look at this conversation again then, whatever came of it before. */
  readonly lookAgainAt: (conversation: ConversationId, at: Milliseconds) => void;
  /** What models cost today. */
  readonly ledger: SpendLedger;
  readonly report: TurnReport;
  readonly settings: TurnSettings;
}

/** The models a character has of its own for a role, in place of the configured ones; empty where it has none. */
export type OwnModels = (character: Character, role: ModelRole) => readonly ModelChoice[];

export interface TurnSettings {
  /** Messages of earlier talk shown to the model. */
  readonly windowMessages: number;
  /** How long the small model may take over its advice; it is not asked when absent. */
  readonly adviceWithinMs?: Milliseconds;
  /** Tokens a prompt should not exceed (estimated). */
  readonly promptTokens: number;
  /** An unanswered message older than this is let go. */
  readonly staleAfterMs: Milliseconds;
  /** Drafts the quality gate may turn down before the turn ends in silence. */
  readonly mostDrafts: number;
  /** Characters one message may hold on the channel. */
  readonly maxTextLength: number;
  /** How fast a character answers that does not say so itself. */
  readonly pace: Pace;
  /** How long the operator's own words in a chat keep the character silent there. */
  readonly takeoverMs: Milliseconds;
  /** How much it may write first; not at all where left out. */
  readonly proactive?: ProactiveSettings;
  /** For the AI disclosure: who runs this, and who makes the answers. */
  readonly operator: string;
  readonly processors: readonly Processor[];
  /** The operator's words for the time when no model answers; null for silence. */
  readonly outageLine: string | null;
  /** Links that may be sent besides those the person has just written. */
  readonly links?: readonly string[];
  /** A model is configured to give a second opinion on drafts. */
  readonly hasJudge?: boolean;
  /** A small model grades signs of danger. */
  readonly gradesDanger?: boolean;
  /**
   * Messages a person has written before they are asked whether a backup account may write to them; null to ask nobody.
   */
  readonly askBackupContactAfter: number | null;
  /** Messages a person has written before they are asked whether they may be written to first; never when left out. */
  readonly askProactiveAfter?: number;
  /** What the operator's region asks beyond the rest; a reminder every three hours and no more when left out. */
  readonly duties?: Pick<RegionProfile, 'reminderHours' | 'asksForMemory'> &
    Partial<Pick<RegionProfile, 'wording'>>;
}

export interface TurnReport {
  finished(record: TurnRecord, bubbles: number): void;
  superseded(conversation: ConversationId): void;
}

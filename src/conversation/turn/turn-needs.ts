import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, RemoteMessageId } from '../../core/ids.js';
import type { Tempo } from '../../delivery/pace.js';
import type { ConversationState } from '../../store/conversation/conversation-reader.js';
import type { Admission } from '../admission/admission.js';
import type { CommittingNeeds } from '../committing/committing-needs.js';
import type { JudgeBurst } from '../fixed-answers/care-judge.js';
import type { FixedAnswerNeeds } from '../fixed-answers/fixed-answer-needs.js';
import type { LoadedTurn, LoadingNeeds } from '../loading/load-turn.js';
import type { PlanningNeeds } from '../planning/planning-needs.js';
import type { SpendLedger } from '../spending/spend-ledger.js';
import type { WritingNeeds } from '../writing/writing-needs.js';

/** What each room on the way of a turn is given. */
export interface RoomNeeds {
  readonly loading: LoadingNeeds;
  readonly fixedAnswers: FixedAnswerNeeds;
  readonly planning: PlanningNeeds;
  readonly writing: WritingNeeds;
  readonly committing: CommittingNeeds;
}

/** What the turn itself does between the rooms: show that it is at work, and say what is to be looked at again. */
export interface TurnNeeds extends RoomNeeds {
  /** Resolves when this turn may take the processor for some milliseconds: others wait, and input that came in goes first. */
  readonly myRound: () => Promise<void>;
  readonly ledger: Pick<SpendLedger, 'reserve'>;
  /** Hears once more what the local net is unsure of, beside planning and writing; null where no judge is configured. */
  readonly judgeBurst: JudgeBurst | null;
  readonly admission: Pick<Admission, 'check'>;
  /** Opens what came with messages and wakes their turn; null where nothing is opened. */
  readonly media: {
    readonly begin: (conversation: ConversationId) => void;
    /** Whether the voice that would answer is shown pictures. */
    readonly voiceSees: (loaded: LoadedTurn) => Promise<boolean>;
  } | null;
  /**
   * Show that the message was read (none where it was written to another account) and an answer is coming, until `end`.
   * Never fails and is never waited for.
   */
  readonly attend: (
    conversation: ConversationState,
    upTo: RemoteMessageId | null,
    tempo: Tempo,
    /** What is being made; words where left out. */
    action?: 'recording',
  ) => { end(): void };
  /** Resolves when the person stopped writing, at the latest after a few seconds, or when the signal aborts. */
  readonly letFinish: (conversation: ConversationState, signal: AbortSignal) => Promise<void>;
  /** There are bubbles to send. */
  readonly wakeOutbox: (conversation: ConversationId) => void;
  /** The model did not answer: look at this conversation again later. */
  readonly retryLater: (conversation: ConversationId) => void;
  /** Look at this conversation again then, whatever came of it before. */
  readonly lookAgainAt: (conversation: ConversationId, at: Milliseconds) => void;
  /** A turn was committed: what it leaves behind is looked at in the background. */
  readonly afterTurn: (loaded: LoadedTurn, folds: number | null) => void;
  readonly superseded: (conversation: ConversationId) => void;
}

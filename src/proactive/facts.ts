import type { Milliseconds } from '../core/clock.js';
import type { HourActivity } from './activity.js';
import type { ZoneClock } from './local-time.js';
import type { PlanKind } from './plan-kinds.js';
import type { QuietRange } from './quiet-range.js';

/** What is known of where the person lives: said by them, guessed from what they wrote and when, or nothing. */
export type PersonZone =
  | { readonly kind: 'stated'; readonly zone: string }
  | {
      readonly kind: 'inferred';
      readonly zone: string;
      readonly confidence: number;
      /** How far the clock may be off, either way. */
      readonly doubtMs: Milliseconds;
    }
  /** `zone` is only what their quiet hours are read on; nothing is sent that this clock alone would allow. */
  | { readonly kind: 'unknown'; readonly zone: string };

/** An opener that reached the person, or may have. */
export interface SentOpener {
  readonly at: Milliseconds;
  readonly kind: PlanKind;
  /** They wrote or reacted after it. */
  readonly isAnswered: boolean;
  /** Null where the channel does not tell. */
  readonly isSeen: boolean | null;
}

/** Everything the decision to write first rests on. Nothing else is looked at. */
export interface ProactiveFacts {
  readonly plan: {
    readonly kind: PlanKind;
    readonly dueAt: Milliseconds;
    readonly createdAt: Milliseconds;
    /** How often the moment was not quite right before. */
    readonly looks: number;
    /** The id of the memory, message or line of the character it is about; null where it has none. */
    readonly source: string | null;
  };
  readonly isOn: boolean;
  /** `this-message`: the person asked for this one and agreed to no others. */
  readonly consent: 'agreed' | 'this-message' | 'none';
  readonly hasStopped: boolean;
  readonly hasBlocked: boolean;
  /** The person said that it should not write first. */
  readonly isUnwanted: boolean;
  /** A human holds the conversation. */
  readonly isTakenOver: boolean;
  /** Paused by the operator or the person until then; null while it is not. */
  readonly pausedUntil: Milliseconds | null;
  readonly talk: {
    readonly personWroteAt: Milliseconds | null;
    /** The character, or a human at its account. */
    readonly ourSideWroteAt: Milliseconds | null;
    /** Something waits for an answer, or an answer is under way. */
    readonly isOpen: boolean;
    readonly farewellAt: Milliseconds | null;
    readonly crisisAt: Milliseconds | null;
    /** How lively the last exchange was: -1 one word at a time, 1 long and from both sides. */
    readonly momentum: number;
  };
  /** Newest first, at least those of the last week and those since the person last wrote. */
  readonly sent: readonly SentOpener[];
  readonly person: {
    readonly zone: PersonZone;
    readonly clock: ZoneClock;
    readonly activity: HourActivity;
    /** The operator's quiet hours and the person's own. */
    readonly quiet: readonly QuietRange[];
  };
  readonly character: {
    readonly clock: ZoneClock;
    /** When it sleeps or has its hands full. */
    readonly away: readonly QuietRange[];
  };
  /** From 0, the first stage of the relationship, to 1, the last. */
  readonly stage: number;
  readonly account: {
    readonly state: 'well' | 'limited' | 'answers-only' | 'away';
    /** From when on one more message keeps every rate cap. */
    readonly freeFrom: Milliseconds;
  };
  readonly budget: 'ok' | 'short' | 'spent';
  readonly limits: {
    readonly perDay: number;
    /** The least of what operator, author and person allow. */
    readonly perWeek: number;
    readonly minGapMs: Milliseconds;
  };
}

/** Why it is not written now: for good, or until then. */
export type Objection =
  | { readonly kind: 'never'; readonly reason: string }
  | { readonly kind: 'until'; readonly at: Milliseconds; readonly reason: string };

/** One reason not to write, or none. */
export type Rule = (facts: ProactiveFacts, now: Milliseconds) => Objection | null;

export const never = (reason: string): Objection => ({ kind: 'never', reason });
export const until = (at: Milliseconds, reason: string): Objection => ({ kind: 'until', at, reason });

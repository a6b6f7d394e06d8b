import type { Milliseconds } from '../../core/clock.js';
import type { SendId, TurnId } from '../../core/ids.js';
import type { Transaction } from '../../store/engine/database.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { HeardBurst } from './heard-burst.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';

/** What the program itself answers, in fixed words: no model is asked and no character speaks. */
export interface FixedAnswer {
  /** One code, kept in the turn record. */
  readonly reason: string;
  /** One bubble each, in the person's language; empty where silence is the answer. */
  readonly texts: readonly string[];
  /** The messages it answers, by row; what else the burst holds gets a turn of its own. All of it where left out. */
  readonly covers?: readonly number[];
  /** Goes out before any disclosure, without pace and without our own rate caps: somebody may be in danger. */
  readonly urgent?: boolean;
  /** Under which the first bubble is sent, where the same answer may have been given without the store. */
  readonly sendId?: SendId;
  /** What it changes, in the transaction that stores the turn; not called when the turn is refused. */
  readonly write?: (transaction: Transaction, now: Milliseconds, turn: TurnId) => Promise<void>;
  /** What is begun in the background once it is stored. */
  readonly after?: (storedAt: Milliseconds) => void;
}

/** Answers the burst or a part of it, or null to leave it to the next one. */
export type FixedAnswerer = (
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  heard: HeardBurst,
) => Promise<FixedAnswer | null>;

import type { Milliseconds } from './clock.js';
import type { ServerWords } from './server-words.js';

/** What made a turn happen. */
export type TurnCause = 'incoming' | 'proactive' | 'follow-up' | 'operator' | 'introduction';

/** One stretch of the prompt and why it is in it. */
export interface LayerNote {
  readonly layer: string;
  readonly reason: string;
  /** Estimated tokens. */
  readonly tokens: number;
}

/** One call of a model within a turn. */
export interface AttemptNote {
  readonly provider: string;
  readonly model: string;
  readonly outcome: string;
  readonly ms: Milliseconds;
  /** Status and codes of a failure. */
  readonly detail?: string;
  /** What the server said of it. */
  readonly said?: ServerWords;
  /** What was found out about the model meanwhile, one line each. */
  readonly found?: readonly string[];
}

/** The verdict of one check on one draft. */
export interface CheckNote {
  readonly check: string;
  readonly verdict: 'pass' | 'repair' | 'reject';
  readonly reason?: string;
  /** Which draft of the turn, from 1; absent for the first. */
  readonly draft?: number;
  /** What another model said of a doubt; absent where none was asked. */
  readonly opinion?: DraftOpinionNote;
}

/** `may-pass`: it was let through. `unanswered`: nobody said anything in time, so the doubt stood. */
export type DraftOpinionNote = 'may-pass' | 'agrees' | 'unanswered';

/** Words that the gate turned down, with the worst that was found. */
export interface TurnedDown {
  readonly text: string;
  readonly check: string;
  readonly reason: string;
  /** Which draft of the turn, from 1. */
  readonly draft: number;
  /** `bubble`: the rest of the draft was said without it. */
  readonly part: 'whole' | 'bubble';
}

/** Where the time of a turn went, in milliseconds since its first message was received. */
export interface TurnTimings {
  /** Until the turn began to work. */
  readonly started: Milliseconds;
  /** Until the model was asked: our own time. */
  readonly asked?: Milliseconds;
  readonly firstText?: Milliseconds;
  readonly answered?: Milliseconds;
  readonly committed?: Milliseconds;
}

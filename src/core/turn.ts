import type { Milliseconds } from './clock.js';

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
}

/** The verdict of one check on one draft. */
export interface CheckNote {
  readonly check: string;
  readonly verdict: 'pass' | 'repair' | 'reject';
  readonly reason?: string;
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

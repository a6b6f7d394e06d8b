import type { Milliseconds } from '../../core/clock.js';

export interface ScribeSettings {
  /** So long after the last turn the talk has paused, and what was said is read. */
  readonly pauseMs: Milliseconds;
  /** So many unread messages are read without waiting for a pause. */
  readonly messages: number;
  /** Messages in one request. */
  readonly mostInBatch: number;
}

/** Where somebody tries the program out and looks what it remembers after a few messages. */
export const tryingOutScribing: ScribeSettings = { pauseMs: 30_000, messages: 20, mostInBatch: 40 };

export const usualScribing: ScribeSettings = { pauseMs: 10 * 60_000, messages: 20, mostInBatch: 40 };

/** An imported past is read so many batches at a time, with a rest behind them: it is in no hurry, and never in the way. */
export const pastPace = { batches: 5, restMs: 60_000 } as const;

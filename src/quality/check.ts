import type { Milliseconds } from '../core/clock.js';
import type { Character } from '../character/character.js';
import type { VoiceProfile } from './drift.js';

/** What a check may look at besides the text. What is absent is not judged by. */
export interface CheckContext {
  readonly character: Character;
  /** The character's latest messages, oldest first. */
  readonly recentReplies: readonly string[];
  /** The bubbles of this reply that were let through already, in order. */
  readonly earlier?: readonly string[];
  /** What is being answered, oldest first. */
  readonly personWrote?: readonly string[];
  /** What the person wrote before that, oldest first. */
  readonly personBefore?: readonly string[];
  readonly personName?: string | null;
  /** What the moment calls for, as the strategist named it. */
  readonly register?: string;
  /** Words a fitting answer has, more or less. */
  readonly words?: number;
  /** What was recalled about the person for this turn, one thing each. */
  readonly memories?: readonly string[];
  /** What came with what is answered and was not perceived: a picture that was not seen, a voice message not heard. */
  readonly unperceived?: readonly ('seen' | 'heard')[];
  /** When what is planned to be written to them falls due, in minutes of their day; promises are not judged without it. */
  readonly plansAhead?: readonly number[];
  /** What time it is; clock times are not judged without it. */
  readonly now?: Milliseconds;
  /** The measured voice of the character. */
  readonly voice?: VoiceProfile;
}

export type Verdict =
  | { readonly verdict: 'pass' }
  /** The text with the fault taken out. */
  | { readonly verdict: 'repair'; readonly text: string; readonly reason: string }
  /** Cannot be mended: `reason` is what the model is told when it is asked again. */
  | { readonly verdict: 'reject'; readonly reason: string; readonly grade: Grade };

/**
 * How bad it is. `never`: must not leave, whatever else there is. `poor`: better than silence when nothing better came.
 * `doubt`: as `poor`, and near enough to the limit that a second opinion is worth asking for.
 */
export type Grade = 'never' | 'poor' | 'doubt';

/** A pure judgement of one bubble. */
export interface Check {
  readonly name: string;
  judge(text: string, context: CheckContext): Verdict;
}

export const pass: Verdict = { verdict: 'pass' };

export function repair(text: string, reason: string): Verdict {
  return { verdict: 'repair', text, reason };
}

export function reject(reason: string, grade: Grade): Verdict {
  return { verdict: 'reject', reason, grade };
}

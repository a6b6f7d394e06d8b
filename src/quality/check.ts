import type { Character } from '../character/character.js';

/** What a check may look at besides the text. */
export interface CheckContext {
  readonly character: Character;
  /** The character's latest messages, oldest first. */
  readonly recentReplies: readonly string[];
}

export type Verdict =
  | { readonly verdict: 'pass' }
  /** The text with the fault taken out. */
  | { readonly verdict: 'repair'; readonly text: string; readonly reason: string }
  /** Cannot be mended: `reason` is what the model is told when it is asked again. */
  | { readonly verdict: 'reject'; readonly reason: string };

/** A pure judgement of one draft. */
export interface Check {
  readonly name: string;
  judge(text: string, context: CheckContext): Verdict;
}

export const pass: Verdict = { verdict: 'pass' };

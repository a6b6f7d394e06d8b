/** What the strategist may decide for a turn. The reason is one code, kept in the turn record. */
export type Decision =
  | {
      readonly kind: 'reply';
      readonly reason: string;
      readonly depth: 'everyday' | 'deep';
      /** The tone the moment calls for, and the signs it was chosen by, one code each. */
      readonly register: string;
      readonly evidence: readonly string[];
      /** Words a fitting answer has, more or less. */
      readonly words: number;
      /** What the reply should not exceed, in tokens. */
      readonly maxTokens: number;
    }
  | { readonly kind: 'silent'; readonly reason: string }
  /** A reaction to the latest message stands for an answer. */
  | { readonly kind: 'react'; readonly reason: string; readonly emoji: string }
  /** Only the human who runs this can help: the conversation waits for them. */
  | { readonly kind: 'hand-over'; readonly reason: string }
  /** Not now: what the person wrote keeps waiting, and is looked at again at `until` (milliseconds since 1970). */
  | { readonly kind: 'wait'; readonly reason: string; readonly until: number };

/** In place of a decision where the words stand in the program itself and no model is asked. */
export interface FixedWords {
  readonly kind: 'say';
  readonly reason: string;
}

export type TextUnit = 'code-points' | 'utf-16';

/** How much text one message may hold, and in what that is counted. */
export interface TextLimit {
  readonly most: number;
  readonly unit: TextUnit;
  /** Each message is billed: an answer is one, and not several thoughts apart. */
  readonly isDear?: boolean;
}

/** How a stretch of a message looks. `pre` is a block of code with the language it is in, where that was said. */
export interface TextEntity {
  readonly kind: 'bold' | 'italic' | 'strike' | 'code' | 'pre';
  /** In UTF-16 units, as JavaScript and Telegram count. */
  readonly offset: number;
  readonly length: number;
  readonly language?: string;
}

/** A message as it is sent: plain text, and what of it stands out. */
export interface RichText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

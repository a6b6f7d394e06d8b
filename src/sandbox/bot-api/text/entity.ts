/** https://core.telegram.org/bots/api#messageentity; offset and length in UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  /** text_link. */
  readonly url?: string;
  /** text_mention: the user's id. */
  readonly userId?: number;
  /** pre. */
  readonly language?: string;
  /** custom_emoji. */
  readonly customEmojiId?: string;
}

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** In the order the server gives them: by place, the longer one first. */
export function inOrder(entities: readonly Entity[]): Entity[] {
  return [...entities].sort((left, right) => left.offset - right.offset || right.length - left.length);
}

/**
 * Tokens by weight: four UTF-8 bytes each. English runs at about 4 bytes a token and Russian at 4 to 5 (two bytes a letter),
 * so the estimate is close for both and never needs a tokenizer. It counts the same bytes the same way every time,
 * which is what the cache accounting rests on.
 */
export function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / 4);
}

/** Longest side of a picture that is read as it is; a larger one is made smaller by the service first. */
const readSide = 1_568;

/**
 * A token for every 28 by 28 pixels: https://platform.claude.com/docs/en/build-with-claude/vision, "Evaluate image size".
 */
export function imageTokens({ width, height }: { readonly width: number; readonly height: number }): number {
  const scale = Math.min(1, readSide / Math.max(width, height, 1));
  return Math.ceil((width * scale) / 28) * Math.ceil((height * scale) / 28);
}

/** Every block costs a little framing. */
export const blockOverhead = 3;

/**
 * Tokens by weight: four UTF-8 bytes each. English runs at about 4 bytes a token and Russian at 4 to 5 (two bytes a letter),
 * so the estimate is close for both and never needs a tokenizer. It counts the same bytes the same way every time,
 * which is what the cache accounting rests on.
 */
export function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / 4);
}

/** A flat price for a picture, since its size is not decoded (a 1,092 x 1,092 picture costs 1,590 by Anthropic's w*h/750). */
export const imageTokens = 1590;

/** Every block costs a little framing. */
export const blockOverhead = 3;

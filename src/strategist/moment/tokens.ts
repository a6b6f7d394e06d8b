const token =
  /\p{L}[\p{L}\p{M}']*|\p{N}+|\p{Extended_Pictographic}|[:;=]'?-?[()DPpOo3|/\\]+|\)+|\(+|!+|\?+|\.{2,}|[^\s\p{M}\p{Cf}]/gu;
/** Links say nothing about a mood; bracketed capitals are masked names in the training data. */
const noise = /https?:\S+|\[\p{Lu}+\]/gu;

/**
 * The pieces of a message: words, numbers, emoji, emoticons and runs of punctuation, in their own case. Only the first
 * 2,000 characters are read: more does not change what a message is like, and time stays bounded.
 */
export function tokensOf(text: string): readonly string[] {
  return (
    text
      .slice(0, 2_000)
      .normalize('NFKC')
      .replace(noise, ' ')
      .replace(/[’ʼ]/gu, "'")
      .replace(/…/gu, '...')
      .match(token) ?? []
  );
}

/** One spelling for what differs in case, in `ё`, or in how often a letter is drawn out. */
export function plainForm(token: string): string {
  return token
    .toLowerCase()
    .replace(/ё/gu, 'е')
    .replace(/(.)\1{2,}/gu, '$1$1');
}

export const isWord = (token: string): boolean => /^\p{L}/u.test(token);

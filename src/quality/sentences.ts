/** Begins only where a row of marks begins: else a row that ends nothing would be tried again from each of its marks. */
const end = /(?<![.!?…])[.!?…]+["'”»)\]*]*(?=\s|$|\p{Lu})\s*|[。！？]+["'”」』）]*\s*|\n+/gu;

/** The sentences of a text with what follows them, so that joining them gives the text back. */
export function sentencesOf(text: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  for (const match of text.matchAll(end)) {
    const to = match.index + match[0].length;
    if (goesOn(text, match)) continue;
    found.push(text.slice(from, to));
    from = to;
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
}

/** "e.g. this", "Dr. Weber" and "J. R. Smith" go on. */
function goesOn(text: string, { index, 0: end }: RegExpExecArray): boolean {
  if (!end.startsWith('.') || end.includes('\n')) return false;
  return /(?:^|[\s(.])(?:[A-HJ-ZА-Я]|e\.g|i\.e|z\.B|т\.е|Mrs?|Ms|Dr|Prof|St|Nr|No|vs|bzw|ca)$/u.test(
    text.slice(Math.max(0, index - 6), index),
  );
}

/** The text without some of its sentences, tidied at the seams. */
export function withoutSentences(text: string, isDropped: (sentence: string) => boolean): string {
  return sentencesOf(text)
    .filter((sentence) => !isDropped(sentence))
    .join('')
    .trim();
}

/** Something is said in it: a letter, a number or a sign that stands for words. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);
}

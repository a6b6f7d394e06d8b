/**
 * The word somebody probably meant: the same but for case and separators, or at most two slips away
 * (one in words of up to four letters). Undefined when nothing is close.
 */
export function closestWord(word: string, words: readonly string[]): string | undefined {
  // Comparing costs length times length; nobody mistypes a word into something this long.
  if (word.length > 64) return undefined;
  const plain = plainForm(word);
  const same = words.find((candidate) => plainForm(candidate) === plain);
  if (same !== undefined) return same;
  let best: string | undefined;
  let fewest = plain.length <= 4 ? 2 : 3;
  for (const candidate of words) {
    const slips = slipsBetween(plain, plainForm(candidate));
    if (slips < fewest) {
      fewest = slips;
      best = candidate;
    }
  }
  return best;
}

function plainForm(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Levenshtein's distance, one row at a time. */
function slipsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (to[column - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

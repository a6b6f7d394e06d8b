/** Answers further back may come again; a window rarely shows more. */
const remembered = 20;
/** Runs of words that two texts may share, and words, as shares of the new one. */
const mostShared = 0.2;
const mostAlike = 0.5;
const runLength = 4;

/** How much of a text was said lately, from 0 to beyond 1; up to 1 it passes for new. */
export function createLikeness(said: readonly string[]): (text: string) => number {
  const before = said.slice(-remembered).map(wordsOf);
  const runs = new Set(before.flatMap(runsOf));
  const beginning = before.at(-1)?.slice(0, 2).join(' ');
  return (text) => {
    const words = wordsOf(text);
    const own = runsOf(words);
    const shared = own.filter((run) => runs.has(run)).length / Math.max(4, own.length);
    const alike = Math.max(0, ...before.map((other) => overlap(words, other)));
    const isBegunAlike = words.length > 2 && words.slice(0, 2).join(' ') === beginning;
    return Math.max(shared / mostShared, alike / mostAlike, isBegunAlike ? 1.1 : 0);
  };
}

/** Letters and numbers only, so that a comma makes no difference. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text];
}

function runsOf(words: readonly string[]): readonly string[] {
  return Array.from({ length: Math.max(0, words.length - runLength + 1) }, (_, at) =>
    words.slice(at, at + runLength).join(' '),
  );
}

/** Share of words in both among the words of either. */
function overlap(words: readonly string[], other: readonly string[]): number {
  const [mine, theirs] = [new Set(words), new Set(other)];
  const both = [...mine].filter((word) => theirs.has(word)).length;
  return both / Math.max(1, mine.size + theirs.size - both);
}

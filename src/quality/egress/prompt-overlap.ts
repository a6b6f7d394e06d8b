import { wordsOf } from '../plain-words.js';

/** So many words in a row are no coincidence; a sentence of instructions has about fifteen. */
const runLength = 8;

/** Whether a text recites the instructions. */
export type RecitesPrompt = (text: string) => boolean;

/**
 * Looks for runs of eight words that stand in `instructions`. What the character may say in its own words, such as its
 * sample lines and its story, is passed as `sayable` and does not count.
 */
export function createOverlapRule(
  instructions: readonly string[],
  sayable: readonly string[],
): RecitesPrompt {
  const free = new Set(sayable.flatMap((text) => runsOf(wordsOf(text))));
  const known = new Set(
    instructions.flatMap((text) => runsOf(wordsOf(text))).filter((run) => !free.has(run)),
  );
  return (text) => runsOf(wordsOf(text)).some((run) => known.has(run));
}

function runsOf(words: readonly string[]): readonly string[] {
  return Array.from({ length: Math.max(0, words.length - runLength + 1) }, (_, at) =>
    words.slice(at, at + runLength).join(' '),
  );
}

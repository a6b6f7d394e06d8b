import { pass, reject, repair, type Check } from '../check.js';
import { isSign, wordsOf } from '../plain-words.js';
import { saysSomething, withoutSentences } from '../sentences.js';

/** How far back people notice. The two limits fire on about 1 % of human messages (EVIDENCE 4). */
const latest = 10;
/** Counts in words. Of scripts without spaces each sign counts as a word, and about ten of them say what six words say. */
const inWords = { fewest: 6, sentence: 5, run: 4 };
const inSigns = { fewest: 10, sentence: 7, run: 5 };
const mostShared = 0.25;
const mostAlike = 0.6;
/** Of a message's words in one earlier one, where that is hardly longer: the same said again with a word more. */
const mostContained = 0.85;

/** What it said before, said again. Dropped sentence by sentence where something new is left. */
export const repetitionCheck: Check = {
  name: 'repetition',
  judge(text, { recentReplies, earlier = [] }) {
    const before = [...recentReplies.slice(-latest), ...earlier];
    if (before.length === 0) return pass;
    const said = before.map((reply) => wordsOf(reply));
    const again = new Set(
      said.flatMap((_, index) => sentenceKeys(before[index] ?? '')).filter((key) => key !== ''),
    );
    const fresh = withoutSentences(text, (sentence) => again.has(keyOf(sentence)));
    if (!saysSomething(fresh)) return reject('it said the same as an earlier message of yours', 'poor');
    const words = wordsOf(fresh);
    if (isAlike(words, said))
      return reject('it said nearly the same as an earlier message of yours', grade(words, said));
    if (isWornOut(words, said)) return reject('you said just that several times lately', 'poor');
    if (beginsAlike(words, said)) return reject('your last messages all began with the same words', 'doubt');
    return fresh.length < text.trim().length ? repair(fresh, 'said-before') : pass;
  },
};

function sentenceKeys(reply: string): readonly string[] {
  return reply.split(/(?<=[.!?。！？…])\s*|\n+/u).map(keyOf);
}

/** A sentence by which it can be known again; empty where it is too short to count. */
function keyOf(sentence: string): string {
  const words = wordsOf(sentence);
  return words.length >= countsFor(words).sentence ? words.join(' ') : '';
}

function countsFor(words: readonly string[]): typeof inWords {
  return words.filter(isSign).length * 2 > words.length ? inSigns : inWords;
}

function isAlike(words: readonly string[], said: readonly (readonly string[])[]): boolean {
  if (words.length < countsFor(words).fewest) return false;
  return sharedOf(words, said) > mostShared || said.some((other) => isNear(words, other));
}

/** Just above the limits a second opinion decides. */
function grade(words: readonly string[], said: readonly (readonly string[])[]): 'poor' | 'doubt' {
  return sharedOf(words, said) > 2 * mostShared || said.some((other) => isNear(words, other))
    ? 'poor'
    : 'doubt';
}

/** Share of the runs of four words that stood in an earlier message. */
function sharedOf(words: readonly string[], said: readonly (readonly string[])[]): number {
  const { run } = countsFor(words);
  const known = new Set(said.flatMap((other) => runs(other, run)));
  const own = runs(words, run);
  return own.length < 3 ? 0 : own.filter((run) => known.has(run)).length / own.length;
}

function runs(words: readonly string[], length: number): readonly string[] {
  return Array.from({ length: Math.max(0, words.length - length + 1) }, (_, at) =>
    words.slice(at, at + length).join(' '),
  );
}

function isNear(words: readonly string[], other: readonly string[]): boolean {
  const { fewest } = countsFor(words);
  if (other.length < fewest) return false;
  const mine = new Set(words);
  const theirs = new Set(other);
  const both = [...mine].filter((word) => theirs.has(word)).length;
  if (both / (mine.size + theirs.size - both) > mostAlike) return true;
  return both / mine.size > mostContained && mine.size >= fewest + 2 && theirs.size < 2 * mine.size;
}

/** A short phrase may come back, not twice within six messages; a short sentence may not. */
function isWornOut(words: readonly string[], said: readonly (readonly string[])[]): boolean {
  if (words.length < 2 || words.length >= countsFor(words).fewest) return false;
  const phrase = words.join(' ');
  return (
    said.slice(-6).filter((other) => other.join(' ') === phrase).length >=
    (words.length >= countsFor(words).sentence - 1 ? 1 : 2)
  );
}

function beginsAlike(words: readonly string[], said: readonly (readonly string[])[]): boolean {
  if (words.length < countsFor(words).fewest || said.length < 3) return false;
  const begin = words.slice(0, 3).join(' ');
  return said.slice(-3).every((other) => other.slice(0, 3).join(' ') === begin);
}

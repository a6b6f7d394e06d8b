import { wordsOf } from '../plain-words.js';
import { decodings } from './decoded.js';
import { letterShapes } from './letter-shapes.js';

/** So many words in a row are no coincidence; a sentence of instructions has about fifteen. */
const runLength = 8;
/** In words that somebody hid, or that the author keeps to itself, fewer are none either. */
const shortRun = 4;

/** Whether a text recites the instructions, as they are or in a simple cipher. */
export type RecitesPrompt = (text: string) => boolean;

/**
 * Looks for runs of eight words that stand in `instructions`, and of four that stand in `secret` or come out of a simple
 * cipher. What the character may say in its own words, such as its sample lines and its story, is passed as `sayable` and
 * does not count.
 */
export function createOverlapRule(
  instructions: readonly string[],
  sayable: readonly string[],
  secret: readonly string[] = [],
): RecitesPrompt {
  const known = runsBut(instructions, sayable, runLength);
  const kept = runsBut(secret, [], shortRun);
  const hidden = runsBut([...instructions, ...secret], sayable, shortRun);
  const shapes = new Set([...instructions, ...secret].flatMap(letterShapes));
  // A book can be long: what may be said of it is taken out, and not kept.
  for (const text of sayable) for (const shape of letterShapes(text)) shapes.delete(shape);
  return (text) => {
    const said = wordsOf(text);
    if (runsOf(said, runLength).some((run) => known.has(run))) return true;
    const own = new Set(runsOf(said, shortRun));
    if ([...own].some((run) => kept.has(run))) return true;
    const isHidden = decodings(text).some((decoded) =>
      runsOf(wordsOf(decoded), shortRun).some((run) => hidden.has(run) && !own.has(run)),
    );
    return isHidden || letterShapes(withoutRuns(said, hidden)).some((shape) => shapes.has(shape));
  };
}

/** The runs of some texts that stand in none of others. */
function runsBut(texts: readonly string[], others: readonly string[], length: number): ReadonlySet<string> {
  const free = new Set(others.flatMap((text) => runsOf(wordsOf(text), length)));
  return new Set(texts.flatMap((text) => runsOf(wordsOf(text), length)).filter((run) => !free.has(run)));
}

function runsOf(words: readonly string[], length: number): readonly string[] {
  return Array.from({ length: Math.max(0, words.length - length + 1) }, (_, at) =>
    words.slice(at, at + length).join(' '),
  );
}

/** A text without the runs of words that it says plainly: of those it may say a few more. */
function withoutRuns(said: readonly string[], known: ReadonlySet<string>): string {
  const plain = new Set<number>();
  for (const [at, run] of runsOf(said, shortRun).entries()) {
    if (known.has(run)) for (let word = at; word < at + shortRun; word += 1) plain.add(word);
  }
  return said.map((word, at) => (plain.has(at) ? '\n' : word)).join(' ');
}

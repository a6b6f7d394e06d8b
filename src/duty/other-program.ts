import type { Milliseconds } from '../core/clock.js';

/** One message of a talk, oldest first; `isPerson` is whoever is on the other side. */
export interface TalkLine {
  readonly isPerson: boolean;
  readonly text: string;
  readonly sentAt: Milliseconds;
}

/** What gives another program away, and whether the chat is answered slowly or left to the operator. */
export interface OtherProgram {
  readonly sign: 'discloses' | 'repeats' | 'never-pauses';
  readonly step: 'slow' | 'leave';
}

/** Answers of ours to a program that said what it is, before the chat is left. */
const answersToOne = 3;
/** Of the last messages so few differ: a person who repeats a line says something else in between. */
const repeats = { slow: { of: 8, distinct: 2 }, leave: { of: 14, distinct: 3 } } as const;
/** What is shorter is said again and again by anybody: "ok", "haha", "good night". */
const shortest = 16;
/**
 * Answers in a row that came so fast: people read, think and type at some 40 words a minute (EVIDENCE 7), and put the
 * phone away. Fifty in ten seconds each without one pause are more than the liveliest talk we know of holds.
 */
const fastMs: Milliseconds = 10_000;
const fastInARow = { slow: 40, leave: 46 } as const;

/**
 * Two programs that answer each other never stop. Taken for one is who says so in the words our own disclosure has, says the
 * same over and over, or answers within seconds for tens of turns without a pause. Null for everybody else.
 */
export function readOtherProgram(
  talk: readonly TalkLine[],
  isDisclosure: (text: string) => boolean,
): OtherProgram | null {
  const discloses = talk.findIndex(({ isPerson, text }) => isPerson && isDisclosure(text));
  if (discloses !== -1) {
    const answered = answersIn(talk.slice(discloses));
    return { sign: 'discloses', step: answered >= answersToOne ? 'leave' : 'slow' };
  }
  const theirs = talk
    .filter(({ isPerson }) => isPerson)
    .slice(-repeats.leave.of)
    .map(({ text }) => plain(text));
  const isRepeating = ({ of, distinct }: { of: number; distinct: number }): boolean => {
    const last = theirs.slice(-of);
    return (
      last.length === of && last.every((text) => text.length >= shortest) && new Set(last).size <= distinct
    );
  };
  if (isRepeating(repeats.leave)) return { sign: 'repeats', step: 'leave' };
  if (isRepeating(repeats.slow)) return { sign: 'repeats', step: 'slow' };
  const fast = fastAnswers(talk);
  if (fast < fastInARow.slow) return null;
  return { sign: 'never-pauses', step: fast >= fastInARow.leave ? 'leave' : 'slow' };
}

/** Turns of ours in it: messages of ours behind one of theirs. */
function answersIn(talk: readonly TalkLine[]): number {
  return talk.filter(({ isPerson }, at) => !isPerson && talk[at - 1]?.isPerson === true).length;
}

/** How many of their answers in a row, back from the last, came within seconds of ours. */
function fastAnswers(talk: readonly TalkLine[]): number {
  let count = 0;
  for (let at = talk.length - 1; at > 0; at -= 1) {
    const [one, before] = [talk[at], talk[at - 1]];
    if (!one || !before || !one.isPerson || before.isPerson) continue;
    if (one.sentAt - before.sentAt > fastMs) return count;
    count += 1;
  }
  return count;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

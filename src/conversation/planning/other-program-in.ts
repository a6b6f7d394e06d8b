import type { Milliseconds } from '../../core/clock.js';
import { isOurDisclosure } from '../../duty/disclosure.js';
import { isCrisisReply } from '../../duty/crisis-words.js';
import { readOtherProgram, type OtherProgram } from '../../duty/other-program.js';
import type { LoadedTurn } from '../loading/load-turn.js';

/** A program is answered no more often than this: a loop that began costs six answers an hour. */
const slowMs: Milliseconds = 10 * 60_000;

/** Whether another program writes here, by the talk as this turn sees it. */
export function otherProgramIn({ window, burst }: LoadedTurn): OtherProgram | null {
  const talk = [...window, ...burst];
  // What the operator saw and answered is theirs to have judged.
  const seen = talk.findLastIndex(({ author }) => author === 'operator');
  return readOtherProgram(
    talk.slice(seen + 1).map(({ author, text, sentAt }) => ({
      isPerson: author === 'person',
      text,
      sentAt,
    })),
    (text) => isOurDisclosure(text) || isCrisisReply(text),
  );
}

/** Fixed words a program would answer with its own fixed words, for ever. What locks, stops or may save a life is said once. */
export function answersItself(loaded: LoadedTurn, reason: string): boolean {
  return otherProgramIn(loaded) !== null && !owedToAnybody.test(reason);
}

const owedToAnybody = /^(?:crisis-|under-age$|locked-under-age$|stop$)/u;

/** When what was written may be answered at the earliest; null where anybody but a program waits for it. */
export function slowedUntil(loaded: LoadedTurn): Milliseconds | null {
  if (otherProgramIn(loaded)?.step !== 'slow') return null;
  const last = loaded.window.findLast(({ author }) => author !== 'person');
  return last === undefined ? null : last.sentAt + slowMs;
}

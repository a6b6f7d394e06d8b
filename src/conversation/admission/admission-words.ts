import { cutWithEllipsis } from '../../lib/cut-text.js';
import type { Admitted, Knock } from '../../store/conversation/admission-store.js';

/**
 * What the owner reads in the own chat about people who wait. In English, as everything that is said to whoever runs the
 * program: docs/accounts.md names these words.
 */

type Somebody = Pick<Knock, 'peer' | 'name' | 'username'>;

/** Names are chosen by strangers: one line, and not longer than a name. */
const mostOfAName = 48;
const mostListed = 10;

/** "Ann (@ann, 123)": with what they can be named by. */
function whoTheyAre({ peer, name, username }: Somebody): string {
  const called = cutWithEllipsis(
    (name ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim(),
    mostOfAName,
  );
  const names = username === null ? peer : `@${username}, ${peer}`;
  return called === '' ? names : `${called} (${names})`;
}

export function waitsLine(somebody: Somebody): string {
  const { peer } = somebody;
  return `${whoTheyAre(somebody)} wrote here for the first time and waits to be let in. Write /allow ${peer} or /deny ${peer}; /people lists who waits.`;
}

export function waitingList(people: readonly Admitted[]): string {
  const waiting = people.filter(({ state }) => state === 'waiting');
  if (waiting.length === 0) return 'Nobody waits to be let in.';
  const lines = waiting.slice(0, mostListed).map((one) => `${whoTheyAre(one)}, messages: ${one.waiting}`);
  const more = waiting.length - lines.length;
  return [
    `Waiting to be let in: ${waiting.length}`,
    ...lines,
    ...(more > 0 ? [`and ${more} more`] : []),
    'Write /allow or /deny with a number or @username.',
  ].join('\n');
}

export const decidedLine = (somebody: Somebody, state: 'let-in' | 'turned-away'): string =>
  state === 'let-in'
    ? `${whoTheyAre(somebody)} is let in.`
    : `${whoTheyAre(somebody)} is turned away and gets no answer any more.`;

export const nobodyCalled = (words: string): string =>
  `Nobody who wrote here is called "${cutWithEllipsis(words, mostOfAName)}". /people lists who waits.`;

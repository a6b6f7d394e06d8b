import { peerId, type PeerId } from '../../../core/ids.js';
import type { PersonAlias } from '../../../core/person-alias.js';
import type { AliasBook } from './alias-book.js';
import { aliasesOf, type Identifiers } from './identifiers.js';

export interface FoundPeer {
  readonly peer: PeerId;
  /** Two chats that were one person each go by what one sender has now: nothing was joined. */
  readonly isConflict: boolean;
}

/**
 * The chat of whoever goes by these identifiers, named anew where nobody does yet. Identifiers that come together in one
 * message of the service are one person's; nothing else ever is. A number whose owner had another lasting id before was
 * given to somebody else: it leads to a new chat, and nothing of the old one is theirs. Undefined for no identifier at all.
 */
export async function findPeer(book: AliasBook, identifiers: Identifiers): Promise<FoundPeer | undefined> {
  const given = aliasesOf(identifiers);
  const [first] = given;
  if (first === undefined) return undefined;
  const known: PeerId[] = [];
  const fresh: PersonAlias[] = [];
  for (const alias of given) {
    const peer = await book.find(alias);
    if (peer === null) fresh.push(alias);
    else if (await isSomebodyElses(book, peer, given)) {
      book.forget(alias);
      fresh.push(alias);
    } else known.push(peer);
  }
  // Sorted by how lasting they are: the first that is known says who it is.
  const peer = known[0] ?? (await newName(book, first.value));
  book.add(peer, fresh);
  return { peer, isConflict: known.some((one) => one !== peer) };
}

/** The chat goes by another of something that a person has one of, and that lasts longer than a number. */
async function isSomebodyElses(
  book: AliasBook,
  peer: PeerId,
  given: readonly PersonAlias[],
): Promise<boolean> {
  const theirs = await book.of(peer);
  return given
    .filter(({ kind }) => kind !== 'wa-phone')
    .some(({ kind, value }) => {
      const before = theirs.filter((one) => one.kind === kind);
      return before.length > 0 && before.every((one) => one.value !== value);
    });
}

/** A chat is called by the most lasting identifier it began with; one that was somebody's before gets another name. */
async function newName(book: AliasBook, value: string): Promise<PeerId> {
  for (let owner = 1; ; owner += 1) {
    const name = peerId(owner === 1 ? value : `${value}~${owner}`);
    if (!(await book.isTaken(name))) return name;
  }
}

import type { PeerRecord } from '../../../core/event.js';
import type { PeerId } from '../../../core/ids.js';
import { AliasBook } from './alias-book.js';
import { findPeer } from './find-peer.js';
import { aliasesOf, withAliases, type Identifiers } from './identifiers.js';
import type { NumberOptions } from './number-options.js';

/** Whose chat it is, by what the service calls a sender. */
export class PeerFinder {
  private readonly book: AliasBook;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: Pick<NumberOptions, 'account' | 'aliases' | 'logger'>) {
    this.book = new AliasBook(options.aliases);
  }

  /**
   * The chat of a sender, made where they never wrote. Undefined for nobody. One after the other: services tell several
   * things at once, and somebody new would get a chat for each.
   */
  async of(identifiers: Identifiers): Promise<PeerId | undefined> {
    const finding = this.last.then(() => findPeer(this.book, identifiers));
    this.last = finding.catch(() => undefined);
    const found = await finding;
    if (found?.isConflict === true) {
      const { account, logger } = this.options;
      logger.warn({ account }, 'one sender goes by what two people went by; nothing was joined');
    }
    return found?.peer;
  }

  /** The chat of somebody who wrote before. */
  async known(identifiers: Identifiers): Promise<PeerId | undefined> {
    for (const alias of aliasesOf(identifiers)) {
      const peer = await this.book.find(alias);
      if (peer !== null) return peer;
    }
    return undefined;
  }

  /** They go by none of this any more. */
  async close(identifiers: Identifiers): Promise<void> {
    for (const before of aliasesOf(identifiers)) {
      const peer = await this.book.find(before);
      // With a user id that is over nothing says any more whose the number is.
      const others = peer === null || before.kind === 'wa-phone' ? [] : await this.book.of(peer);
      for (const other of others) if (other.kind === 'wa-phone') await this.book.close(other);
      await this.book.close(before);
    }
  }
}

/** @param address what they are answered under: exactly what came */
export function personAt(
  peer: PeerId,
  address: string,
  identifiers: Identifiers,
  name: string | undefined,
): PeerRecord {
  return {
    peer,
    kind: 'person',
    address,
    ...withAliases(identifiers),
    ...(name === undefined || name === '' ? {} : { name }),
  };
}

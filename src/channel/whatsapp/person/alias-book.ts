import type { PeerId } from '../../../core/ids.js';
import type { PersonAlias } from '../../../core/person-alias.js';

/** What earlier runs stored of who goes by what, on one account. */
export interface StoredAliases {
  /** The chat that a name leads to. */
  find(alias: PersonAlias): Promise<PeerId | null>;
  /** What a chat's person goes by at the moment. */
  of(peer: PeerId): Promise<readonly PersonAlias[]>;
  /** Whether there ever was a chat of this name. */
  isTaken(peer: PeerId): Promise<boolean>;
  /** It leads nowhere from now on: whoever comes with it next is somebody else until they say otherwise. */
  close(alias: PersonAlias): Promise<void>;
}

/** For whoever only looks. */
export const nothingStored: StoredAliases = {
  find: () => Promise.resolve(null),
  of: () => Promise.resolve([]),
  isTaken: () => Promise.resolve(false),
  close: () => Promise.resolve(),
};

/** More than any account talks with in a day; then the store is asked again. */
const mostRemembered = 20_000;

/**
 * Which chat a name leads to: as stored, and before that what this run has seen since. What is seen is stored with the
 * messages it came with, so that nothing here has to be kept.
 */
export class AliasBook {
  private readonly open = new Map<string, PeerId | null>();
  private readonly byPeer = new Map<PeerId, Map<string, PersonAlias>>();

  constructor(private readonly stored: StoredAliases) {}

  async find(alias: PersonAlias): Promise<PeerId | null> {
    const seen = this.open.get(keyOf(alias));
    return seen === undefined ? this.stored.find(alias) : seen;
  }

  async of(peer: PeerId): Promise<readonly PersonAlias[]> {
    const seen = [...(this.byPeer.get(peer)?.values() ?? [])];
    const before = await this.stored.of(peer);
    return [...seen, ...before.filter((one) => !this.open.has(keyOf(one)))];
  }

  async isTaken(peer: PeerId): Promise<boolean> {
    return this.byPeer.has(peer) || this.stored.isTaken(peer);
  }

  add(peer: PeerId, aliases: readonly PersonAlias[]): void {
    if (this.open.size > mostRemembered) {
      this.open.clear();
      this.byPeer.clear();
    }
    const names = this.byPeer.get(peer) ?? new Map<string, PersonAlias>();
    this.byPeer.set(peer, names);
    for (const alias of aliases) {
      this.open.set(keyOf(alias), peer);
      names.set(keyOf(alias), alias);
    }
  }

  /** Rejects where the store is unwell: then it is not closed, and has to be heard again. */
  async close(alias: PersonAlias): Promise<void> {
    await this.stored.close(alias);
    this.forget(alias);
  }

  /** Somebody else has it now; the store finds that out by what it is told. */
  forget(alias: PersonAlias): void {
    const key = keyOf(alias);
    this.open.set(key, null);
    for (const names of this.byPeer.values()) names.delete(key);
  }
}

function keyOf({ kind, value }: PersonAlias): string {
  return `${kind} ${value}`;
}

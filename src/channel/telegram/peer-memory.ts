import type { PeerRecord } from '../../core/event.js';
import type { PeerId } from '../../core/ids.js';
import type { PeerBook } from './options.js';

/** People of whom this much is kept in memory, so that a busy chat asks the store once. About 200 bytes each. */
const REMEMBERED = 5_000;

/** Addresses of peers, out of memory where possible, and which sightings tell the store anything new. */
export class PeerMemory {
  private readonly addresses = new Map<PeerId, string>();
  private readonly sightings = new Map<PeerId, string>();

  constructor(private readonly book: PeerBook) {}

  async address(peer: PeerId): Promise<string | undefined> {
    const known = this.addresses.get(peer);
    if (known !== undefined) return known;
    const stored = await this.book.address(peer);
    if (stored !== undefined) remember(this.addresses, peer, stored);
    return stored;
  }

  /** True if the record says something that was not said since `forget`. A newer address replaces an older one at once. */
  isNews(record: PeerRecord): boolean {
    const { peer, address, kind, name, username, language } = record;
    const sighting = JSON.stringify([address, kind, name, username, language]);
    if (this.sightings.get(peer) === sighting) return false;
    remember(this.sightings, peer, sighting);
    remember(this.addresses, peer, address);
    return true;
  }

  /** What was handed over was not stored after all: everything is news again. */
  forget(): void {
    this.sightings.clear();
  }
}

function remember(map: Map<PeerId, string>, peer: PeerId, value: string): void {
  map.delete(peer);
  map.set(peer, value);
  if (map.size > REMEMBERED) {
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
}

import type { DurableEvent, InboundBatch, PeerRecord } from '../../../core/event.js';
import type { Milliseconds } from '../../../core/clock.js';
import type { PeerId } from '../../../core/ids.js';

/** What will be handed over as one batch: filled while the one before it is being stored. */
export class Staging {
  private events: DurableEvent[] = [];
  private peers = new Map<PeerId, PeerRecord>();
  private receivedAt: Milliseconds | undefined;
  private hurry = false;

  get isEmpty(): boolean {
    return this.events.length === 0 && this.peers.size === 0;
  }

  get size(): number {
    return this.events.length;
  }

  /** Something that somebody may act on. Echoes of our own sends and names of people can wait for it. */
  get isUrgent(): boolean {
    return this.hurry;
  }

  addEvent(event: DurableEvent, receivedAt: Milliseconds): void {
    this.events.push(event);
    if (isOwnEcho(event)) return;
    // An echo may have waited here for a while; nobody measures how long.
    this.receivedAt ??= receivedAt;
    this.hurry = true;
  }

  addPeer(peer: PeerRecord): void {
    this.peers.set(peer.peer, peer);
  }

  take(now: Milliseconds): Omit<InboundBatch, 'cursor'> {
    const batch = {
      events: this.events,
      peers: [...this.peers.values()],
      receivedAt: this.receivedAt ?? now,
    };
    this.clear();
    return batch;
  }

  /** A batch that could not be stored goes in front of what came since. */
  putBack(batch: Omit<InboundBatch, 'cursor'>): void {
    this.events = [...batch.events, ...this.events];
    for (const peer of batch.peers) if (!this.peers.has(peer.peer)) this.peers.set(peer.peer, peer);
    this.receivedAt = batch.receivedAt;
    this.hurry ||= batch.events.some((event) => !isOwnEcho(event));
  }

  clear(): void {
    this.events = [];
    this.peers = new Map();
    this.receivedAt = undefined;
    this.hurry = false;
  }
}

/** The sender of this message stored it already, under its send id. */
function isOwnEcho(event: DurableEvent): boolean {
  return event.kind === 'message' && event.direction === 'outgoing' && event.sendId !== undefined;
}

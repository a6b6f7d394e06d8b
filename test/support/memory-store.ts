import type { ChannelSink, ConnectionState, Legibility } from '../../src/channel/contract.js';
import type { DurableEvent, InboundBatch, MomentEvent } from '../../src/core/event.js';
import { remoteMessageId } from '../../src/core/ids.js';
import type { PeerId, RemoteMessageId } from '../../src/core/ids.js';

/** A store that keeps everything in memory: what a channel reports to, and the peers it asks for. */
export class MemoryStore implements ChannelSink {
  readonly batches: InboundBatch[] = [];
  readonly moments: MomentEvent[] = [];
  readonly states: ConnectionState[] = [];
  readonly legibilities: Legibility[] = [];
  cursor: string | null = null;
  /** Set to make the next batches fail to store. */
  failures = 0;
  /** What was offered and refused. */
  readonly refused: InboundBatch[] = [];
  private readonly addresses = new Map<PeerId, string>();
  private waiting: (() => void)[] = [];

  async accept(batch: InboundBatch): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      this.refused.push(batch);
      this.wake();
      throw new Error('the disk is full');
    }
    this.batches.push(batch);
    for (const peer of batch.peers) this.addresses.set(peer.peer, peer.address);
    if (batch.cursor !== undefined) this.cursor = batch.cursor;
    this.wake();
  }

  moment(event: MomentEvent): void {
    this.moments.push(event);
    this.wake();
  }

  connection(state: ConnectionState): void {
    this.states.push(state);
    this.wake();
  }

  legibility(legibility: Legibility): void {
    this.legibilities.push(legibility);
    this.wake();
  }

  address(peer: PeerId): string | undefined {
    return this.addresses.get(peer);
  }

  newestMessage(peer: PeerId): RemoteMessageId | undefined {
    const ids = this.messages.filter((one) => one.peer === peer).map((one) => Number(one.messageId));
    return ids.length === 0 ? undefined : remoteMessageId(String(Math.max(...ids)));
  }

  newestOfAll(): RemoteMessageId | undefined {
    const ids = this.messages.map((one) => Number(one.messageId));
    return ids.length === 0 ? undefined : remoteMessageId(String(Math.max(...ids)));
  }

  hasMessage(peer: PeerId, message: RemoteMessageId): boolean {
    return this.messages.some((one) => one.peer === peer && one.messageId === message);
  }

  get events(): DurableEvent[] {
    return this.batches.flatMap((batch) => batch.events);
  }

  /** Each message once, as a store with a unique key has it, in the order of arrival. */
  get messages(): Extract<DurableEvent, { kind: 'message' }>[] {
    const seen = new Map<string, Extract<DurableEvent, { kind: 'message' }>>();
    for (const event of this.events) {
      if (event.kind === 'message' && !seen.has(event.messageId)) seen.set(event.messageId, event);
    }
    return [...seen.values()];
  }

  get incoming(): string[] {
    return this.messages.filter((one) => one.direction === 'incoming').map((one) => one.text);
  }

  /** Resolves as soon as it is true; looks whenever something arrived. The test's own deadline ends the wait. */
  async until(isTrue: (store: this) => boolean): Promise<void> {
    while (!isTrue(this)) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

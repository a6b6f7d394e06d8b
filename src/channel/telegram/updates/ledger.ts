import type { Api } from 'telegram';
import type { Clock } from '../../../core/clock.js';
import type { PeerId, SendId } from '../../../core/ids.js';
import type { ChannelSink } from '../../contract.js';
import type { PeerMemory } from '../peer-memory.js';
import type { ServerClock } from '../server-clock.js';
import { toPeerRecord } from '../peer-record.js';
import { toMessage, updateToEvent } from '../message/update-to-event.js';
import type { Translated, TranslationContext } from '../message/update-to-event.js';
import { samePosition, toCursor } from './cursor.js';
import { apply, hasGap, moveTo, skipGaps, startAt } from './sequence.js';
import type { Position, Sequence } from './sequence.js';
import { Staging } from './staging.js';
import type { SweepFind } from './sweep.js';
import type { Payload, Unpacked } from './unpack.js';

export interface LedgerParts {
  readonly clock: Clock;
  readonly sink: ChannelSink;
  readonly peers: PeerMemory;
  readonly start: Position | undefined;
  readonly serverClock: Pick<ServerClock, 'now' | 'toOurs'>;
}

/** How many of our own sends are remembered to recognise their echoes. */
const REMEMBERED_SENDS = 1_024;

/**
 * Where we stand in the update stream and what came with it. It runs ahead of the store by what is staged, and no
 * further: rows and position are handed over together, and if that fails they stay together here, so that a crash at
 * any point replays and a replay changes nothing.
 */
export class Ledger {
  private sequence: Sequence<Payload> | undefined;
  /** The position whose rows are known to be stored. */
  private stored: Position | undefined;
  private readonly staging = new Staging();
  private readonly sends = new Map<number, SendId>();
  private readonly dropped = new Map<string, number>();
  private context: TranslationContext | undefined;
  private isArriving = true;

  constructor(private readonly parts: LedgerParts) {
    this.stored = parts.start;
    this.sequence = parts.start && startAt(parts.start);
  }

  /** Whose account this is; known once the first connection asked. Nothing is read before. */
  identify(self: PeerId): TranslationContext {
    this.context = {
      self,
      sendIdOf: (messageId) => this.sends.get(messageId),
      toOurs: (at) => this.parts.serverClock.toOurs(at),
    };
    return this.context;
  }

  get identity(): TranslationContext | undefined {
    return this.context;
  }

  get position(): Position | undefined {
    return this.sequence?.position;
  }

  get hasGap(): boolean {
    return this.sequence !== undefined && hasGap(this.sequence);
  }

  get staged(): number {
    return this.staging.size;
  }

  /** Something that somebody may act on waits to be stored. */
  get isUrgent(): boolean {
    return this.staging.isUrgent;
  }

  get isAhead(): boolean {
    const { position } = this;
    const moved = position !== undefined && !(this.stored && samePosition(position, this.stored));
    return moved || !this.staging.isEmpty;
  }

  /** Take in a container. False, and nothing happened, if it names somebody we cannot address. */
  async enter(unpacked: Unpacked): Promise<boolean> {
    for (const mention of unpacked.mentions) {
      if ((await this.parts.peers.address(mention)) === undefined) return false;
    }
    this.addUsers(unpacked.users);
    for (const { messageId, sendId } of unpacked.sends) this.rememberSend(messageId, sendId);
    if (this.sequence === undefined) return true;
    const step = apply(this.sequence, unpacked.packet);
    this.sequence = step.sequence;
    this.act(step.applied);
    return true;
  }

  /** A difference: what it brings has happened before the position it ends at. Signals of the moment in it are over. */
  enterDifference(
    part: {
      readonly newMessages: readonly Api.TypeMessage[];
      readonly otherUpdates: readonly Api.TypeUpdate[];
      readonly users: readonly Api.TypeUser[];
    },
    end: Position,
  ): void {
    const { context } = this;
    if (context === undefined) throw new Error('a difference was read before the account was known');
    this.addUsers(part.users);
    for (const message of part.newMessages) this.keep(guarded(() => toMessage(message, context)));
    for (const update of part.otherUpdates) {
      const translated = guarded(() => updateToEvent(update, context));
      if (translated.kind !== 'moment') this.keep(translated);
    }
    this.moveTo(end);
  }

  enterFind(find: SweepFind): void {
    for (const peer of find.peers) if (this.parts.peers.isNews(peer)) this.staging.addPeer(peer);
    for (const event of find.events) this.staging.addEvent(event, this.parts.clock.now());
  }

  /** The server says where we stand now. */
  moveTo(position: Position): void {
    const step = moveTo(this.sequence ?? startAt<Payload>(position), position);
    this.sequence = step.sequence;
    this.act(step.applied);
  }

  /** What is missing was looked for in the chats themselves: go on with the updates that waited for it. */
  skipGaps(): void {
    if (this.sequence === undefined) return;
    const step = skipGaps(this.sequence);
    this.sequence = step.sequence;
    this.act(step.applied);
  }

  /** Give up what was staged and go back to what is stored; a difference from there brings it again. */
  fallBack(): void {
    this.staging.clear();
    this.parts.peers.forget();
    this.sequence = this.stored && startAt(this.stored);
  }

  /** What happened before the first connection of this run is here: from now on things are heard as they happen. */
  hasArrived(): void {
    this.isArriving = false;
  }

  /** Hand over everything staged, with the position it leads to. Rejects as the sink did, and then nothing moved. */
  async store(): Promise<void> {
    if (!this.isAhead) return;
    const { position } = this;
    const taken = this.staging.take(this.parts.clock.now());
    const batch = this.isArriving ? ({ ...taken, whileAway: true } as const) : taken;
    const moved = position !== undefined && !(this.stored && samePosition(position, this.stored));
    try {
      await this.parts.sink.accept(moved ? { ...batch, cursor: toCursor(position) } : batch);
    } catch (error) {
      this.staging.putBack(taken);
      throw error;
    }
    if (position !== undefined) this.stored = position;
  }

  /** Counts of what was not followed since the last call, by reason. */
  takeDropped(): Readonly<Record<string, number>> {
    const counts = Object.fromEntries(this.dropped);
    this.dropped.clear();
    return counts;
  }

  private addUsers(users: readonly Api.TypeUser[]): void {
    for (const user of users) {
      const record = toPeerRecord(user);
      if (record !== undefined && this.parts.peers.isNews(record)) this.staging.addPeer(record);
    }
  }

  private act(updates: readonly Payload[]): void {
    const { context } = this;
    if (context === undefined) return;
    for (const update of updates) {
      if (update !== undefined) this.keep(guarded(() => updateToEvent(update, context)));
    }
  }

  private keep(translated: Translated): void {
    switch (translated.kind) {
      case 'durable':
        this.staging.addEvent(translated.event, this.parts.clock.now());
        return;
      case 'moment':
        this.parts.sink.moment(translated.event);
        return;
      case 'dropped':
        this.dropped.set(translated.reason, (this.dropped.get(translated.reason) ?? 0) + 1);
    }
  }

  private rememberSend(messageId: number, sendId: SendId): void {
    this.sends.set(messageId, sendId);
    if (this.sends.size <= REMEMBERED_SENDS) return;
    const [oldest] = this.sends.keys();
    if (oldest !== undefined) this.sends.delete(oldest);
  }
}

/** One update that we stumble over is counted and left behind; it must not stop the stream for ever. */
function guarded(translate: () => Translated): Translated {
  try {
    return translate();
  } catch {
    return { kind: 'dropped', reason: 'unreadable' };
  }
}

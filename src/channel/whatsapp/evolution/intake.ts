import type { DurableEvent, PeerRecord } from '../../../core/event.js';
import type { PeerId } from '../../../core/ids.js';
import type { Json } from '../../../lib/json-fields.js';
import type { ChannelSink } from '../../contract.js';
import { PeerFinder } from '../person/peer-finder.js';
import type { OwnWords } from '../words/own-words.js';
import type { EvolutionChannelOptions } from './options.js';
import { readEvent, readRecord, type Told } from './read-event.js';

/** Some more than pass in the time that is looked back at. */
const mostRemembered = 5_000;

/** What the server posts, and what it stored and did not post, on their way to the store. */
export class EvolutionIntake {
  private readonly finder: PeerFinder;
  /** Stored already, by chat and id: the same is found by every look back. */
  private seen = new Set<string>();

  constructor(
    private readonly options: Pick<
      EvolutionChannelOptions,
      'account' | 'instance' | 'clock' | 'logger' | 'aliases'
    >,
    private readonly sink: ChannelSink,
    private readonly words: OwnWords,
    private readonly stateTold: (state: string, reason: number | undefined) => void,
  ) {
    this.finder = new PeerFinder(options);
  }

  /** One event as posted. False where it could not be stored: whoever posted it comes again. */
  async keepEvent(event: Json): Promise<boolean> {
    const { instance, clock } = this.options;
    try {
      const told = await readEvent(event, { instance, finder: this.finder, now: clock.now() });
      await this.store(told, {});
      return true;
    } catch {
      return false;
    }
  }

  /**
   * What the server has stored. How many were new to us; rejects where ours is unwell.
   * @param cursor is stored with them
   */
  async keepStored(
    records: readonly Json[],
    terms: { readonly cursor: string; readonly whileAway: boolean },
  ): Promise<number> {
    const told: Told[] = [];
    for (const record of records) {
      const one = await readRecord(record, this.finder);
      // What went out by the server is told by itself; what it was is no more to be known from here.
      const isFromProgram =
        one.kind === 'event' &&
        isOurs(one.event) &&
        record['source'] !== 'android' &&
        record['source'] !== 'ios';
      if (one.kind === 'event' && !isFromProgram && !this.seen.has(keyOf(one.event))) told.push(one);
    }
    await this.store(told, terms);
    return told.length;
  }

  private async store(
    told: readonly Told[],
    { cursor, whileAway = false }: { readonly cursor?: string; readonly whileAway?: boolean },
  ): Promise<void> {
    const { account, clock, logger } = this.options;
    const receivedAt = clock.now();
    const events: DurableEvent[] = [];
    const peers = new Map<PeerId, PeerRecord>();
    for (const one of told) {
      if (one.kind === 'dropped') logger.info({ account, reason: one.reason }, 'an event is not followed');
      if (one.kind === 'moment') this.sink.moment(one.event);
      if (one.kind === 'state') this.stateTold(one.state, one.reason);
      if (one.kind !== 'event') continue;
      events.push(
        isOurs(one.event) ? { ...one.event, text: this.words.unmarked(one.event.text) } : one.event,
      );
      for (const peer of one.peers) peers.set(peer.peer, peer);
    }
    if (events.length === 0 && cursor === undefined) return;
    await this.sink.accept({
      events,
      peers: [...peers.values()],
      ...(cursor === undefined ? {} : { cursor }),
      receivedAt,
      ...(whileAway ? { whileAway: true as const } : {}),
    });
    if (this.seen.size >= mostRemembered) this.seen = new Set();
    for (const event of events) this.seen.add(keyOf(event));
  }
}

function isOurs(event: DurableEvent): event is Extract<DurableEvent, { kind: 'message' }> {
  return event.kind === 'message' && event.direction === 'outgoing';
}

function keyOf(event: DurableEvent): string {
  return event.kind === 'message' ? `${event.peer} ${event.messageId}` : JSON.stringify(event);
}

import type { DurableEvent, PeerRecord } from '../../../core/event.js';
import type { PeerId } from '../../../core/ids.js';
import type { ChannelSink } from '../../contract.js';
import type { Identifiers } from '../person/identifiers.js';
import { personAt, PeerFinder } from '../person/peer-finder.js';
import type { CloudChannelOptions } from './options.js';
import { readDelivery, type Told } from './read-delivery.js';
import { readMessage } from './read-message.js';
import { isFrom } from './region.js';
import { standingOf } from './standing.js';
import { readStatus } from './status.js';

type IntakeOptions = Pick<
  CloudChannelOptions,
  'account' | 'phoneNumberId' | 'wabaId' | 'region' | 'clock' | 'logger' | 'aliases'
>;

interface Batch {
  readonly events: DurableEvent[];
  readonly peers: Map<PeerId, PeerRecord>;
}

/** Deliveries on their way to the store: one is one batch. */
export class CloudIntake {
  private readonly finder: PeerFinder;

  constructor(
    private readonly options: IntakeOptions,
    private readonly sink: ChannelSink,
    /** They wrote this last. */
    private readonly heard: (peer: PeerId, event: DurableEvent) => void,
  ) {
    this.finder = new PeerFinder(options);
  }

  /** False where it could not be stored: whoever posted it comes again. */
  async keep(payload: unknown): Promise<boolean> {
    const { account, clock, logger } = this.options;
    const receivedAt = clock.now();
    const batch: Batch = { events: [], peers: new Map() };
    const dropped = new Map<string, number>();
    try {
      for (const told of readDelivery(payload, this.options)) {
        const reason = await this.take(told, batch);
        if (reason !== null) dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
      }
      for (const [reason, count] of dropped) {
        logger.info({ account, reason, count }, 'what a webhook told is not followed');
      }
      if (batch.events.length > 0) {
        await this.sink.accept({
          events: inOrder(batch.events),
          peers: [...batch.peers.values()],
          receivedAt,
        });
      }
    } catch {
      // The store is unwell, whichever of the two it was that could not be written.
      return false;
    }
    for (const event of batch.events)
      if ('peer' in event && event.peer !== undefined) this.heard(event.peer, event);
    return true;
  }

  /** Why it goes no further; null where it was taken. */
  private async take(told: Told, batch: Batch): Promise<string | null> {
    const { region } = this.options;
    switch (told.kind) {
      case 'message': {
        if (region !== null && !isFrom(region, told.from)) return 'outside-region';
        const peer = await this.finder.of(told.from);
        const event = peer === undefined ? undefined : readMessage(told.message, peer);
        if (peer === undefined || event === undefined) return 'unreadable';
        batch.events.push(event);
        batch.peers.set(peer, personAt(peer, addressOf(told.from), told.from, told.name));
        return null;
      }
      case 'status': {
        const peer = await this.finder.known(told.to);
        const event = readStatus(told.status, peer);
        if (event === undefined) return 'unreadable';
        batch.events.push(event);
        return null;
      }
      case 'identity': {
        await this.finder.close(told.before);
        return null;
      }
      case 'standing': {
        const standing = standingOf(told.field, told.value);
        if (standing === undefined) return 'not-followed';
        this.sink.standing?.(standing);
        return null;
      }
      case 'not-followed':
      case 'other-number':
      case 'unreadable':
        return told.kind;
    }
  }
}

/** Answered under exactly what came: the number where it was told, else the user id. */
function addressOf({ phone, bsuid }: Identifiers): string {
  return phone ?? bsuid ?? '';
}

/** Webhooks come in no order: within one delivery the moments of the messages give it back. */
function inOrder(events: readonly DurableEvent[]): readonly DurableEvent[] {
  const at = (event: DurableEvent): number =>
    event.kind === 'message' ? event.sentAt : Number.MAX_SAFE_INTEGER;
  return events.toSorted((one, other) => at(one) - at(other));
}

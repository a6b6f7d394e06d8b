import type { DurableEvent, PeerRecord } from '../../core/event.js';
import type { Clock } from '../../core/clock.js';
import type { Chance } from '../../core/chance.js';
import { backoffDelay } from '../../lib/backoff.js';
import type { ChannelSink } from '../contract.js';
import type { BotLogger } from './options.js';
import type { AccountId } from '../../core/ids.js';
import type { Translated } from './update-to-event.js';

export interface IntakeOptions {
  readonly account: AccountId;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: BotLogger;
  readonly translate: (update: unknown) => Translated;
}

/** While the store refuses: the updates are here, and the service keeps them too. */
const again = { firstMs: 200, mostMs: 10_000 };

/** Updates on their way to the store, in the order they came. */
export class Intake {
  constructor(
    private readonly options: IntakeOptions,
    private readonly sink: ChannelSink,
  ) {}

  /** Offered until they are stored; false where that was given up because the channel is closed. */
  async keep(
    updates: readonly unknown[],
    terms: { readonly cursor: string; readonly whileAway: boolean; readonly signal: AbortSignal },
  ): Promise<boolean> {
    const batch = this.toBatch(updates, terms);
    for (let failures = 1; !terms.signal.aborted; failures += 1) {
      const isKept = await this.sink.accept(batch).then(
        () => true,
        () => false,
      );
      if (isKept) return true;
      const { clock, chance } = this.options;
      await clock.sleep(backoffDelay(failures, again, chance), terms.signal);
    }
    return false;
  }

  /** Once: whoever posted it comes again where it is not stored. */
  async keepOne(update: unknown): Promise<boolean> {
    const batch = this.toBatch([update], {});
    if (batch.events.length === 0 && batch.peers.length === 0) return true;
    return this.sink.accept(batch).then(
      () => true,
      () => false,
    );
  }

  private toBatch(
    updates: readonly unknown[],
    { cursor, whileAway = false }: { readonly cursor?: string; readonly whileAway?: boolean },
  ) {
    const { account, clock, logger, translate } = this.options;
    const events: DurableEvent[] = [];
    const peers = new Map<string, PeerRecord>();
    for (const update of updates) {
      const read = translate(update);
      if (read.kind === 'dropped') {
        logger.info({ account, reason: read.reason }, 'an update is not followed');
        continue;
      }
      events.push(read.event);
      for (const peer of read.peers) peers.set(peer.peer, peer);
    }
    return {
      events,
      peers: [...peers.values()],
      ...(cursor === undefined ? {} : { cursor }),
      receivedAt: clock.now(),
      ...(whileAway ? { whileAway: true as const } : {}),
    };
  }
}

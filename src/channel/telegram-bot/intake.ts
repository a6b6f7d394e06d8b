import type { DurableEvent, InboundBatch, PeerRecord } from '../../core/event.js';
import type { Clock } from '../../core/clock.js';
import type { Chance } from '../../core/chance.js';
import type { AccountId } from '../../core/ids.js';
import { backoffDelay } from '../../lib/backoff.js';
import type { LineDelivery } from '../line.js';
import type { BotLogger } from './options.js';
import type { Routed } from './routes.js';

export interface IntakeOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly logger: BotLogger;
  readonly route: (update: unknown) => Promise<Routed>;
}

/** While the store refuses: the updates are here, and the service keeps them too. */
const again = { firstMs: 200, mostMs: 10_000 };

/** What one account is to be given of a delivery. */
interface Part {
  readonly events: DurableEvent[];
  readonly peers: Map<string, PeerRecord>;
  standing?: string;
}

/** Updates on their way to the store, in the order they came. */
export class Intake {
  constructor(
    private readonly options: IntakeOptions,
    private readonly accept: (delivery: LineDelivery) => Promise<void>,
  ) {}

  /** Offered until they are stored; false where that was given up because the line is closed. */
  async keep(
    updates: readonly unknown[],
    terms: { readonly cursor: string; readonly whileAway: boolean; readonly signal: AbortSignal },
  ): Promise<boolean> {
    const { clock, chance } = this.options;
    let parts: ReadonlyMap<AccountId, Part> | null = null;
    for (let failures = 1; !terms.signal.aborted; failures += 1) {
      parts ??= await this.toParts(updates);
      if (parts !== null && (await this.isKept(parts, terms))) return true;
      await clock.sleep(backoffDelay(failures, again, chance), terms.signal);
    }
    return false;
  }

  /** Once: whoever posted it comes again where it is not stored. */
  async keepOne(update: unknown): Promise<boolean> {
    const parts = await this.toParts([update]);
    if (parts === null) return false;
    return parts.size === 0 || this.isKept(parts, { whileAway: false });
  }

  private isKept(
    parts: ReadonlyMap<AccountId, Part>,
    { cursor, whileAway }: { readonly cursor?: string; readonly whileAway: boolean },
  ): Promise<boolean> {
    const receivedAt = this.options.clock.now();
    const batches = [...parts].map(([account, { events, peers, standing }]) => {
      const batch: InboundBatch = {
        events,
        peers: [...peers.values()],
        receivedAt,
        ...(standing === undefined ? {} : { standing }),
        ...(whileAway ? { whileAway: true as const } : {}),
      };
      return { account, batch };
    });
    return this.accept({ batches, ...(cursor === undefined ? {} : { cursor }) }).then(
      () => true,
      () => false,
    );
  }

  /** Null where it could not be found out whose they are. */
  private async toParts(updates: readonly unknown[]): Promise<ReadonlyMap<AccountId, Part> | null> {
    const parts = new Map<AccountId, Part>();
    for (const update of updates) {
      const routed = await this.options.route(update);
      if (routed.kind === 'later') return null;
      if (routed.kind === 'dropped') {
        const { account, reason } = routed;
        this.options.logger.info(
          { ...(account === null ? {} : { account }), reason },
          'an update is not followed',
        );
        continue;
      }
      const part: Part = parts.get(routed.account) ?? { events: [], peers: new Map() };
      parts.set(routed.account, part);
      part.events.push(...routed.events);
      for (const peer of routed.peers) part.peers.set(peer.peer, peer);
      if (routed.standing !== undefined) part.standing = routed.standing;
    }
    return parts;
  }
}

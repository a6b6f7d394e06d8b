import type { Clock, Milliseconds } from '../core/clock.js';
import type { AccountId } from '../core/ids.js';
import type { Database } from '../store/engine/database.js';
import {
  releaseLease,
  renewLease,
  takeLease,
  type Lease,
  type LeaseTaken,
} from '../store/account/lease-store.js';

export interface LeasesOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Names this run of the program. */
  readonly holder: string;
  /** True for a run that cannot be alive any more. */
  readonly isGone: (holder: string) => boolean;
  /** How often to say that this run is alive; 10 s unless told. After three times that it counts as gone. */
  readonly renewEveryMs?: Milliseconds;
  /** Another program holds the account now: let go of its session at once. */
  readonly onTaken: (account: AccountId) => void;
  /** The store failed otherwise; the next renewal tries again. */
  readonly onError: (cause: unknown) => void;
}

const usualRenewal: Milliseconds = 10_000;
/** Three renewals may be missed: a process that stalls for longer has lost its connections as well. */
const missedRenewals = 3;

/** The accounts whose sessions are ours to use, kept so by saying every few seconds that we are alive. */
export class Leases {
  private readonly held = new Map<AccountId, Lease>();
  private timer: { cancel(): void } | null = null;
  private renewing: Promise<void> = Promise.resolve();

  private readonly renewEveryMs: Milliseconds;

  constructor(private readonly options: LeasesOptions) {
    this.renewEveryMs = options.renewEveryMs ?? usualRenewal;
  }

  /** Take what is free of these accounts; says for each one what came of it. */
  async take(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, LeaseTaken>> {
    const { database, clock, holder, isGone } = this.options;
    const expiresAfterMs = missedRenewals * this.renewEveryMs;
    const results = await database.write(async (transaction) => {
      const taken = new Map<AccountId, LeaseTaken>();
      for (const account of accounts) {
        taken.set(
          account,
          await takeLease(transaction, account, holder, clock.now(), { expiresAfterMs, isGone }),
        );
      }
      return taken;
    });
    for (const [account, result] of results) if (result.taken) this.held.set(account, result.lease);
    this.timer ??= this.renewLater();
    return results;
  }

  /** The epoch under which the account's bubbles are claimed; 0, which no lease has, while it is not ours. */
  epoch(account: AccountId): number {
    return this.held.get(account)?.epoch ?? 0;
  }

  /** Let the next program have the accounts at once. */
  async release(): Promise<void> {
    this.timer?.cancel();
    await this.renewing;
    const leases = [...this.held.values()];
    this.held.clear();
    await this.options.database.write(async (transaction) => {
      for (const lease of leases) await releaseLease(transaction, lease);
    });
  }

  private renewLater(): { cancel(): void } {
    const { clock, onError } = this.options;
    return clock.after(
      this.renewEveryMs,
      () => {
        this.renewing = this.renew().catch(onError);
        this.timer = this.renewLater();
      },
      { unref: true },
    );
  }

  private async renew(): Promise<void> {
    const { database, clock, onTaken } = this.options;
    // While nothing can be stored nothing can be claimed either; whoever takes over finds the lease expired.
    if (!database.health.isWell) return;
    const leases = [...this.held.values()];
    const gone = await database.write(async (transaction) => {
      const taken: Lease[] = [];
      for (const lease of leases) {
        if (!(await renewLease(transaction, lease, clock.now()))) taken.push(lease);
      }
      return taken;
    }, 'ordered');
    for (const { account } of gone) {
      this.held.delete(account);
      onTaken(account);
    }
  }
}

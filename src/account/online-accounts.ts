import type { Channel, ChannelFailure, ConnectionState } from '../channel/contract.js';
import type { Chance } from '../core/chance.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { AccountId } from '../core/ids.js';
import { backoffDelay } from '../lib/backoff.js';
import type { RateCap } from '../store/outbox/rate-caps.js';

interface Entry {
  readonly channel: Channel;
  readonly caps: readonly RateCap[];
  state: ConnectionState;
  /** By the steady clock: the other one may be set. */
  restsUntil: Milliseconds;
  /** How often in a row the server said that the account was reported as spam. */
  limits: number;
  /** It is being taken out of service: nothing new is begun on it. */
  isLeaving: boolean;
}

/** Telegram lifts the lightest of these limits within minutes; each further one tells of a longer one. */
const limitRest = { firstMs: 10 * 60_000, mostMs: 6 * 3_600_000 };

export interface OnlineAccountsOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  /** Whether the account speaks to people; one that stands by only listens. */
  readonly serves: (account: AccountId) => boolean;
  /** The epoch of our lease of the account. */
  readonly epoch: (account: AccountId) => number;
  readonly onState: (account: AccountId, state: ConnectionState) => void;
}

/**
 * Which accounts can send right now. An account whose loss was reported stays lost until the program is started again:
 * a later, milder report never hides it.
 */
export class OnlineAccounts {
  private readonly entries = new Map<AccountId, Entry>();

  constructor(private readonly options: OnlineAccountsOptions) {}

  add(account: AccountId, channel: Channel, caps: readonly RateCap[]): void {
    this.entries.set(account, {
      channel,
      caps,
      state: { state: 'connecting' },
      restsUntil: 0,
      limits: 0,
      isLeaving: false,
    });
  }

  report(account: AccountId, state: ConnectionState): void {
    const entry = this.entries.get(account);
    if (!entry || (entry.state.state === 'lost' && state.state !== 'closed')) return;
    entry.state = state;
    this.options.onState(account, state);
  }

  /** The account's channel while it is online and may speak to people. */
  channel(account: AccountId): Channel | null {
    const entry = this.entries.get(account);
    if (entry?.state.state !== 'online' || entry.isLeaving || !this.options.serves(account)) return null;
    return entry.channel;
  }

  /** The account's channel whatever it may do now, as long as its service is not gone for good. */
  reachable(account: AccountId): Channel | null {
    const entry = this.entries.get(account);
    return entry === undefined || entry.state.state === 'lost' ? null : entry.channel;
  }

  isOnline(account: AccountId): boolean {
    return this.entries.get(account)?.state.state === 'online';
  }

  /** Why the account is lost; null while it is not. */
  lostBy(account: AccountId): ChannelFailure | null {
    const state = this.entries.get(account)?.state;
    return state?.state === 'lost' ? state.failure : null;
  }

  /** Begin nothing new on the account while it is taken out of service, or begin again. */
  leave(account: AccountId, isLeaving: boolean): void {
    const entry = this.entries.get(account);
    if (entry) entry.isLeaving = isLeaving;
  }

  epoch(account: AccountId): number {
    return this.options.epoch(account);
  }

  /** Until when the account must stay silent; in the past when it need not. */
  pausedUntil(account: AccountId): Milliseconds {
    const { clock } = this.options;
    const left = (this.entries.get(account)?.restsUntil ?? 0) - clock.steady();
    return left > 0 ? clock.now() + left : 0;
  }

  pause(account: AccountId, until: Milliseconds): void {
    const entry = this.entries.get(account);
    const { clock } = this.options;
    const wait = until - clock.now();
    if (entry) entry.restsUntil = Math.max(entry.restsUntil, clock.steady() + wait);
  }

  /** Reported as spam: the account rests, longer each time in a row. */
  limited(account: AccountId): Milliseconds {
    const entry = this.entries.get(account);
    if (!entry) return 0;
    // What was sent before the limit was known comes back with it and says nothing new.
    if (this.pausedUntil(account) === 0) entry.limits += 1;
    const wait = backoffDelay(entry.limits, limitRest, this.options.chance);
    this.pause(account, this.options.clock.now() + wait);
    return this.pausedUntil(account);
  }

  sent(account: AccountId): void {
    const entry = this.entries.get(account);
    if (entry) entry.limits = 0;
  }

  /** How much the account may send. */
  caps(account: AccountId): readonly RateCap[] {
    return this.entries.get(account)?.caps ?? [];
  }

  lost(account: AccountId, failure: ChannelFailure): void {
    this.report(account, { state: 'lost', failure });
  }

  all(): readonly { readonly account: AccountId; readonly channel: Channel }[] {
    return [...this.entries].map(([account, { channel }]) => ({ account, channel }));
  }
}

import type { Channel, ChannelFailure, ConnectionState } from '../channel/contract.js';
import type { Milliseconds } from '../core/clock.js';
import type { AccountId } from '../core/ids.js';
import type { RateCap } from '../store/rate-caps.js';

interface Entry {
  readonly channel: Channel;
  readonly caps: readonly RateCap[];
  state: ConnectionState;
  pausedUntil: Milliseconds;
}

export interface OnlineAccountsOptions {
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
    this.entries.set(account, { channel, caps, state: { state: 'connecting' }, pausedUntil: 0 });
  }

  report(account: AccountId, state: ConnectionState): void {
    const entry = this.entries.get(account);
    if (!entry || (entry.state.state === 'lost' && state.state !== 'closed')) return;
    entry.state = state;
    this.options.onState(account, state);
  }

  /** The account's channel while it is online. */
  channel(account: AccountId): Channel | null {
    const entry = this.entries.get(account);
    return entry?.state.state === 'online' ? entry.channel : null;
  }

  /** Until when the account must stay silent; in the past when it need not. */
  pausedUntil(account: AccountId): Milliseconds {
    return this.entries.get(account)?.pausedUntil ?? 0;
  }

  pause(account: AccountId, until: Milliseconds): void {
    const entry = this.entries.get(account);
    if (entry) entry.pausedUntil = Math.max(entry.pausedUntil, until);
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

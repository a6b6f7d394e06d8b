import type { Channel, ChannelFailure } from '../channel/contract.js';
import type { Milliseconds } from '../core/clock.js';
import type { AccountId } from '../core/ids.js';
import type { RateCap } from '../store/outbox/rate-caps.js';

/** Which accounts can send right now. Owned here, kept by whoever runs the channels. */
export interface SendingAccounts {
  /** The account's channel while it is online and serves people, else null: its bubbles wait for `wakeAll`. */
  channel(account: AccountId): Channel | null;
  /** The epoch of our lease of the account. */
  epoch(account: AccountId): number;
  /** Until when the account must stay silent (a flood wait); in the past when it need not. */
  pausedUntil(account: AccountId): Milliseconds;
  pause(account: AccountId, until: Milliseconds): void;
  /** How much the account may send. */
  caps(account: AccountId): readonly RateCap[];
  /** The account was reported as spam: it rests, longer each time. Returns until when. */
  limited(account: AccountId, failure: ChannelFailure): Milliseconds;
  /** It sends as before. */
  sent(account: AccountId): void;
  /** The account cannot send any more. */
  lost(account: AccountId, failure: ChannelFailure): void;
}

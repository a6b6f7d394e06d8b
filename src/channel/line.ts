import type { InboundBatch } from '../core/event.js';
import type { AccountId } from '../core/ids.js';

/** What came over a line at once, by the account it is for. Stored together with the line's place, or not at all. */
export interface LineDelivery {
  readonly batches: readonly { readonly account: AccountId; readonly batch: InboundBatch }[];
  /** The line's place in what the service keeps for it (opaque); absent when it did not move, or has none. */
  readonly cursor?: string;
}

/**
 * A receiver that several accounts share, with what is its own: a secret, a place, and the right to be the only one that
 * takes from it. A bot's token is one: the bot's own chats come over it, and those of every account it is connected to.
 */
export interface Line {
  /** Names it as long as its secret may change: no secret itself. */
  readonly key: string;
  /** The accounts that it routes to. What is for none of them is counted and let go, never given to another. */
  readonly accounts: readonly AccountId[];
  /**
   * Begin to take in, once every account of it is open. `accept` resolves after the commit: only then does the line let
   * go of what it delivered. A rejection means that nothing was stored, and it is delivered again.
   */
  start(accept: (delivery: LineDelivery) => Promise<void>): void;
  /** Stop for good; nothing is delivered afterwards. Idempotent. */
  close(): Promise<void>;
}

import type { Transactions } from './transactions.js';
import type { LoggedUpdate } from './update-log.js';

/** One session of one key: whoever made the change hears of it by its answer, not by a push. */
export interface SessionRef {
  readonly keyId: string;
  readonly sessionId: string;
}

/** Who acts, and from where (virtual people act from nowhere). */
export interface Actor {
  readonly user: number;
  readonly origin?: SessionRef;
}

/** A change that the sessions of `owner` should hear of. Only `logged` ones can be recovered by a difference. */
export type Delivery = { readonly owner: number; readonly origin?: SessionRef } & (
  | { readonly kind: 'logged'; readonly update: LoggedUpdate }
  | { readonly kind: 'typing'; readonly from: number; readonly action: string }
  | { readonly kind: 'status'; readonly user: number }
  | { readonly kind: 'name'; readonly user: number }
  | { readonly kind: 'reactions'; readonly id: number }
  | { readonly kind: 'blocked'; readonly peer: number; readonly blocked: boolean }
  | { readonly kind: 'draft'; readonly peer: number }
  | { readonly kind: 'authorization'; readonly hash: bigint; readonly device: string; readonly at: number }
  /** Everything about this user is to be read again: the account was deleted, or came back. */
  | { readonly kind: 'user'; readonly user: number }
  /** The server's settings for the owner changed: https://core.telegram.org/constructor/updateConfig. */
  | { readonly kind: 'config' }
  /** The server hangs up on these keys: their authorization, or the account behind it, is gone. */
  | { readonly kind: 'hang-up'; readonly keyIds: readonly string[] }
);

/** Hands committed changes to whoever pushes them. */
export class Deliveries {
  private listener: ((delivery: Delivery) => void) | undefined;

  constructor(private readonly transactions: Transactions) {}

  onDelivery(listener: (delivery: Delivery) => void): void {
    this.listener = listener;
  }

  send(delivery: Delivery): void {
    this.transactions.afterCommit(() => this.listener?.(delivery));
  }
}

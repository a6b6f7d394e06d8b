import type { Milliseconds } from '../../core/clock.js';

export type AlertKind =
  | 'account-lost'
  | 'account-well'
  | 'account-rotated'
  | 'account-not-rotated'
  | 'account-taken-over'
  | 'second-receiver'
  | 'message-parked'
  | 'unknown-sessions'
  | 'budget-reached'
  | 'vault-shut'
  | 'store-unwell'
  | 'store-well'
  | 'silence'
  | 'silence-over'
  | 'no-answers'
  | 'answers-again';

/** Codes and numbers for a program; never an id of a person or of a chat. */
export interface AlertFields {
  readonly account?: string;
  readonly successor?: string;
  readonly state?: string;
  /** The evidence, or what SQLite said. */
  readonly code?: string;
  readonly count?: number;
  readonly hours?: number;
}

/** Something the operator should know of at once. */
export interface Alert {
  readonly kind: AlertKind;
  readonly severity: 'critical' | 'warning' | 'resolved';
  /** What it is about: while this stands, the same is not said again. */
  readonly key: string;
  /** One sentence, with what to do. */
  readonly text: string;
  readonly fields: AlertFields;
}

/** An alert on its way. */
export interface DatedAlert extends Alert {
  readonly at: Milliseconds;
  /** Alerts before this one that were not sent, because there were too many. */
  readonly heldBack: number;
}

/** What became of one attempt to tell somebody. `later`: try again, not before `waitMs` where that is given. */
export type AlertOutcome =
  | { readonly outcome: 'told' }
  | { readonly outcome: 'later'; readonly code: string; readonly waitMs?: Milliseconds }
  | { readonly outcome: 'refused'; readonly code: string };

/** One way to the operator. */
export interface AlertRoute {
  readonly name: string;
  /** Never rejects. */
  deliver(alert: DatedAlert, signal: AbortSignal): Promise<AlertOutcome>;
}

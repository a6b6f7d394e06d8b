import type { ModelTally } from '../../monitoring/state/run-tally.js';
import type { Queue } from '../../store/chats/queue-reader.js';
import type { AccountView } from './account-views.js';
import type { Running } from './running.js';

/** How everything is, as `kindred status --json` prints it. Times are milliseconds since 1970, amounts US dollars. */
export interface StatusReport {
  /** Null while no run is at work: all else is then how it was left. */
  readonly running: Running;
  readonly accounts: readonly StatusAccount[];
  readonly queue: Queue & {
    /** Chats in which a turn is at work, and in which something is being sent; null without a run. */
    readonly turnLanes: number | null;
    readonly sendLanes: number | null;
  };
  readonly models: readonly StatusModel[];
  readonly spendToday: {
    /** UTC. */
    readonly day: string;
    readonly dollars: number;
    /** Null where there is no limit. */
    readonly budgetDollars: number | null;
    readonly calls: number;
    readonly unpricedCalls: number;
    /** Of the tokens sent, from 0 to 1; null where none were. */
    readonly cacheShare: number | null;
  };
  readonly needsHand: readonly NeedsHand[];
}

export type StatusAccount = Pick<
  AccountView,
  | 'account'
  | 'character'
  | 'standing'
  | 'state'
  | 'since'
  | 'until'
  | 'evidence'
  | 'connection'
  | 'unknownSessions'
  | 'bubbles'
  | 'next'
>;

/** A model that roles use, first or as a fallback. What it did is null without a run. */
export interface StatusModel {
  readonly provider: string;
  readonly model: string;
  readonly roles: readonly string[];
  readonly run: Pick<ModelTally, 'calls' | 'failures' | 'failuresInRow' | 'lastFailure'> | null;
}

/** One thing that does not mend itself. */
export interface NeedsHand {
  readonly code: string;
  /** `now`: somebody goes without an answer, or something of ours is not only ours. */
  readonly urgency: 'now' | 'soon';
  /** The account or model it is about; null for what is about all. */
  readonly about: string | null;
  readonly what: string;
  readonly todo: string;
}

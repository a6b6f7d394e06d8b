import type { Clock, Milliseconds } from '../core/clock.js';
import { OperatorError } from '../core/failure.js';
import type { AccountId, ConversationId } from '../core/ids.js';
import type { Database } from '../store/engine/database.js';
import { readRotationScope, readWaitingAt, type RotationScope } from '../store/account/rotation-reader.js';
import type { RotationOrder } from '../store/account/rotation-writer.js';
import type { HourOf, IntroductionPace } from './introduction-pace.js';
import type { Pool } from './pool.js';
import { chooseRotation, type Candidate } from './rotation-choice.js';
import { activeSince, commitRotation, type RotationDone } from './rotation-commit.js';

export interface RotationsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly pool: Pool;
  /** The state in which an account was lost; null while it is not. */
  readonly lostAs: (account: AccountId) => string | null;
  readonly isOnline: (account: AccountId) => boolean;
  readonly pace: IntroductionPace;
  readonly hourOf: (account: AccountId) => HourOf;
  /** Begin nothing new on an account, wait for what is under way, and go offline; or take that back. */
  readonly leave: (account: AccountId) => Promise<void>;
  readonly stay: (account: AccountId) => void;
  /** The new home serves now: look at these conversations, and at whom it may write to. */
  readonly moved: (to: AccountId, waiting: readonly ConversationId[]) => void;
  readonly report: RotationReport;
}

export interface RotationReport {
  rotated(order: RotationOrder, done: RotationDone): void;
  /** An account that serves people was lost and nobody takes its place. */
  notRotated(account: AccountId, state: string): void;
}

/** What an operator reads of a rotation, planned or done. */
export interface RotationView {
  readonly from: AccountId;
  readonly to: AccountId;
  readonly done: boolean;
  readonly scope: RotationScope;
  readonly result: RotationDone | null;
}

export interface RotationWish {
  readonly from: string;
  readonly to?: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Moves the people of an account to its standby: by itself when the account is lost for good, and when the operator
 * says so. One at a time; each is one transaction, and what it does not find possible changes nothing.
 */
export class Rotations {
  private queue: Promise<unknown> = Promise.resolve();
  /** Accounts found lost that nobody has taken over for yet, with their states. */
  private readonly losses = new Map<AccountId, string>();
  private isOpen = false;

  constructor(private readonly options: RotationsOptions) {}

  /** From now on losses are acted on, also those that were found before: every account has had its chance to open. */
  begin(): Promise<void> {
    this.isOpen = true;
    return this.retry();
  }

  /** Try again what could not be done before, such as when the disk took no writes. */
  async retry(): Promise<void> {
    for (const [account, state] of this.losses) await this.lost(account, state);
  }

  /** Waits for the rotation under way, if there is one. */
  async settled(): Promise<void> {
    await this.queue;
  }

  /** The account was found lost. Resolves when whatever follows from it is done. */
  async lost(account: AccountId, state: string): Promise<void> {
    this.losses.set(account, state);
    if (this.isOpen) await this.enqueue(() => this.replace(account, state));
  }

  /** @throws OperatorError when it is not possible; then nothing was changed. */
  async rotate({ from, to, dryRun }: RotationWish): Promise<RotationView> {
    return this.enqueue(async () => {
      const choice = chooseRotation(this.candidates(), from, to);
      if (!choice.ok) throw new OperatorError(choice.problem, choice.remedy);
      const { from: old, to: next } = choice;
      const { database, clock } = this.options;
      const scope = await readRotationScope(
        database.read,
        old.account,
        next.account,
        activeSince(clock.now()),
      );
      const view = { from: old.account, to: next.account, scope };
      if (dryRun) return { ...view, done: false, result: null };
      const result = await this.perform({
        character: old.character,
        from: old.account,
        to: next.account,
        cause: 'operator',
        reason: old.lostAs ?? 'operator',
        fromBecomes: old.lostAs === null ? 'standby' : 'out',
      });
      return { ...view, done: true, result };
    });
  }

  private async replace(account: AccountId, state: string): Promise<void> {
    const { pool, report } = this.options;
    // Rotated meanwhile, or one that served nobody.
    if (!this.losses.has(account)) return;
    if (!pool.serves(account)) {
      this.losses.delete(account);
      return;
    }
    const choice = chooseRotation(this.candidates(), account, undefined);
    if (!choice.ok) {
      this.losses.delete(account);
      report.notRotated(account, state);
      return;
    }
    await this.perform({
      character: choice.from.character,
      from: account,
      to: choice.to.account,
      cause: 'automatic',
      reason: state,
      fromBecomes: 'out',
    });
  }

  private async perform(order: RotationOrder): Promise<RotationDone> {
    const { database, clock, pool, pace, hourOf, leave, stay, moved, report } = this.options;
    const { from, to, fromBecomes } = order;
    await leave(from);
    try {
      const done = await commitRotation(database, order, pace, hourOf(to), clock.now());
      pool.set(from, fromBecomes);
      pool.set(to, 'serving');
      this.losses.delete(from);
      report.rotated(order, done);
      return done;
    } finally {
      stay(from);
      if (pool.serves(to)) moved(to, await readWaitingAt(database.read, to));
    }
  }

  private candidates(): readonly Candidate[] {
    const { pool, lostAs, isOnline } = this.options;
    return pool
      .all()
      .map((place) => ({ ...place, lostAs: lostAs(place.account), isOnline: isOnline(place.account) }));
  }

  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }
}

/** How long what is being sent may take to come to its end before its outcome counts as unknown. */
export const lastSendsMs: Milliseconds = 3_000;

import type { SqliteConnection, SqliteStatement } from '../../lib/sqlite.js';
import { yieldToInput } from '../../lib/system-yield.js';

/**
 * What a commit promises. Both survive the death of the program at any moment. `flushed` also survives a power cut:
 * it waits for the disk, and everything committed before it is on the disk then too. `ordered` may be lost in a power
 * cut together with everything after it, never alone.
 */
export type Durability = 'flushed' | 'ordered';

/** What was committed since the database was opened. */
export interface CommitCounts {
  readonly transactions: number;
  /** Units of work in them. */
  readonly units: number;
}

interface Job {
  readonly durability: Durability;
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: unknown) => void;
  outcome: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly cause: unknown };
}

/**
 * Rounds of the event loop between two commits. In a quiet program they pass in some microseconds. In a busy one each holds
 * a piece of another turn: what that has to store joins, and pages and fsyncs that several units need are written once.
 */
const roundsBetween = 3;

/** Enough to share one fsync among the lanes that are busy at once, few enough that none waits long. */
const largestGroup = 64;

/**
 * Runs units of work one after another inside shared transactions. Whatever queued up while the last group was being
 * written, and in the few rounds of the event loop behind it, goes into the next one and shares its fsync: alone a unit
 * waits for nobody, under load the disk is asked once for many. Each unit has its own savepoint, so one that throws takes back only itself. A promise resolves after
 * the commit; when the commit fails, every unit of the group rejects and nothing of it is stored.
 */
export class GroupCommit {
  private readonly queue: Job[] = [];
  private running: Promise<void> | null = null;
  /** Over when the next group may be written. */
  private rest: Promise<void> = Promise.resolve();
  private promised: Durability | null = null;
  private transactions = 0;
  private units = 0;
  private readonly begin: SqliteStatement;
  private readonly commit: SqliteStatement;
  private readonly rollback: SqliteStatement;
  private readonly savepoint: SqliteStatement;
  private readonly release: SqliteStatement;
  private readonly undo: SqliteStatement;

  /** `afterCommit` runs outside the transaction, after each group; what it and a failed rollback throw goes to `onFault`. */
  constructor(
    private readonly connection: SqliteConnection,
    private readonly afterCommit: () => void = () => undefined,
    private readonly onFault: (cause: unknown) => void = () => undefined,
    /** What is stored is not worth waiting for the disk. */
    private readonly isScratch = false,
  ) {
    if (isScratch) connection.pragma('synchronous = off');
    this.begin = connection.prepare('begin immediate');
    this.commit = connection.prepare('commit');
    this.rollback = connection.prepare('rollback');
    this.savepoint = connection.prepare('savepoint unit');
    this.release = connection.prepare('release unit');
    this.undo = connection.prepare('rollback to unit');
  }

  /** Queue a unit of work. It must await nothing but queries on the same connection. */
  run<T>(work: () => Promise<T>, durability: Durability = 'flushed'): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({
        durability,
        work,
        resolve: resolve as (value: unknown) => void,
        reject,
        outcome: { ok: false, cause: new Error('the unit of work did not run') },
      });
      this.running ??= this.drain();
    });
  }

  get counts(): CommitCounts {
    return { transactions: this.transactions, units: this.units };
  }

  /** Resolves when everything queued so far is committed or rejected. */
  async settled(): Promise<void> {
    while (this.running) await this.running;
  }

  private async drain(): Promise<void> {
    // Let everything that wakes in this same tick join the first group.
    await Promise.resolve();
    while (this.queue.length > 0) {
      await this.rest;
      await this.runGroup(this.queue.splice(0, largestGroup));
      this.rest = rounds(roundsBetween);
    }
    this.running = null;
  }

  private async runGroup(group: readonly Job[]): Promise<void> {
    try {
      // Left open only when the rollback of an earlier group failed with the disk.
      if (this.connection.inTransaction) this.rollback.run();
      this.promise(group.some((job) => job.durability === 'flushed') ? 'flushed' : 'ordered');
      this.begin.run();
      for (const job of group) await this.runUnit(job);
      this.commit.run();
      this.transactions += 1;
      this.units += group.length;
    } catch (cause) {
      for (const job of group) job.reject(cause);
      this.attempt(() => this.connection.inTransaction && this.rollback.run());
      return;
    }
    for (const job of group) {
      if (job.outcome.ok) job.resolve(job.outcome.value);
      else job.reject(job.outcome.cause);
    }
    this.attempt(this.afterCommit);
  }

  private attempt(action: () => unknown): void {
    try {
      action();
    } catch (cause) {
      this.onFault(cause);
    }
  }

  /** SQLite in WAL mode asks the disk at each commit under FULL, and only at checkpoints under NORMAL. */
  private promise(durability: Durability): void {
    if (this.isScratch || durability === this.promised) return;
    this.connection.pragma(`synchronous = ${durability === 'flushed' ? 'full' : 'normal'}`);
    this.promised = durability;
  }

  private async runUnit(job: Job): Promise<void> {
    this.savepoint.run();
    try {
      job.outcome = { ok: true, value: await job.work() };
    } catch (cause) {
      // An error such as "disk full" ends the whole transaction by itself: then there is no savepoint to go back to.
      if (!this.connection.inTransaction) throw cause;
      this.undo.run();
      job.outcome = { ok: false, cause };
    }
    this.release.run();
  }
}

async function rounds(count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) await yieldToInput();
}

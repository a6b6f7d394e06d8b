import type { WorldDatabase } from './database.js';

/**
 * One change of the world is one transaction; what others must hear of it waits until it is committed.
 * Nested runs join the outer one.
 */
export class Transactions {
  private depth = 0;
  private waiting: (() => void)[] = [];
  private readonly undo: (() => void)[] = [];

  private readonly begin;
  private readonly commit;

  constructor(private readonly db: WorldDatabase) {
    this.begin = db.prepare('BEGIN IMMEDIATE');
    this.commit = db.prepare('COMMIT');
  }

  /** Called after a rollback, so that caches can drop what they took from it. */
  onRollback(forget: () => void): void {
    this.undo.push(forget);
  }

  run<T>(change: () => T): T {
    if (this.depth > 0) return change();
    this.depth = 1;
    let result: T;
    this.begin.run();
    try {
      result = change();
      this.commit.run();
    } catch (cause) {
      this.waiting = [];
      this.depth = 0;
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      for (const forget of this.undo) forget();
      throw cause;
    }
    this.depth = 0;
    const waiting = this.waiting;
    this.waiting = [];
    for (const action of waiting) action();
    return result;
  }

  /** Runs at once outside a transaction. */
  afterCommit(action: () => void): void {
    if (this.depth > 0) this.waiting.push(action);
    else action();
  }
}

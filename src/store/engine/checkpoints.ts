import type { SqliteConnection } from '../../lib/sqlite.js';

/**
 * Frames of the write-ahead log (a page each) worth moving into the database. Half of SQLite's own default: each checkpoint
 * holds the main thread while it writes and flushes them.
 */
const worthMoving = 500;
/** Looking at the log costs microseconds, but not at every commit; a busy hour writes some ten frames per commit. */
const commitsBetweenLooks = 16;

/**
 * Moves the write-ahead log into the database. SQLite would do so by itself after a commit, but its automatic checkpoint
 * drops every error (sqlite3WalDefaultHook), and under `synchronous = normal` the only fsync is the checkpoint's: a
 * failed one must not pass unheard.
 */
export class Checkpoints {
  private commits = 0;
  private emptying = false;
  private rewriting = false;
  private flush: 'none' | 'running' | 'done' = 'none';

  /** @param flushAhead brings the log to the disk in the background, so that the checkpoint has little left to wait for */
  constructor(
    private readonly connection: SqliteConnection,
    private readonly flushAhead: () => Promise<void>,
  ) {
    connection.pragma('wal_autocheckpoint = 0');
  }

  /**
   * What was just erased must survive nowhere: after the next commit the database is written anew and the log emptied,
   * and that again until it is done. `secure_delete` overwrites what is deleted where it lies, but not the copies that
   * SQLite leaves in the unused middle of a page when it spreads its rows over new pages.
   */
  emptySoon(): void {
    this.rewriting = true;
    this.emptying = true;
  }

  /** Call after each commit, outside any transaction. @throws SqliteError when the disk fails. */
  afterCommit(): void {
    this.commits += 1;
    if (this.rewriting) this.rewrite();
    if (this.emptying) this.empty();
    if (this.flush === 'done') this.move();
    if (this.flush !== 'none' || this.commits % commitsBetweenLooks !== 0) return;
    const [{ log, checkpointed } = { log: 0, checkpointed: 0 }] = this.connection.pragma(
      'wal_checkpoint(noop)',
    ) as { log: number; checkpointed: number }[];
    if (log - checkpointed < worthMoving) return;
    this.flush = 'running';
    // Whatever it came to, the checkpoint flushes again, and is heard when it fails.
    const done = (): void => void (this.flush = 'done');
    this.flushAhead().then(done, done);
  }

  /** Holds the writer for as long as the file takes to be written, about a second for 200 MB: erasing is rare. */
  private rewrite(): void {
    this.connection.exec('vacuum');
    this.rewriting = false;
  }

  /** Another program that reads, such as a backup, holds the log open: the next commit tries again. */
  private empty(): void {
    const [{ busy } = { busy: 1 }] = this.connection.pragma('wal_checkpoint(truncate)') as { busy: number }[];
    this.emptying = busy !== 0;
  }

  /** As far as readers allow. @throws SqliteError when the disk fails. */
  move(): void {
    this.flush = 'none';
    this.connection.pragma('wal_checkpoint(passive)');
  }
}

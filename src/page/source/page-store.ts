import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Reader } from '../../store/engine/database.js';
import { NothingStored, openForReading, type OpenedForReading } from '../../store/engine/open-for-reading.js';

/**
 * The store as the page looks at it: opened when first asked, looked at for as long as the same file lies there, opened
 * anew when another one took its place (a first start, a restore).
 */
export class PageStore {
  private opened: OpenedForReading | null = null;
  /** Which file was opened, or that there was none. */
  private identity: string | null = null;
  private readonly file: string;
  private turnover = 0;

  constructor(dataDir: string) {
    this.file = join(dataDir, 'kindred.db');
  }

  /**
   * Look into the store; `read` is null while nothing is stored.
   * @throws OperatorError when it cannot be read
   */
  async look<T>(work: (read: Reader | null) => Promise<T>): Promise<T> {
    const database = await this.current();
    return work(database?.read ?? null);
  }

  /** Changes whenever anything in the store did; costs next to nothing. */
  async version(): Promise<string> {
    try {
      const database = await this.current();
      return `${this.turnover}.${database?.version() ?? 0}`;
    } catch {
      // Why it cannot be read is said where it is looked at.
      return `${this.turnover}.unreadable`;
    }
  }

  async close(): Promise<void> {
    const { opened } = this;
    this.opened = null;
    await opened?.close();
  }

  private async current(): Promise<OpenedForReading | null> {
    const facts = statSync(this.file, { throwIfNoEntry: false });
    const identity = facts === undefined ? 'none' : `${facts.dev}.${facts.ino}`;
    if (this.identity === identity && (this.opened !== null || facts === undefined)) return this.opened;
    await this.close();
    if (this.identity !== identity) this.turnover += 1;
    this.identity = identity;
    try {
      this.opened = openForReading(this.file);
      return this.opened;
    } catch (cause) {
      if (cause instanceof NothingStored) return null;
      throw cause;
    }
  }
}

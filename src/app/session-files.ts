import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../core/failure.js';
import type { AccountId } from '../core/ids.js';

/** A session is the whole account: whoever reads the file is signed in. */
const ownerOnly = 0o600;

/** The sessions of a data folder, one file per account, readable by their owner only. */
export class SessionFiles {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'sessions');
  }

  /** The stored session, or null when this account never signed in. @throws OperatorError when others may read it. */
  read(account: AccountId): string | null {
    const file = this.file(account);
    const facts = statSync(file, { throwIfNoEntry: false });
    if (!facts) return null;
    if ((facts.mode & 0o077) !== 0) {
      throw new OperatorError(`others on this machine may read ${file}`, `run "chmod 600 ${file}"`);
    }
    return readFileSync(file, 'utf8').trim();
  }

  /** Replaces the file in one step: a crash leaves the old session or the new one, never half of it. */
  write(account: AccountId, session: string): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const fresh = `${this.file(account)}.new`;
    writeFileSync(fresh, session, { mode: ownerOnly });
    renameSync(fresh, this.file(account));
  }

  remove(account: AccountId): void {
    rmSync(this.file(account), { force: true });
  }

  private file(account: AccountId): string {
    return join(this.folder, `${account}.session`);
  }
}

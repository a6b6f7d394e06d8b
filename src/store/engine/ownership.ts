import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../core/failure.js';
import { privateDataFolder } from './private-data.js';
import { openSqlite, type SqliteConnection } from '../../lib/sqlite.js';

/** Who holds a data folder, as told to a second program that wants it. */
export interface Holder {
  readonly program: string;
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Take the data folder for this process; a second one is told who holds it. The lock is SQLite's own file lock on a
 * file beside the database: the system lets go of it when the process ends in whatever way, so a killed program never
 * blocks the next start, and no stale lock needs judging by age.
 * @throws OperatorError when another process holds it or the folder cannot be written.
 */
export function takeOwnership(dataDir: string, holder: Holder): { release(): void } {
  const lockFile = join(dataDir, 'owner.lock');
  const noteFile = join(dataDir, 'owner.json');
  let lock: SqliteConnection | null = null;
  try {
    privateDataFolder(dataDir);
    lock = openSqlite(lockFile, { timeout: 0 });
    lock.exec('begin exclusive');
    writeFileSync(noteFile, JSON.stringify(holder));
  } catch (cause) {
    lock?.close();
    if (cause instanceof OperatorError) throw cause;
    throw isBusy(cause)
      ? new OperatorError(`${dataDir} is in use by ${describe(noteFile)}`, 'stop it first', { cause })
      : new OperatorError(
          `cannot write in ${dataDir}`,
          'make it writable, or name another as "data" in kindred.yaml',
          { cause },
        );
  }
  const held = lock;
  return { release: () => held.close() };
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY');
}

function describe(noteFile: string): string {
  try {
    const holder = JSON.parse(readFileSync(noteFile, 'utf8')) as Holder;
    return `${holder.program} (pid ${holder.pid} on ${holder.host}, since ${holder.since})`;
  } catch {
    return 'another kindred process';
  }
}

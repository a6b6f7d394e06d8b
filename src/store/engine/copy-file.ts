import { closeSync, constants, fsyncSync, openSync, rmSync } from 'node:fs';
import { openSqlite, type SqliteConnection } from '../../lib/sqlite.js';
import { companions } from './database-file.js';

/** Talk is private: a copy is for its owner only, whatever the folder allows. */
const ownerOnly = 0o600;

/**
 * Copy a database into a new file as one consistent state, by SQLite's online backup; a program that is writing to the
 * source goes on meanwhile. The copy is one file, without a log of its own, and on the disk when this resolves.
 * @param finish more to do to the copy, before it is flushed
 * @throws SqliteError when the source is damaged or the disk has no room; whoever called removes what is left.
 */
export async function copyDatabase(
  source: string,
  target: string,
  finish: (copy: SqliteConnection) => void = () => undefined,
): Promise<void> {
  removeDatabase(target);
  closeSync(openSync(target, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, ownerOnly));
  const from = openSqlite(source, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    // In one step: between steps another process may write, and then SQLite would begin anew each time.
    await from.backup(target, { progress: () => Number.MAX_SAFE_INTEGER });
  } finally {
    from.close();
  }
  const copy = openSqlite(target);
  try {
    finish(copy);
    copy.pragma('journal_mode = delete');
  } finally {
    copy.close();
  }
  const handle = openSync(target, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Remove a database file of ours that is not in use, with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const companion of ['', ...companions]) rmSync(`${file}${companion}`, { force: true });
}

import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OperatorError } from '../../core/failure.js';
import { openSqlite } from '../../lib/sqlite.js';
import { restoreIt } from './database-trouble.js';
import { migrate } from './migrate.js';

/** The files SQLite keeps beside a database. They belong to its content and move only together with it. */
export const companions = ['-wal', '-shm', '-journal'] as const;

/** A backup that is complete and about to take the database's place. While it lies there, a restore was interrupted. */
export function restoringFile(file: string): string {
  return `${file}.restoring`;
}

/**
 * Make sure that a whole database lies at `file`, or that the program does not start on half of one. A new database
 * gets its name only when it is complete, so an empty file is always a damaged one.
 * @throws OperatorError when the file is empty, or gone while its log is still there, or a restore was interrupted.
 */
export function prepareFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  if (!isThere(file)) create(file);
}

/**
 * Whether a database lies at `file`, as far as its names and sizes tell.
 * @throws OperatorError as `prepareFile`
 */
export function isThere(file: string): boolean {
  if (existsSync(restoringFile(file))) {
    throw new OperatorError(
      `a restore of ${file} was interrupted`,
      'run "kindred restore <backup>" again; nothing was removed',
    );
  }
  const size = sizeOf(file);
  if (size === null && (sizeOf(`${file}-wal`) ?? 0) > 0) {
    throw new OperatorError(
      `${file} is missing while its write-ahead log ${file}-wal is there`,
      'put the file back, or run "kindred restore <backup>", which keeps the log aside',
    );
  }
  if (size === 0) {
    throw new OperatorError(`${file} is damaged: it is empty`, restoreIt);
  }
  return size !== null;
}

/** Bytes of a file; null when there is none. */
export function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null;
}

/**
 * Bring a write-ahead log to the disk without holding the main thread. For no other file of SQLite's: closing one takes the
 * locks away that this process holds on it (fcntl), and it holds them on the database and on `-shm`.
 * @throws Error of the file system
 */
export async function flushLog(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Make the names in a folder as durable as the contents behind them. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function create(file: string): void {
  const fresh = `${file}.new`;
  for (const companion of ['', ...companions]) rmSync(`${fresh}${companion}`, { force: true });
  const connection = openSqlite(fresh);
  try {
    migrate(connection, file);
  } finally {
    connection.close();
  }
  renameSync(fresh, file);
  syncFolder(dirname(file));
}

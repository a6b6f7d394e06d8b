import { existsSync, mkdirSync, realpathSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import type { SqliteConnection } from '../../lib/sqlite.js';
import { copyDatabase, removeDatabase } from './copy-file.js';
import { companions, restoringFile, sizeOf, syncFolder } from './database-file.js';
import { openDatabase } from './database.js';
import { examineFile, type FileFacts } from './examine-file.js';
import { inPlainWords } from './file-trouble.js';
import { migrate } from './migrate.js';

export interface Restored {
  /** The database as it is now. */
  readonly facts: FileFacts;
  /** The schema version the backup had; it was brought up to date. */
  readonly backupVersion: number;
  /** Where the database that was there lies now, with its log beside it; null when there was none. */
  readonly keptAside: string | null;
  /** Bubbles that were on their way when the backup was made. They are not sent. */
  readonly dropped: number;
}

const another = 'name another backup; the database was left as it is';

/**
 * Put a backup in the database's place. The caller owns the data folder. What was there is kept under another name,
 * whether it is sound or not, and is untouched until the backup has been copied, brought up to date and verified.
 *
 * A bubble that the backup shows as open is dropped. The run that made the backup has almost surely sent it a moment
 * later; its send id was good for an hour at most, the chat's latest messages may have moved past it, and so nothing
 * could tell for certain that a second sending is none. The promise that nothing is sent twice outranks the rest of one answer.
 *
 * @param stamp names what is kept aside
 * @throws OperatorError when the backup is missing, damaged, foreign or newer than the program.
 */
export async function restoreBackup(
  database: string,
  backup: string,
  stamp: string,
  now: Milliseconds,
): Promise<Restored> {
  if (!existsSync(backup))
    throw new OperatorError(`there is no backup at ${backup}`, 'name one of data/backups');
  if (existsSync(database) && realpathSync(database) === realpathSync(backup)) {
    throw new OperatorError(`${backup} is the database itself`, 'name a backup');
  }
  const found = examineFile(backup, 'everything');
  if (found.kind !== 'sound') throw inPlainWords(backup, found, another);

  const copy = `${database}.restore-copy`;
  let dropped = 0;
  try {
    mkdirSync(dirname(database), { recursive: true });
    await copyDatabase(backup, copy, (connection) => {
      migrate(connection, backup);
      dropped = settleTheOpen(connection, now);
    });
    const copied = examineFile(copy, 'everything');
    if (copied.kind !== 'sound') throw inPlainWords(backup, copied, another);
    const keptAside = exchange(database, copy, stamp);
    await openDatabase(database).close();
    return { facts: copied.facts, backupVersion: found.facts.schemaVersion, keptAside, dropped };
  } catch (cause) {
    throw inPlainWords(backup, cause, another);
  } finally {
    removeDatabase(copy);
  }
}

/** No account is online in a database that was just put back, and nothing of it is on its way. */
function settleTheOpen(connection: SqliteConnection, now: Milliseconds): number {
  return connection.transaction(() => {
    connection
      .prepare(
        "update account set connection = 'closed', connection_reason = 'restored', connection_since = ?",
      )
      .run(now);
    return connection
      .prepare(
        `update outbox set state = 'dropped', reason = 'restored', settled_at = ?
         where state in ('queued', 'sending', 'unknown')`,
      )
      .run(now).changes;
  })();
}

/**
 * From the first rename to the last the program refuses to start (`prepareFile`): a log must never meet a database it
 * does not belong to, because SQLite would play it into that one.
 */
function exchange(database: string, copy: string, stamp: string): string | null {
  const folder = dirname(database);
  renameSync(copy, restoringFile(database));
  syncFolder(folder);
  const aside = `${database}.replaced-${stamp}`;
  let kept = false;
  for (const companion of [...companions, '']) {
    const size = sizeOf(`${database}${companion}`);
    if (size === null) continue;
    renameSync(`${database}${companion}`, `${aside}${companion}`);
    // Somebody who only looked leaves an empty log and an index of nothing behind.
    kept ||= companion === '' || (size > 0 && companion !== '-shm');
  }
  syncFolder(folder);
  renameSync(restoringFile(database), database);
  syncFolder(folder);
  return kept ? aside : null;
}

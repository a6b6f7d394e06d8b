import { Kysely, SqliteDialect } from 'kysely';
import { OperatorError } from '../../core/failure.js';
import { openSqlite, type SqliteConnection } from '../../lib/sqlite.js';
import type { Schema } from '../schema.js';
import { isThere } from './database-file.js';
import type { Reader } from './database.js';
import { cannotRead } from './database-trouble.js';
import { assertCurrent } from './migrate.js';
import { sqliteStatements } from './run-statements.js';
import { withStatementCache } from './statement-cache.js';

/** How long SQLite waits for another connection's lock. */
const busyTimeoutMs = 5_000;

/** There is no database yet: nothing is wrong, nothing has happened. */
export class NothingStored extends OperatorError {
  constructor(file: string) {
    super(`nothing yet: there is no database at ${file}`, '"kindred run" makes it at its first start');
  }
}

export interface OpenedForReading {
  readonly read: Reader;
  /** Another number than before whenever somebody else committed since (https://sqlite.org/pragma.html#pragma_data_version). */
  version(): number;
  close(): Promise<void>;
}

/**
 * Open an existing database for looking only: no migration, no lock, nothing created. The one door for everything that
 * looks at a store from outside, so that each says the same of a file it cannot read.
 * @throws NothingStored when there is none yet
 * @throws OperatorError when it is damaged, another program's, of an older or newer kindred, or may not be read
 */
export function openForReading(file: string): OpenedForReading {
  let connection: SqliteConnection | null = null;
  try {
    if (!isThere(file)) throw new NothingStored(file);
    connection = openSqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
    assertCurrent(connection, file);
    const opened = connection;
    const read = new Kysely<Schema>({ dialect: new SqliteDialect({ database: withStatementCache(opened) }) });
    return {
      read: Object.assign(read, sqliteStatements(opened, read)),
      version: () => Number(opened.pragma('data_version', { simple: true })),
      close: async () => void opened.close(),
    };
  } catch (cause) {
    connection?.close();
    if (cause instanceof OperatorError) throw cause;
    throw cannotRead(file, cause);
  }
}

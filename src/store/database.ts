import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  Kysely,
  SqliteDialect,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
} from 'kysely';
import { OperatorError } from '../core/failure.js';
import { GroupCommit, type Durability } from './group-commit.js';
import { migrate } from './migrate.js';
import type { Schema } from './schema.js';
import { withStatementCache } from './statement-cache.js';

/** Queries that read. Backed by a connection that SQLite itself refuses to write through. */
export type Reader = Kysely<Schema>;

/** An open transaction. Its queries throw once it has ended, so none can escape it. */
export interface Transaction {
  readonly db: Kysely<Schema>;
  /** Runs after the commit, in order; never when the transaction was rolled back. Must not throw. */
  afterCommit(action: () => void): void;
}

/**
 * The store of one data folder: one writer connection, one reader connection (WAL, so readers never wait).
 * `write` resolves after the commit; what that promises in a power cut is its `durability`, `flushed` unless told.
 */
export interface Database {
  readonly read: Reader;
  write<T>(work: (transaction: Transaction) => Promise<T>, durability?: Durability): Promise<T>;
  /** Waits for the writes under way, then closes. Idempotent. */
  close(): Promise<void>;
}

/** How long SQLite itself waits for another connection's lock: a backup or an operator's query, never our own writer. */
const busyTimeoutMs = 5_000;

/**
 * Open the database, creating the folder and bringing the schema up to date.
 * @throws OperatorError when the file is not ours, is newer than the program, is damaged or cannot be written.
 */
export function openDatabase(file: string): Database {
  const { writer, reader } = openConnections(file);
  const writing = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: withStatementCache(writer) }),
  });
  const reading = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: withStatementCache(reader) }),
  });
  const commits = new GroupCommit(writer);
  let closing: Promise<void> | null = null;

  return {
    read: reading,
    async write(work, durability) {
      if (closing) throw new Error('the database is closed');
      const hooks: (() => void)[] = [];
      const guard = new EscapeGuard();
      const result = await commits.run(async () => {
        try {
          return await work({
            db: writing.withPlugin(guard),
            afterCommit: (action) => void hooks.push(action),
          });
        } finally {
          guard.end();
        }
      }, durability);
      for (const hook of hooks) hook();
      return result;
    },
    close() {
      closing ??= (async () => {
        await commits.settled();
        await reading.destroy();
        await writing.destroy();
      })();
      return closing;
    },
  };
}

/** Open an existing database for looking only: no migration, no lock, nothing created. */
export function openForReading(file: string): { readonly read: Reader; close(): Promise<void> } {
  try {
    const connection = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
    const read = new Kysely<Schema>({
      dialect: new SqliteDialect({ database: withStatementCache(connection) }),
    });
    return { read, close: () => read.destroy() };
  } catch (cause) {
    throw new OperatorError(
      `cannot open ${file} (${codeOf(cause)})`,
      'start "kindred run" once, or check dataDir',
      {
        cause,
      },
    );
  }
}

function openConnections(file: string): { writer: Sqlite.Database; reader: Sqlite.Database } {
  let writer: Sqlite.Database | null = null;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writer = new Sqlite(file, { timeout: busyTimeoutMs });
    writer.pragma('journal_mode = WAL');
    writer.pragma('foreign_keys = ON');
    migrate(writer, file);
    const reader = new Sqlite(file, { readonly: true, timeout: busyTimeoutMs });
    return { writer, reader };
  } catch (cause) {
    writer?.close();
    if (cause instanceof OperatorError) throw cause;
    throw unusable(file, cause);
  }
}

function unusable(file: string, cause: unknown): OperatorError {
  const code = codeOf(cause);
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new OperatorError(
      `${file} is damaged or not a database (${code})`,
      'put the file aside and restore a backup',
      { cause },
    );
  }
  return new OperatorError(
    `cannot write the database ${file} (${code})`,
    'make the data folder writable or set dataDir',
    { cause },
  );
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown';
}

/** Refuses queries that were kept beyond their transaction, where they would silently run outside of it. */
class EscapeGuard implements KyselyPlugin {
  private ended = false;

  end(): void {
    this.ended = true;
  }

  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    if (this.ended) throw new Error('this transaction has ended');
    return args.node;
  }

  transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return Promise.resolve(args.result);
  }
}

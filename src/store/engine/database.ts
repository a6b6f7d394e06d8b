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
import { OperatorError } from '../../core/failure.js';
import { openSqlite, type SqliteConnection, type SqliteOptions } from '../../lib/sqlite.js';
import { Checkpoints } from './checkpoints.js';
import { flushLog, prepareFile } from './database-file.js';
import { cannotWrite } from './database-trouble.js';
import { GroupCommit, type CommitCounts, type Durability } from './group-commit.js';
import { migrate } from './migrate.js';
import type { Schema } from '../schema.js';
import { sqliteStatements } from './run-statements.js';
import type { Statements } from './statement.js';
import { withStatementCache } from './statement-cache.js';
import { storageFault } from './storage-fault.js';
import { StoreHealth } from './store-health.js';
import { addVectorDistance } from './vector-distance.js';

/** Queries that read. Backed by a connection that SQLite itself refuses to write through. */
export type Reader = Kysely<Schema> & Statements;

/** Queries of one open transaction. */
export type Writer = Kysely<Schema> & Statements;

/** An open transaction. Its queries throw once it has ended, so none can escape it. */
export interface Transaction {
  readonly db: Writer;
  /** Runs after the commit, in order; never when the transaction was rolled back. Must not throw. */
  afterCommit(action: () => void): void;
  /** This transaction erases somebody's words: after its commit the write-ahead log that still holds them is emptied. */
  emptyLog(): void;
}

/**
 * The store of one data folder: one writer connection, one reader connection (WAL, so readers never wait).
 * `write` resolves after the commit; what that promises in a power cut is its `durability`, `flushed` unless told.
 */
export interface Database {
  readonly read: Reader;
  /** Whether the disk takes writes. While it does not, `write` throws `StoreUnavailable` at once. */
  readonly health: StoreHealth;
  readonly commits: CommitCounts;
  write<T>(work: (transaction: Transaction) => Promise<T>, durability?: Durability): Promise<T>;
  /** Try whether the disk takes writes again: true, and the store is well, once a real one was flushed. */
  probe(): Promise<boolean>;
  /** Waits for the writes under way, then closes. Idempotent. */
  close(): Promise<void>;
}

/** How long SQLite itself waits for another connection's lock: a backup or an operator's query, never our own writer. */
const busyTimeoutMs = 5_000;
/** What a probe must find room for: far more than any one unit of work writes. */
const probeBytes = 256 * 1024;

/**
 * Open the database, creating the folder and bringing the schema up to date.
 * @param connect makes the connections, the writer's first
 * @param isScratch it is thrown away afterwards: nothing waits for the disk, and a crash may take all of it
 * @throws OperatorError when the file is not ours, is newer than the program, is damaged or cannot be written.
 */
export function openDatabase(
  file: string,
  connect: Connect = connectSqlite,
  { isScratch = false }: { readonly isScratch?: boolean } = {},
): Database {
  const { writer, reader } = openConnections(file, connect);
  const writing = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: withStatementCache(writer) }),
  });
  const reading = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: withStatementCache(reader) }),
  });
  const writes = sqliteStatements(writer, writing);
  const health = new StoreHealth();
  const checkpoints = new Checkpoints(writer, () => flushLog(`${file}-wal`));
  const commits = new GroupCommit(
    writer,
    () => checkpoints.afterCommit(),
    (cause) => health.note(cause),
    isScratch,
  );
  let closing: Promise<void> | null = null;

  return {
    read: Object.assign(reading, sqliteStatements(reader, reading)),
    health,
    get commits() {
      return commits.counts;
    },
    async write(work, durability) {
      if (closing) throw new Error('the database is closed');
      health.admit();
      const hooks: (() => void)[] = [];
      const guard = new EscapeGuard();
      const unit = async (): ReturnType<typeof work> => {
        // Queued while the store was well: what came before it may have ended that.
        health.admit();
        try {
          return await work({
            db: Object.assign(
              writing.withPlugin(guard),
              writes.under(() => guard.admit()),
            ),
            afterCommit: (action) => void hooks.push(action),
            emptyLog: () => checkpoints.emptySoon(),
          });
        } finally {
          guard.end();
        }
      };
      const result = await commits.run(unit, durability).catch((cause: unknown) => {
        health.note(cause);
        throw cause;
      });
      for (const hook of hooks) hook();
      return result;
    },
    async probe() {
      if (closing || health.state.state === 'broken') return false;
      try {
        await commits.run(async () => {
          writer.exec('drop table if exists store_probe; create table store_probe (filler blob)');
          writer.prepare('insert into store_probe values (zeroblob(?))').run(probeBytes);
        });
        await commits.run(async () => writer.exec('drop table store_probe'));
        checkpoints.move();
      } catch (cause) {
        if (!storageFault(cause)) throw cause;
        health.note(cause);
        return false;
      }
      health.recovered();
      return true;
    },
    close() {
      closing ??= (async () => {
        await commits.settled();
        // The last connection to close moves the log into the database. After a failed fsync nobody may: the next start
        // reads the log itself. Only the writer can, and not while the reader is open.
        const order = health.state.state === 'broken' ? [writer, reader] : [reader, writer];
        for (const connection of order) connection.close();
      })();
      return closing;
    },
  };
}

type Connect = (file: string, options: SqliteOptions) => SqliteConnection;

const connectSqlite: Connect = (file, options) => openSqlite(file, options);

function openConnections(
  file: string,
  connect: Connect,
): { writer: SqliteConnection; reader: SqliteConnection } {
  let writer: SqliteConnection | null = null;
  try {
    prepareFile(file);
    writer = connect(file, { timeout: busyTimeoutMs });
    writer.pragma('journal_mode = WAL');
    writer.pragma('foreign_keys = ON');
    // What is deleted is overwritten with zeros where it lay: forgetting has to be true of the file, too.
    writer.pragma('secure_delete = ON');
    migrate(writer, file);
    // What an earlier run left in the log is written anew and flushed: it may have ended because a flush failed.
    writer.pragma('wal_checkpoint(truncate)');
    const reader = connect(file, { readonly: true, timeout: busyTimeoutMs });
    // From its first read on the reader holds the log open, on which `close` relies.
    reader.pragma('user_version');
    addVectorDistance(reader);
    return { writer, reader };
  } catch (cause) {
    writer?.close();
    if (cause instanceof OperatorError) throw cause;
    throw cannotWrite(file, cause);
  }
}

/** Refuses queries that were kept beyond their transaction, where they would silently run outside of it. */
class EscapeGuard implements KyselyPlugin {
  private ended = false;

  end(): void {
    this.ended = true;
  }

  admit(): void {
    if (this.ended) throw new Error('this transaction has ended');
  }

  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    this.admit();
    return args.node;
  }

  transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return Promise.resolve(args.result);
  }
}

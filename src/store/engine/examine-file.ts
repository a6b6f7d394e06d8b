import { openSqlite, type SqliteConnection } from '../../lib/sqlite.js';
import { isOurs, mendable, referenceSchema } from './migrate.js';
import type { SchemaEntry } from '../migrations/schema-entry.js';
import { sqliteCode } from './storage-fault.js';

/** What a sound database file holds. */
export interface FileFacts {
  readonly schemaVersion: number;
  readonly bytes: number;
  /** Rows per table; empty when they were not asked for. */
  readonly rows: Readonly<Record<string, number>>;
}

export type Examination =
  | { readonly kind: 'sound'; readonly facts: FileFacts }
  /** `where` names pages, tables and rows by number: nothing a person wrote. */
  | { readonly kind: 'damaged'; readonly where: string }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'newer'; readonly version: number };

/** How thoroughly. `start` is bounded in time: the larger the file, the less of it. `everything` also counts the rows. */
export type Depth = 'everything' | 'start';

const mebibyte = 1024 * 1024;
/**
 * The full check compares every index with its table: about 200 MiB a second when the file is in memory. Up to here it
 * takes a small part of the three seconds a start may take.
 */
const fullCheckUpTo = 64 * mebibyte;
/** The quick check leaves that out and reads every page: about 500 MiB a second, a slow disk less. */
const quickCheckUpTo = 512 * mebibyte;
/** Beyond, only the tables that decide what is sent; the long ones are checked whole by every backup. */
const decisive = ['account', 'thread', 'conversation', 'outbox'] as const;
/** Complaints asked for: the first ones say enough. */
const mostComplaints = 3;
/** Left by a probe that was killed between its two commits (see database.ts); the next one removes it. */
const passing = /^(?:store_probe$|sqlite_stat)/u;
/** Columns that hold JSON: one that cannot be read would stop its conversation or its account. */
const jsonColumns: Readonly<Record<string, readonly string[]>> = {
  account: ['cursor'],
  message: ['attachments', 'reactions'],
  turn: ['decision', 'layers', 'request', 'answer', 'checks', 'timings'],
};

/**
 * Look at a database file without changing a byte of it. Damage inside a text that a person wrote cannot be told from
 * another text: SQLite keeps no checksum of its pages.
 * @throws SqliteError when the disk itself cannot be read.
 */
export function examineFile(file: string, depth: Depth): Examination {
  let connection: SqliteConnection | null = null;
  try {
    connection = openSqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
    return examine(connection, depth);
  } catch (cause) {
    const code = sqliteCode(cause);
    if (code === null || !isDamage(code)) throw cause;
    return { kind: 'damaged', where: cause instanceof Error ? cause.message : code };
  } finally {
    connection?.close();
  }
}

function examine(connection: SqliteConnection, depth: Depth): Examination {
  const number = (pragma: string): number => connection.pragma(pragma, { simple: true }) as number;
  const version = number('user_version');
  const schema = readSchema(connection);
  if (!isOurs(connection)) {
    const known = new Set(referenceSchema(1).map((entry) => entry.name));
    // Our tables under another mark: the mark is what was damaged.
    return schema.some((entry) => known.has(entry.name))
      ? { kind: 'damaged', where: 'the mark of the program in the file header' }
      : { kind: 'foreign' };
  }
  const expected = referenceSchema(version);
  if (expected.length === 0)
    return version > 0 ? { kind: 'newer', version } : damagedIn('the schema version');
  const forgiven = mendable(version);
  const strict = (entries: readonly SchemaEntry[]): readonly SchemaEntry[] =>
    entries.filter(({ name }) => !forgiven.has(name));
  const stray = firstDifference(strict(schema), strict(expected));
  if (stray !== null) return damagedIn(`the schema (${stray})`);

  const bytes = number('page_count') * number('page_size');
  const there = new Set(schema.map(({ name }) => name));
  const tables = expected
    .filter(({ type, name }) => type === 'table' && there.has(name))
    .map(({ name }) => name);
  const isThorough = depth === 'everything' || bytes <= fullCheckUpTo;
  const complaint = isThorough
    ? (check(connection, 'integrity_check', tables) ?? unreadable(connection) ?? orphans(connection))
    : check(connection, 'quick_check', bytes <= quickCheckUpTo ? tables : decisive);
  if (complaint !== null) return damagedIn(complaint);
  const rows = depth === 'everything' ? tables.map((table) => [table, countRows(connection, table)]) : [];
  return {
    kind: 'sound',
    facts: { schemaVersion: version, bytes, rows: Object.fromEntries(rows) as Record<string, number> },
  };
}

function readSchema(connection: SqliteConnection): readonly SchemaEntry[] {
  const rows = connection.prepare('select type, name, sql from sqlite_schema').all() as SchemaEntry[];
  return rows.filter((entry) => !passing.test(entry.name));
}

/** The name of something that is missing, too much, or defined otherwise; null when the schemas agree. */
function firstDifference(found: readonly SchemaEntry[], expected: readonly SchemaEntry[]): string | null {
  const key = ({ type, name, sql }: SchemaEntry): string => JSON.stringify([type, name, sql]);
  const expectedKeys = new Set(expected.map(key));
  const foundKeys = new Set(found.map(key));
  const missing = expected.find((entry) => !foundKeys.has(key(entry)));
  if (missing) return `${missing.type} ${missing.name}`;
  return found.every((entry) => expectedKeys.has(key(entry))) ? null : 'something that does not belong there';
}

/** The first complaints about some tables and their indexes; all of them at once also looks at pages that nobody uses. */
function check(
  connection: SqliteConnection,
  kind: 'integrity_check' | 'quick_check',
  tables: readonly string[],
): string | null {
  const isPartial = tables === decisive;
  try {
    const found = isPartial
      ? tables.flatMap((table) => ask(connection, `${kind}('${table}')`))
      : ask(connection, `${kind}(${mostComplaints})`);
    return found.length === 0 ? null : found.slice(0, mostComplaints).join(', ');
  } catch (cause) {
    // The check itself stumbled: say at least over which table.
    const table = tables.find((name) => !canBeRead(connection, name));
    if (table === undefined) throw cause;
    return `the table ${table} cannot be read`;
  }
}

function ask(connection: SqliteConnection, pragma: string): readonly string[] {
  return (connection.pragma(pragma) as Record<string, string>[])
    .flatMap((row) => Object.values(row).flatMap((text) => text.split('\n')))
    .filter((line) => line !== 'ok' && !line.startsWith('***'));
}

function canBeRead(connection: SqliteConnection, table: string): boolean {
  try {
    return ask(connection, `quick_check('${table}')`).length === 0;
  } catch (cause) {
    if (sqliteCode(cause) === null) throw cause;
    return false;
  }
}

function unreadable(connection: SqliteConnection): string | null {
  for (const [table, columns] of Object.entries(jsonColumns)) {
    for (const column of columns) {
      const sql = `select exists (select 1 from ${table} where ${column} is not null and not json_valid(${column}))`;
      if (connection.prepare(sql).pluck().get() === 1) return `JSON in ${table}.${column}`;
    }
  }
  return null;
}

function orphans(connection: SqliteConnection): string | null {
  const [first] = connection.pragma('foreign_key_check') as {
    table: string;
    rowid: number;
    parent: string;
  }[];
  return first ? `row ${first.rowid} of ${first.table} points at no row of ${first.parent}` : null;
}

function countRows(connection: SqliteConnection, table: string): number {
  return connection.prepare(`select count(*) from "${table}"`).pluck().get() as number;
}

function isDamage(code: string): boolean {
  // A statement that no longer fits the schema, or a schema that no longer parses, is damage too.
  return /^SQLITE_(?:CORRUPT|NOTADB|ERROR|FORMAT|RANGE|MISMATCH|TOOBIG)/u.test(code);
}

function damagedIn(where: string): Examination {
  return { kind: 'damaged', where };
}

import type { SqliteConnection, SqliteStatement } from '../../lib/sqlite.js';

/** More than the program has queries; lists of varying length are what could exceed it. */
const mostStatements = 400;

/**
 * The part of a better-sqlite3 connection that Kysely's dialect uses, with compiled statements kept, the longest unused
 * given up first. Kysely prepares anew on every query, which costs more than most of our queries themselves.
 */
export function withStatementCache(connection: SqliteConnection): {
  prepare(sql: string): SqliteStatement;
  close(): void;
} {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) {
        statements.delete(sql);
        statements.set(sql, known);
        return known;
      }
      const statement = connection.prepare(sql);
      const [oldest] = statements.keys();
      if (statements.size >= mostStatements && oldest !== undefined) statements.delete(oldest);
      statements.set(sql, statement);
      return statement;
    },
    close: () => connection.close(),
  };
}

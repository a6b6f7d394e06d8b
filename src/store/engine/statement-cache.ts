import type Sqlite from 'better-sqlite3';

/** More than the program has queries; lists of varying length are what could exceed it. */
const mostStatements = 400;

/**
 * The part of a better-sqlite3 connection that Kysely's dialect uses, with compiled statements kept. Kysely prepares
 * anew on every query, which costs more than most of our queries themselves.
 */
export function withStatementCache(connection: Sqlite.Database): {
  prepare(sql: string): Sqlite.Statement;
  close(): void;
} {
  const statements = new Map<string, Sqlite.Statement>();
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const statement = connection.prepare(sql);
      if (statements.size >= mostStatements) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
    close: () => connection.close(),
  };
}

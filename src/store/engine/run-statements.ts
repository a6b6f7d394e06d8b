import type { SqliteConnection, SqliteStatement } from '../../lib/sqlite.js';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.js';
import { Slot, type Statement, type Statements } from './statement.js';

/** Any statement, whatever its values. */
type AnyStatement = Pick<Statement<object, unknown>, 'compile'>;

interface Compiled {
  readonly prepared: SqliteStatement;
  readonly parameters: readonly unknown[];
}

/** The statements of one connection, each compiled when it is run first and kept: there are as many as the program has. */
export function sqliteStatements(
  connection: SqliteConnection,
  db: Kysely<Schema>,
  /** Called before each: throws where the connection may not be used now. */
  admit: () => void = () => undefined,
  known = new Map<AnyStatement, Compiled>(),
): Statements & { under(admit: () => void): Statements } {
  const compiled = (query: AnyStatement): Compiled => {
    const found = known.get(query);
    if (found) return found;
    const { sql, parameters } = query.compile(db);
    const made = { prepared: connection.prepare(sql), parameters };
    known.set(query, made);
    return made;
  };
  const valuesOf = ({ parameters }: Compiled, values: object): unknown[] =>
    parameters.map((parameter) =>
      parameter instanceof Slot ? (values as Record<string, unknown>)[parameter.name] : parameter,
    );
  return {
    async rows(query, values) {
      admit();
      const statement = compiled(query);
      return statement.prepared.all(valuesOf(statement, values)) as never;
    },
    async first(query, values) {
      admit();
      const statement = compiled(query);
      return statement.prepared.get(valuesOf(statement, values)) as never;
    },
    async change(query, values) {
      admit();
      const statement = compiled(query);
      return statement.prepared.run(valuesOf(statement, values)).changes;
    },
    under: (stricter) => sqliteStatements(connection, db, stricter, known),
  };
}

import type { CompiledQuery, Kysely } from 'kysely';
import type { Schema } from '../schema.js';

/** Stands in a query for a value that is bound when it runs. */
export class Slot {
  constructor(readonly name: string) {}
}

/** What a statement is built from: the tables, and its values by name. A list is one value, read by `json_each`. */
export interface Build<Values extends object> {
  readonly db: Kysely<Schema>;
  readonly bind: <Name extends keyof Values & string>(name: Name) => Values[Name];
}

/**
 * A query with a text of its own: written once in typed Kysely beside the reader or writer that runs it, compiled once
 * by each connection, and run with bound values. Building a query and turning it into SQL cost several times what
 * SQLite takes to answer it.
 */
export interface Statement<Values extends object, Row> {
  /** Its query for one engine, with slots where values belong. */
  compile(db: Kysely<Schema>): CompiledQuery<Row>;
  /** Never there: the names and types of the values. */
  readonly values?: Values;
}

/** A query of Kysely's, or `sql` where it has no words for one. */
interface Buildable<Row> {
  compile(db: Kysely<Schema>): CompiledQuery<Row>;
}

/** `statement<{ conversation: ConversationId }>()(({ db, bind }) => db.selectFrom(…).where('…', '=', bind('conversation')))` */
export function statement<Values extends object>() {
  return <Row>(build: (parts: Build<Values>) => Buildable<Row>): Statement<Values, Row> => ({
    // A slot is no value of the column's type, but stands where the compiler wants one; what is bound is checked by `Values`.
    compile: (db) =>
      build({ db, bind: (name) => new Slot(name) as unknown as Values[typeof name] }).compile(db),
  });
}

/** Running statements on one connection. Asynchronous, though SQLite answers at once: another engine does not. */
export interface Statements {
  rows<Values extends object, Row>(query: Statement<Values, Row>, values: Values): Promise<readonly Row[]>;
  first<Values extends object, Row>(query: Statement<Values, Row>, values: Values): Promise<Row | undefined>;
  /** The rows it changed. */
  change<Values extends object>(query: Statement<Values, unknown>, values: Values): Promise<number>;
}

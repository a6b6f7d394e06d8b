import type { SqliteConnection } from '../../lib/sqlite.js';

/** As `sqlite_schema` keeps it. */
interface Entry {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

/** Nothing that one text could say of every earlier database: see `mendSchema`. */
export const mendedSchema = `
-- What builds before step 12 left in other forms is brought into the form of step 12.
`;

/**
 * Steps 2 to 12 were filled in while they were already in use by those who built from the source, so that databases of
 * one number hold them in several forms: step 8 began with a `gate_mark` that knew one mark per turn, and without the
 * tables of duties. What is missing is made, what has another form is made anew with the rows it had. A landed step is
 * never edited again (test/gates/migrations.test.ts), so this stays the only step of its kind.
 */
export function mendSchema(connection: SqliteConnection, expected: readonly Entry[]): void {
  const definition = connection.prepare('select sql from sqlite_schema where name = ?').pluck();
  const tables = expected.filter(({ type }) => type === 'table');
  for (const { name, sql } of tables) {
    const found = definition.get(name) as string | undefined;
    if (sql === null || found === sql) continue;
    if (found === undefined) connection.exec(sql);
    else rebuild(connection, name, sql);
  }
  // After the tables: one that was made anew took its indexes and triggers along.
  for (const { type, name, sql } of expected) {
    if (type === 'table' || sql === null || definition.get(name) === sql) continue;
    connection.exec(`drop ${type} if exists "${name}"`);
    connection.exec(sql);
  }
}

function rebuild(connection: SqliteConnection, table: string, sql: string): void {
  const rows = connection.prepare(`select * from "${table}"`).all() as Record<string, unknown>[];
  connection.exec(`drop table "${table}"`);
  connection.exec(sql);
  const columns = connection.prepare(`select name from pragma_table_info(?)`).pluck().all(table) as string[];
  for (const row of rows) {
    const whole = table === 'gate_mark' ? asMarkOfADraft(connection, row) : row;
    const kept = columns.filter((column) => Object.hasOwn(whole, column));
    connection
      .prepare(
        `insert into "${table}" (${kept.map((column) => `"${column}"`).join(', ')}) values (${kept.map(() => '?').join(', ')})`,
      )
      .run(...kept.map((column) => whole[column]));
  }
}

/** The first form marked a turn; that it was the first draft and which check is not known any more. */
function asMarkOfADraft(
  connection: SqliteConnection,
  row: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const conversation = connection
    .prepare('select conversation_id from turn where turn_id = ?')
    .pluck()
    .get(row['turn_id']);
  return { draft: 1, check_name: 'unknown', ...row, conversation_id: row['conversation_id'] ?? conversation };
}

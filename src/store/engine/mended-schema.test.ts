import { join } from 'node:path';
import { openSqlite, type SqliteConnection } from '../../lib/sqlite.js';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { migrations } from '../migrations/index.js';
import { examineFile } from './examine-file.js';
import { migrate, referenceSchema } from './migrate.js';

/** As builds before the present form of step 8 left a database: one mark per turn. */
const firstGateMark = `create table gate_mark (
  turn_id text primary key references turn (turn_id) on delete cascade,
  verdict text not null check (verdict in ('right', 'wrong')),
  marked_at integer not null
) strict, without rowid;`;

function earlier(version: number, change: (connection: SqliteConnection) => void): string {
  const file = join(temporaryFolder(), 'kindred.db');
  const connection = openSqlite(file);
  for (const { sql } of migrations.slice(0, version)) connection.exec(sql);
  connection.pragma(`application_id = ${0x4b494e44}`);
  connection.pragma(`user_version = ${version}`);
  change(connection);
  connection.close();
  return file;
}

function brought(file: string): SqliteConnection {
  const connection = openSqlite(file);
  connection.pragma('foreign_keys = on');
  migrate(connection, file);
  return connection;
}

const schemaOf = (connection: SqliteConnection): unknown =>
  (connection.prepare('select type, name, sql from sqlite_schema').all() as { name: string }[])
    .filter(({ name }) => !name.startsWith('sqlite_stat'))
    .sort((one, other) => one.name.localeCompare(other.name));

describe('a database that an earlier build left in another form', () => {
  it('keeps its marks when it knew one per turn', () => {
    const file = earlier(8, (connection) => {
      connection.exec('drop table gate_mark');
      connection.exec(firstGateMark);
      // A mark without its turn would be an orphan, which is another finding.
      connection.pragma('foreign_keys = off');
    });
    expect(examineFile(file, 'everything')).toMatchObject({ kind: 'sound' });
    const connection = brought(file);
    expect(schemaOf(connection)).toEqual(
      [...referenceSchema(migrations.length)].sort((one, other) => one.name.localeCompare(other.name)),
    );
    connection.close();
    expect(examineFile(file, 'everything')).toMatchObject({ kind: 'sound' });
  });

  it('gets the tables that were added to a step it already had', () => {
    const file = earlier(12, (connection) => {
      connection.exec('drop table duty_evidence; drop table person_lock; drop table duty_count');
    });
    expect(examineFile(file, 'start')).toMatchObject({ kind: 'sound' });
    const connection = brought(file);
    expect(connection.prepare('select count(*) from duty_evidence').pluck().get()).toBe(0);
    connection.close();
    expect(examineFile(file, 'everything')).toMatchObject({ kind: 'sound' });
  });

  it('is damaged all the same where what was never in another form is gone', () => {
    const file = earlier(12, (connection) => connection.exec('drop table outbox'));
    expect(examineFile(file, 'start')).toMatchObject({ kind: 'damaged' });
  });

  it('is damaged once it has the step that mends', () => {
    const file = earlier(migrations.length, (connection) => connection.exec('drop table duty_count'));
    expect(examineFile(file, 'start')).toMatchObject({ kind: 'damaged' });
  });
});

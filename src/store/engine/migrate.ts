import { openSqlite, type SqliteConnection } from '../../lib/sqlite.js';
import { migrations } from '../migrations/index.js';
import type { SchemaEntry } from '../migrations/schema-entry.js';
import { isForeign, isNewer, isOlder } from './database-trouble.js';

/** "KIND" in ASCII: marks the file as ours, so that another program's database is never migrated by mistake. */
const applicationId = 0x4b494e44;

/** Whether the file carries our mark. */
export function isOurs(connection: SqliteConnection): boolean {
  return connection.pragma('application_id', { simple: true }) === applicationId;
}

/** What a sound database of a version holds, read from one made for it; empty for a version that does not exist. */
export function referenceSchema(version: number): readonly SchemaEntry[] {
  if (version < 1 || version > migrations.length) return [];
  const connection = openSqlite(':memory:');
  try {
    for (const migration of migrations.slice(0, version)) connection.exec(migration.sql);
    return connection.prepare('select type, name, sql from sqlite_schema').all() as SchemaEntry[];
  } finally {
    connection.close();
  }
}

/** @throws OperatorError when the database is not ours, or not of the version that this program reads. */
export function assertCurrent(connection: SqliteConnection, file: string): void {
  const version = connection.pragma('user_version', { simple: true }) as number;
  if (!isOurs(connection)) throw isForeign(file);
  if (version > migrations.length) throw isNewer(file, version, migrations.length);
  if (version < migrations.length) throw isOlder(file, version, migrations.length);
}

/**
 * What may be missing or otherwise in a database of this version without anything being wrong with it: a step that is
 * still to come mends it.
 */
export function mendable(version: number): ReadonlySet<string> {
  const step = migrations.findIndex(({ mend }) => mend !== undefined);
  if (step < 0 || version > step) return new Set();
  const first = new Set(referenceSchema(1).map(({ name }) => name));
  return new Set(referenceSchema(version).flatMap(({ name }) => (first.has(name) ? [] : [name])));
}

/**
 * Bring the schema up to date. Each migration commits together with its number, so a kill in between leaves the
 * database at a whole step. A database that is newer than the program, or not ours, is refused untouched.
 */
export function migrate(connection: SqliteConnection, file: string): void {
  const version = connection.pragma('user_version', { simple: true }) as number;
  const tables = connection.prepare('select count(*) from sqlite_schema').pluck().get() as number;

  if (!isOurs(connection) && tables > 0) {
    throw isForeign(file);
  }
  if (version > migrations.length) {
    throw isNewer(file, version, migrations.length);
  }
  migrations.slice(version).forEach((migration, index) => {
    connection.transaction(() => {
      connection.exec(migration.sql);
      migration.mend?.(connection, referenceSchema(version + index));
      connection.pragma(`application_id = ${applicationId}`);
      connection.pragma(`user_version = ${version + index + 1}`);
    })();
  });
}

import { OperatorError } from '../../core/failure.js';
import { openSqlite, type SqliteConnection } from '../../lib/sqlite.js';
import { migrations } from '../migrations/index.js';

/** "KIND" in ASCII: marks the file as ours, so that another program's database is never migrated by mistake. */
const applicationId = 0x4b494e44;

/** Whether the file carries our mark. */
export function isOurs(connection: SqliteConnection): boolean {
  return connection.pragma('application_id', { simple: true }) === applicationId;
}

export interface SchemaEntry {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
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

/**
 * Bring the schema up to date. Each migration commits together with its number, so a kill in between leaves the
 * database at a whole step. A database that is newer than the program, or not ours, is refused untouched.
 */
export function migrate(connection: SqliteConnection, file: string): void {
  const version = connection.pragma('user_version', { simple: true }) as number;
  const tables = connection.prepare('select count(*) from sqlite_schema').pluck().get() as number;

  if (!isOurs(connection) && tables > 0) {
    throw new OperatorError(
      `${file} is a database of another program`,
      'point dataDir at a folder of its own',
    );
  }
  if (version > migrations.length) {
    throw new OperatorError(
      `${file} has schema version ${version}, this program knows ${migrations.length}`,
      'run the newer kindred that wrote it, or restore a backup made before',
    );
  }
  migrations.slice(version).forEach((migration, index) => {
    connection.transaction(() => {
      connection.exec(migration.sql);
      connection.pragma(`application_id = ${applicationId}`);
      connection.pragma(`user_version = ${version + index + 1}`);
    })();
  });
}

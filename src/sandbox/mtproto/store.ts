import { openSqlite, type SqliteConnection, type SqliteStatement } from '../../lib/sqlite.js';
import { authKeyFrom, type AuthKey } from './crypto/auth-key.js';

/** What the server remembers of one authorization key. */
export interface KeyRecord {
  readonly auth: AuthKey;
  /** Seconds since 1970. */
  readonly createdAt: number;
  /** The salt both sides derived in the key exchange; good for the first hour. */
  readonly firstSalt: bigint;
  /** 0 until the client named its layer. */
  layer: number;
  device: { readonly apiId: number; readonly model: string; readonly appVersion: string };
  userId: bigint | null;
}

interface Row {
  key: Buffer;
  created_at: number;
  first_salt: bigint;
  layer: bigint;
  api_id: bigint;
  model: string;
  app_version: string;
  user_id: string | null;
}

/** Authorization keys on disk, all of them also in memory: every packet asks for one. */
export class KeyStore {
  private readonly db: SqliteConnection;
  private readonly keys = new Map<string, KeyRecord>();
  private readonly insert: SqliteStatement;
  private readonly update: SqliteStatement;
  private readonly remove: SqliteStatement;

  /** `file` is a path or `:memory:`. */
  constructor(file: string) {
    this.db = openSqlite(file);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = NORMAL');
    this.db.exec(`
      CREATE TABLE IF NOT EXISTS auth_key (
        id TEXT PRIMARY KEY,
        key BLOB NOT NULL,
        created_at INTEGER NOT NULL,
        first_salt INTEGER NOT NULL,
        layer INTEGER NOT NULL DEFAULT 0,
        api_id INTEGER NOT NULL DEFAULT 0,
        model TEXT NOT NULL DEFAULT '',
        app_version TEXT NOT NULL DEFAULT '',
        user_id TEXT
      ) STRICT`);
    this.insert = this.db.prepare(
      'INSERT INTO auth_key (id, key, created_at, first_salt) VALUES (?, ?, ?, ?)',
    );
    this.update = this.db.prepare(
      'UPDATE auth_key SET layer = ?, api_id = ?, model = ?, app_version = ?, user_id = ? WHERE id = ?',
    );
    this.remove = this.db.prepare('DELETE FROM auth_key WHERE id = ?');
    this.load();
  }

  get(id: string): KeyRecord | undefined {
    return this.keys.get(id);
  }

  add(auth: AuthKey, createdAt: number, firstSalt: bigint): void {
    if (this.keys.has(auth.id)) throw new Error('two authorization keys with one id');
    const device = { apiId: 0, model: '', appVersion: '' };
    this.insert.run(auth.id, auth.key, createdAt, firstSalt);
    this.keys.set(auth.id, { auth, createdAt, firstSalt, layer: 0, device, userId: null });
  }

  /** Writes the record's changed layer, device or user. */
  save(record: KeyRecord): void {
    const { layer, device, userId, auth } = record;
    this.update.run(
      layer,
      device.apiId,
      device.model,
      device.appVersion,
      userId?.toString() ?? null,
      auth.id,
    );
  }

  delete(id: string): boolean {
    this.remove.run(id);
    return this.keys.delete(id);
  }

  close(): void {
    this.db.close();
  }

  private load(): void {
    const rows = this.db.prepare('SELECT * FROM auth_key').safeIntegers().all() as Row[];
    for (const row of rows) {
      const auth = authKeyFrom(row.key);
      this.keys.set(auth.id, {
        auth,
        createdAt: Number(row.created_at),
        firstSalt: row.first_salt,
        layer: Number(row.layer),
        device: { apiId: Number(row.api_id), model: row.model, appVersion: row.app_version },
        userId: row.user_id === null ? null : BigInt(row.user_id),
      });
    }
  }
}

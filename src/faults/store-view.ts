import { openSqlite, type SqliteConnection } from '../lib/sqlite.js';

export interface SeenMessage {
  readonly row: number;
  readonly peer: string;
  readonly remoteId: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly text: string;
  readonly turn: string | null;
  readonly skipped: string | null;
  readonly deletedAt: number | null;
}

export interface SeenTurn {
  readonly turn: string;
  readonly outcome: 'spoke' | 'silent' | 'failed';
  readonly reason: string | null;
}

export interface SeenBubble {
  readonly row: number;
  readonly outbox: string;
  readonly peer: string;
  readonly turn: string;
  readonly position: number;
  readonly text: string;
  readonly sendId: string;
  readonly state: string;
  readonly reason: string | null;
  readonly remoteId: string | null;
}

/** The program's store as somebody else reads it: by SQL, without a line of the program. */
export interface StoreView {
  readonly messages: readonly SeenMessage[];
  readonly turns: readonly SeenTurn[];
  readonly bubbles: readonly SeenBubble[];
  /** What `pragma integrity_check` and `foreign_key_check` complain about; empty when all is well. */
  readonly damage: readonly string[];
}

export function viewStore(file: string): StoreView {
  return withStore(file, (db) => ({
    messages: db
      .prepare<[], SeenMessage>(
        `select message_row row, peer_id peer, remote_id remoteId, direction, text, turn_id turn, skipped,
           deleted_at deletedAt from message order by message_row`,
      )
      .all(),
    turns: db.prepare<[], SeenTurn>('select turn_id turn, outcome, reason from turn').all(),
    bubbles: db
      .prepare<[], SeenBubble>(
        `select outbox_row row, outbox_id outbox, peer_id peer, turn_id turn, position, text, send_id sendId, state,
           reason, remote_id remoteId from outbox order by outbox_row`,
      )
      .all(),
    damage: damageOf(db),
  }));
}

export function damageOf(db: SqliteConnection): readonly string[] {
  const integrity = (db.pragma('integrity_check') as { integrity_check: string }[]).map(
    (row) => row.integrity_check,
  );
  const orphans = db.pragma('foreign_key_check') as { table: string; rowid: number }[];
  return [
    ...integrity.filter((line) => line !== 'ok').map((line) => `integrity: ${line}`),
    ...orphans.map(({ table, rowid }) => `foreign key: ${table} ${rowid}`),
  ];
}

/** How much is still under way. */
export interface StoreBacklog {
  /** Messages of people that are there and not deleted. */
  readonly incoming: number;
  readonly waiting: number;
  readonly open: number;
  /** Turns that are stored as far as they came, and not ended. */
  readonly unfinished: number;
  /** The stored place in the account's update stream. */
  readonly pts: number;
}

export function viewBacklog(file: string): StoreBacklog {
  return withStore(file, (db) => {
    const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
    return {
      incoming: count("select count(*) from message where direction = 'incoming' and deleted_at is null"),
      waiting: count(
        `select count(*) from message where direction = 'incoming' and turn_id is null and skipped is null
           and deleted_at is null`,
      ),
      open: count("select count(*) from outbox where state in ('queued', 'sending', 'unknown')"),
      unfinished: count('select count(*) from open_turn'),
      pts: count("select cast(coalesce(json_extract(cursor, '$.pts'), 0) as integer) from account"),
    };
  });
}

function withStore<T>(file: string, look: (db: SqliteConnection) => T): T {
  const db = openSqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

import type { Boxes } from './message/boxes.js';
import type { WorldDatabase } from './database.js';

/** A change that took a place in an account's pts sequence, by the account's own message ids. */
export type LoggedChange =
  | { readonly kind: 'new'; readonly id: number }
  | { readonly kind: 'edit'; readonly id: number }
  | { readonly kind: 'delete'; readonly ids: readonly number[] }
  | { readonly kind: 'contents-read'; readonly ids: readonly number[] }
  | { readonly kind: 'read-inbox'; readonly peer: number; readonly maxId: number; readonly unread: number }
  | { readonly kind: 'read-outbox'; readonly peer: number; readonly maxId: number };

export type LoggedUpdate = LoggedChange & { readonly pts: number; readonly count: number };

interface LogRow {
  pts: number;
  count: number;
  data: string;
}

/** Every pts of every account, for ever: the source of updates.getDifference. */
export class UpdateLog {
  private readonly insert;
  private readonly after;

  constructor(
    db: WorldDatabase,
    private readonly boxes: Boxes,
  ) {
    this.insert = db.prepare('INSERT INTO update_log (owner, pts, count, kind, data) VALUES (?, ?, ?, ?, ?)');
    this.after = db.prepare<[number, number, number], LogRow>(
      'SELECT pts, count, data FROM update_log WHERE owner = ? AND pts > ? ORDER BY pts LIMIT ?',
    );
  }

  /** Takes `count` places; a deletion of three messages takes three. */
  append(owner: number, change: LoggedChange, count: number, now: number): LoggedUpdate {
    const pts = this.boxes.advance(owner, count, now);
    this.insert.run(owner, pts, count, change.kind, JSON.stringify(change));
    return { ...change, pts, count };
  }

  since(owner: number, pts: number, limit: number): LoggedUpdate[] {
    return this.after
      .all(owner, pts, limit)
      .map((row) => ({ ...(JSON.parse(row.data) as LoggedChange), pts: row.pts, count: row.count }));
  }
}

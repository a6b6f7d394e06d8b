import type { WorldDatabase } from '../database.js';

/** How a ban shows to a client that still holds a session (TELEGRAM 5.2: often first as a session that is gone). */
export type ShownAs = 'USER_DEACTIVATED_BAN' | 'AUTH_KEY_UNREGISTERED';

/** What moderation wrote down when an account's condition changed. Times in milliseconds. */
export interface Standing {
  readonly since: number;
  /** limited: it ends by itself. frozen: the account is deleted then. Null: open. */
  readonly until: number | null;
  readonly appealUrl: string;
  readonly shownAs: ShownAs;
}

interface StandingRow {
  since: number;
  until: number | null;
  appeal_url: string;
  shown_as: ShownAs | null;
}

/** Kept on disk, so that a freeze has the same dates however often they are asked for. */
export class Standings {
  private readonly find;
  private readonly save;
  private readonly drop;

  constructor(db: WorldDatabase) {
    this.find = db.prepare<[number], StandingRow>(
      'SELECT since, until, appeal_url, shown_as FROM standings WHERE user_id = ?',
    );
    this.save = db.prepare(
      'INSERT OR REPLACE INTO standings (user_id, since, until, appeal_url, shown_as) VALUES (?, ?, ?, ?, ?)',
    );
    this.drop = db.prepare('DELETE FROM standings WHERE user_id = ?');
  }

  of(user: number): Standing | undefined {
    const row = this.find.get(user);
    if (row === undefined) return undefined;
    return {
      since: row.since,
      until: row.until,
      appealUrl: row.appeal_url,
      shownAs: row.shown_as ?? 'USER_DEACTIVATED_BAN',
    };
  }

  put(user: number, standing: Standing): void {
    this.save.run(user, standing.since, standing.until, standing.appealUrl, standing.shownAs);
  }

  forget(user: number): void {
    this.drop.run(user);
  }
}

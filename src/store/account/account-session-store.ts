import type { Milliseconds } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';

/** A device the account is signed in on, as the server lists it. */
export interface SeenSession {
  readonly key: string;
  readonly isOurs: boolean;
  readonly device: string;
  readonly app: string;
  readonly place: string;
  readonly createdAt: Milliseconds;
  readonly activeAt: Milliseconds;
}

export interface StoredSession extends SeenSession {
  readonly firstSeenAt: Milliseconds;
  readonly lastSeenAt: Milliseconds;
  /** Null while nobody said that it is known. */
  readonly acceptedAt: Milliseconds | null;
}

/**
 * Store one look at the sessions of an account. The first look ever accepts what is there: the operator has just signed
 * in and sees the list. Sessions that are gone stay on record with the time they were last seen.
 * @returns how many sessions elsewhere nobody has accepted, and how many of them were not there before
 */
export async function recordSessions(
  { db }: Transaction,
  account: AccountId,
  sessions: readonly SeenSession[],
  now: Milliseconds,
): Promise<{ readonly unknown: number; readonly appeared: number }> {
  const known = await db
    .selectFrom('account_session')
    .select(['session_key', 'accepted_at'])
    .where('account_id', '=', account)
    .execute();
  const before = new Map(known.map((row) => [row.session_key, row.accepted_at]));
  const isFirstLook = before.size === 0;
  let unknown = 0;
  let appeared = 0;
  for (const session of sessions) {
    const isKnown = before.has(session.key);
    const acceptedAt = before.get(session.key) ?? (isFirstLook || session.isOurs ? now : null);
    if (acceptedAt === null) unknown += 1;
    if (acceptedAt === null && !isKnown) appeared += 1;
    const seen = {
      device: session.device,
      app: session.app,
      place: session.place,
      is_ours: session.isOurs ? (1 as const) : (0 as const),
      created_at: session.createdAt,
      active_at: session.activeAt,
      last_seen_at: now,
      accepted_at: acceptedAt,
    };
    await db
      .insertInto('account_session')
      .values({ account_id: account, session_key: session.key, first_seen_at: now, ...seen })
      .onConflict((conflict) => conflict.columns(['account_id', 'session_key']).doUpdateSet(seen))
      .execute();
  }
  return { unknown, appeared };
}

/** The sessions of the latest look, ours first, then those used last. */
export async function readSessions(read: Reader, account: AccountId): Promise<readonly StoredSession[]> {
  const rows = await read
    .selectFrom('account_session')
    .selectAll()
    .where('account_id', '=', account)
    .where('last_seen_at', '=', (query) =>
      query
        .selectFrom('account_session')
        .select((make) => make.fn.max('last_seen_at').as('latest'))
        .where('account_id', '=', account),
    )
    .orderBy('is_ours', 'desc')
    .orderBy('active_at', 'desc')
    .execute();
  return rows.map((row) => ({
    key: row.session_key,
    isOurs: row.is_ours === 1,
    device: row.device,
    app: row.app,
    place: row.place,
    createdAt: row.created_at,
    activeAt: row.active_at,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    acceptedAt: row.accepted_at,
  }));
}

/** The operator knows every session seen so far. @returns how many were unknown until now */
export async function acceptSessions(
  { db }: Transaction,
  account: AccountId,
  now: Milliseconds,
): Promise<number> {
  const result = await db
    .updateTable('account_session')
    .set({ accepted_at: now })
    .where('account_id', '=', account)
    .where('accepted_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, CharacterId } from '../../core/ids.js';
import type { Standing } from './account-schema.js';
import type { Reader } from '../engine/database.js';
import { openStates } from '../turn/open-states.js';

/** As written in the partial index `outbox_held`; a bound parameter would not use it. */
const isHeld = sql<boolean>`state = 'held'`;

/** What waits, and what is kept back. */
export interface BubbleCounts {
  /** Committed and not sent: queued, on its way, or with an outcome nobody knows. */
  readonly open: number;
  readonly held: number;
}

export interface RotationRow {
  readonly from: AccountId;
  readonly to: AccountId;
  readonly cause: 'automatic' | 'operator';
  readonly reason: string;
  readonly conversations: number;
  readonly held: number;
  readonly inDoubt: number;
  readonly at: Milliseconds;
}

/** Where a rotation put an account. */
export interface Place {
  readonly character: CharacterId;
  readonly standing: Standing;
}

/** Accounts that a rotation moved; every other one stands as its file says. */
export async function readPlaces(read: Reader): Promise<ReadonlyMap<AccountId, Place>> {
  const rows = await read
    .selectFrom('pool_member')
    .select(['account_id', 'character_id', 'standing'])
    .execute();
  return new Map(
    rows.map((row) => [row.account_id, { character: row.character_id, standing: row.standing }]),
  );
}

/** What counts against the caps of an account: messages taken for sending since a moment, whatever became of them. */
export async function countClaimed(read: Reader, account: AccountId, since: Milliseconds): Promise<number> {
  const row = await read
    .selectFrom('outbox')
    .select(read.fn.countAll<number>().as('n'))
    .where('account_id', '=', account)
    .where('claimed_at', '>', since)
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function countBubbles(read: Reader, account: AccountId): Promise<BubbleCounts> {
  const count = read.fn.countAll<number>().as('n');
  const open = await read
    .selectFrom('outbox')
    .select(count)
    .where('account_id', '=', account)
    .where('state', 'in', openStates)
    .executeTakeFirstOrThrow();
  const held = await read
    .selectFrom('outbox')
    .select(count)
    .where('account_id', '=', account)
    .where(isHeld)
    .executeTakeFirstOrThrow();
  return { open: open.n, held: held.n };
}

/** The latest rotations from or to an account, newest first. */
export async function readRotations(
  read: Reader,
  account: AccountId,
  most: number,
): Promise<readonly RotationRow[]> {
  const rows = await read
    .selectFrom('rotation')
    .selectAll()
    .where((where) =>
      where.or([where('from_account_id', '=', account), where('to_account_id', '=', account)]),
    )
    .orderBy('rotation_row', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    from: row.from_account_id,
    to: row.to_account_id,
    cause: row.cause,
    reason: row.reason,
    conversations: row.conversations,
    held: row.held,
    inDoubt: row.in_doubt,
    at: row.at,
  }));
}

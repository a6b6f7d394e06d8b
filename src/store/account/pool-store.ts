import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, CharacterId } from '../../core/ids.js';
import type { Standing } from './account-schema.js';
import type { Reader, Transaction } from '../engine/database.js';

/** An account's place in its character's pool as it was stored by a rotation. */
export interface PoolMember {
  readonly account: AccountId;
  readonly character: CharacterId;
  readonly standing: Standing;
  readonly reason: string | null;
  readonly since: Milliseconds;
}

/** Accounts that a rotation moved; every other one stands as its file says. */
export async function readPoolMembers(read: Reader): Promise<readonly PoolMember[]> {
  const rows = await read.selectFrom('pool_member').selectAll().orderBy('account_id').execute();
  return rows.map((row) => ({
    account: row.account_id,
    character: row.character_id,
    standing: row.standing,
    reason: row.reason,
    since: row.since,
  }));
}

export async function savePoolMember({ db }: Transaction, member: PoolMember): Promise<void> {
  const row = {
    character_id: member.character,
    standing: member.standing,
    reason: member.reason,
    since: member.since,
  };
  await db
    .insertInto('pool_member')
    .values({ account_id: member.account, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
}

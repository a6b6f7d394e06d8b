import type { AccountId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { emptyAccount } from './account-store.js';

/** Where a line stopped; null before it ever took anything in. */
export async function readLineCursor(read: Reader, line: string): Promise<string | null> {
  const row = await read.selectFrom('line').select('cursor').where('line_key', '=', line).executeTakeFirst();
  return row?.cursor ?? null;
}

const moveLine = statement<{ line: string; cursor: string }>()(({ db, bind }) =>
  db
    .insertInto('line')
    .values({ line_key: bind('line'), cursor: bind('cursor') })
    .onConflict((conflict) => conflict.column('line_key').doUpdateSet({ cursor: bind('cursor') })),
);

/** In the transaction that stores what came before it, whosever it was. */
export async function saveLineCursor({ db }: Transaction, line: string, cursor: string): Promise<void> {
  await db.change(moveLine, { line, cursor });
}

/** What the service said about an account itself; null while it said nothing. */
export async function readAccountStanding(read: Reader, account: AccountId): Promise<string | null> {
  const row = await read
    .selectFrom('account')
    .select('standing')
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row?.standing ?? null;
}

export async function saveAccountStanding(
  { db }: Transaction,
  account: AccountId,
  standing: string,
): Promise<void> {
  await db
    .insertInto('account')
    .values({ ...emptyAccount(account), standing })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ standing }))
    .execute();
}

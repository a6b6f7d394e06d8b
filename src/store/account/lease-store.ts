import type { Milliseconds } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';

/** The right to use an account's session. `epoch` fences off whoever had it before: see `claimNext`. */
export interface Lease {
  readonly account: AccountId;
  readonly epoch: number;
}

export type LeaseTaken =
  | { readonly taken: true; readonly lease: Lease }
  | { readonly taken: false; readonly holder: string; readonly renewedAt: Milliseconds };

export interface LeaseTerms {
  /** A lease that was not renewed for so long is over. */
  readonly expiresAfterMs: Milliseconds;
  /** True for a holder that cannot be alive any more, whatever its lease says. */
  readonly isGone: (holder: string) => boolean;
}

/** Take an account for this holder under the next epoch, unless another one is alive. */
export async function takeLease(
  { db }: Transaction,
  account: AccountId,
  holder: string,
  now: Milliseconds,
  { expiresAfterMs, isGone }: LeaseTerms,
): Promise<LeaseTaken> {
  const row = await db.selectFrom('lease').selectAll().where('account_id', '=', account).executeTakeFirst();
  // A clock that was set back must not keep a dead holder alive for hours.
  const isFresh = row !== undefined && Math.abs(now - row.renewed_at) < expiresAfterMs;
  if (row && isFresh && row.holder !== holder && !isGone(row.holder)) {
    return { taken: false, holder: row.holder, renewedAt: row.renewed_at };
  }
  const lease = { holder, epoch: (row?.epoch ?? 0) + 1, taken_at: now, renewed_at: now };
  await db
    .insertInto('lease')
    .values({ account_id: account, ...lease })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(lease))
    .execute();
  return { taken: true, lease: { account, epoch: lease.epoch } };
}

/** Say that we are alive. False when another holder took the account: whoever sees that must let go of it at once. */
export async function renewLease(
  { db }: Transaction,
  { account, epoch }: Lease,
  now: Milliseconds,
): Promise<boolean> {
  const result = await db
    .updateTable('lease')
    .set({ renewed_at: now })
    .where('account_id', '=', account)
    .where('epoch', '=', epoch)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Let the next holder take it at once. The epoch stays, so that it goes on counting up. */
export async function releaseLease(transaction: Transaction, lease: Lease): Promise<void> {
  await renewLease(transaction, lease, 0);
}

import type { AccountId, PeerId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';

const ownedBy = statement<{ account: AccountId; peer: PeerId }>()(({ db, bind }) =>
  db
    .selectFrom('account')
    .select('account_id')
    .where('self_peer_id', '=', bind('peer'))
    .where('account_id', '!=', bind('account'))
    .limit(1),
);

/** Whether somebody who writes to an account is another one of this installation. */
export async function isOwnAccount({ db }: Transaction, account: AccountId, peer: PeerId): Promise<boolean> {
  return (await db.first(ownedBy, { account, peer })) !== undefined;
}

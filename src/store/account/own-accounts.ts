import type { PeerId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';

const ownedBy = statement<{ peer: PeerId }>()(({ db, bind }) =>
  db.selectFrom('account').select('account_id').where('self_peer_id', '=', bind('peer')).limit(1),
);

/** Whether somebody who writes is an account of this installation. */
export async function isOwnAccount({ db }: Transaction, peer: PeerId): Promise<boolean> {
  return (await db.first(ownedBy, { peer })) !== undefined;
}

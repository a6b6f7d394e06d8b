import type { Milliseconds } from '../../core/clock.js';
import type { MessageEvent } from '../../core/event.js';
import type { AccountId, RemoteMessageId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';

/** Marks rows that came from an export: no turn is made for them. */
export const imported = 'imported';

/** A message that Telegram has just given a number in a chat. */
export type NumberedMessage = Pick<MessageEvent, 'peer' | 'messageId' | 'text' | 'sentAt'>;

/** Telegram dates to the second. */
const sameSecondMs: Milliseconds = 1_000;

/**
 * A message of an export may stand under a number that the account gives a new message later: the export was made by an
 * account that had counted further. The new one must not vanish as one that is there already, so the old one moves below
 * zero, where there are no numbers. One that is the same message stays.
 * @returns whether there is room now that was not there before
 */
export async function makeRoom(
  { db }: Transaction,
  account: AccountId,
  { peer, messageId: remote, text, sentAt }: NumberedMessage,
): Promise<boolean> {
  const moved = await db
    .updateTable('message')
    .set({ remote_id: movedNumber(remote) })
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .where('remote_id', '=', remote)
    .where('skipped', '=', imported)
    .where((where) =>
      where.or([where('sent_at', '<', sentAt - sameSecondMs), where('sent_at', '>', sentAt + sameSecondMs)]),
    )
    // An old export says when only on the clock of some computer.
    .where((where) => where.or([where('text', '!=', text), where('text', '=', '')]))
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

/** Far below the numbers of messages from another account, which are the negative of theirs. */
const movedNumber = (remote: RemoteMessageId): RemoteMessageId =>
  `-1${remote.padStart(15, '0')}` as RemoteMessageId;

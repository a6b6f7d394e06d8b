import type { EditEvent } from '../../core/event.js';
import type { AccountId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';

/** A message of the person's that was answered, as it stood before an edit. */
export interface AnsweredMessage {
  readonly row: number;
  readonly text: string;
}

/** Null where it still waits, is not the person's own words, or is not stored. */
export async function readAnswered(
  { db }: Transaction,
  account: AccountId,
  { messageId, peer }: EditEvent,
): Promise<AnsweredMessage | null> {
  const row = await db
    .selectFrom('message')
    .select(['message_row', 'text'])
    .where('account_id', '=', account)
    .where('remote_id', '=', messageId)
    .where('peer_id', '=', peer)
    .where('direction', '=', 'incoming')
    .where('forwarded', '=', 0)
    .where('deleted_at', 'is', null)
    .where((where) =>
      where.or([
        where('turn_id', 'is not', null),
        where('skipped', 'not in', ['automatic', 'expects-no-answer']),
      ]),
    )
    .executeTakeFirst();
  return row === undefined ? null : { row: row.message_row, text: row.text };
}

/** What was answered as it stood before is looked at again as it stands now. */
export async function waitAgain({ db }: Transaction, row: number): Promise<void> {
  await db
    .updateTable('message')
    .set({ turn_id: null, skipped: null })
    .where('message_row', '=', row)
    .execute();
}

import type { Attachment, EditEvent } from '../../core/event.js';
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

/** What an edit leaves of a message; `replaced`: numbers of files that it does not bring any more. */
export interface EditedContent {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly replaced: readonly number[];
}

/**
 * A channel tells the whole message anew and knows nothing of what was made of its files: what was seen of a file that is
 * still the same stays with it, and what was heard stays behind the words that were written.
 */
export function contentAfter(
  before: Pick<EditedContent, 'text' | 'attachments'>,
  edit: Pick<EditEvent, 'text' | 'attachments'>,
): EditedContent {
  // Some channels tell the words alone; no edit takes a file away.
  const attachments =
    edit.attachments.length === 0
      ? before.attachments
      : edit.attachments.map((now, part) => attachmentAfter(before.attachments[part], now));
  // What was heard is one line for each file, behind the rest (`settleMedium`).
  const heard = attachments.filter((one) => one.heard === true).length;
  const words = heard === 0 ? [] : before.text.split('\n').slice(-heard);
  const kept = new Set(attachments.map(({ medium }) => medium));
  return {
    text: [edit.text, ...words].filter((part) => part !== '').join('\n'),
    attachments,
    replaced: before.attachments.flatMap(({ medium }) =>
      medium === undefined || kept.has(medium) ? [] : [medium],
    ),
  };
}

function attachmentAfter(then: Attachment | undefined, { source: _, ...now }: Attachment): Attachment {
  if (then === undefined) return now;
  const { album, medium, awaits, seen, heard, unseen } = then;
  const isSame =
    then.kind === now.kind && (then.key === undefined || now.key === undefined || then.key === now.key);
  return {
    ...now,
    ...(album !== undefined && { album }),
    ...(isSame && medium !== undefined && { medium }),
    ...(isSame && awaits !== undefined && { awaits }),
    ...(isSame && seen !== undefined && { seen }),
    ...(isSame && heard !== undefined && { heard }),
    ...(isSame && unseen !== undefined && { unseen }),
    // Another file is not fetched by an edit.
    ...(!isSame && medium !== undefined && { unseen: 'gone' as const }),
  };
}

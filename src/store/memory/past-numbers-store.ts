import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PeerId, RemoteMessageId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import { imported } from '../message/imported-numbers.js';

/** A talk from an export that stands under numbers which are not the account's. */
export interface UnnumberedPast {
  readonly conversation: ConversationId;
  readonly peer: PeerId;
  /** Down to which message of the chat it was looked; null before the first look. */
  readonly below: RemoteMessageId | null;
  /** When the first message of it was sent. */
  readonly since: Milliseconds;
}

export async function readUnnumberedPasts(
  read: Reader,
  account: AccountId,
): Promise<readonly UnnumberedPast[]> {
  return read
    .selectFrom('imported_past as past')
    .innerJoin('message as first', 'first.message_row', 'past.first_row')
    .select(['past.conversation_id as conversation', 'first.peer_id as peer'])
    .select(['past.numbers_below as below', 'first.sent_at as since'])
    .where('past.numbers_known_at', 'is', null)
    .where('first.account_id', '=', account)
    .execute();
}

export interface UnnumberedLine {
  readonly row: number;
  readonly isOwn: boolean;
  readonly text: string;
  readonly sentAt: Milliseconds;
}

/** Its messages of that time that have no number of the account's, in the order of the export. */
export async function readUnnumbered(
  read: Reader,
  { conversation, peer }: Pick<UnnumberedPast, 'conversation' | 'peer'>,
  { from, to }: { readonly from: Milliseconds; readonly to: Milliseconds },
): Promise<readonly UnnumberedLine[]> {
  const rows = await read
    .selectFrom('message')
    .select(['message_row', 'direction', 'text', 'sent_at'])
    .where('conversation_id', '=', conversation)
    .where('peer_id', '=', peer)
    .where('skipped', '=', imported)
    .where(sql<boolean>`remote_id like '-%'`)
    .where('deleted_at', 'is', null)
    .where('sent_at', '>=', from)
    .where('sent_at', '<=', to)
    .orderBy('message_row')
    .execute();
  return rows.map(({ message_row: row, direction, text, sent_at: sentAt }) => ({
    row,
    isOwn: direction === 'outgoing',
    text,
    sentAt,
  }));
}

/**
 * These messages of an export are these of the account: they take its numbers, and so does what answers them. One whose
 * number is taken already stays as it is.
 */
export async function giveNumbers(
  { db }: Transaction,
  conversation: ConversationId,
  numbers: readonly { readonly row: number; readonly messageId: RemoteMessageId }[],
): Promise<void> {
  const before = new Map<string, RemoteMessageId>();
  for (const { row, messageId } of numbers) {
    const known = await db
      .selectFrom('message as one')
      .select('one.remote_id')
      .where('one.message_row', '=', row)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('message as other')
              .select('other.message_row')
              .whereRef('other.account_id', '=', 'one.account_id')
              .whereRef('other.peer_id', '=', 'one.peer_id')
              .where('other.remote_id', '=', messageId),
          ),
        ),
      )
      .executeTakeFirst();
    if (known === undefined) continue;
    before.set(known.remote_id, messageId);
    await db.updateTable('message').set({ remote_id: messageId }).where('message_row', '=', row).execute();
  }
  if (before.size === 0) return;
  const renamed = JSON.stringify(Object.fromEntries(before));
  await db
    .updateTable('message')
    .set({
      reply_to: sql<RemoteMessageId>`(select value from json_each(${renamed}) where key = message.reply_to)`,
    })
    .where('conversation_id', '=', conversation)
    .where(sql<boolean>`reply_to in (select key from json_each(${renamed}))`)
    .execute();
}

/** How far down the chat it was looked; `below` is null where it was looked through. */
export async function saveNumbersProgress(
  { db }: Transaction,
  conversation: ConversationId,
  below: RemoteMessageId | null,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('imported_past')
    .set(below === null ? { numbers_known_at: now } : { numbers_below: below })
    .where('conversation_id', '=', conversation)
    .execute();
}

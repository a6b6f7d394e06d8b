import type { Selectable } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { MessageTable } from '../schema.js';
import type { Transaction } from '../engine/database.js';
import { recordDisclosure, revokeDisclosure } from '../duty/disclosure-record.js';
import { forgetWhatCameOf } from '../memory/forget-message.js';
import { dropQueued } from './outbox-writer.js';

/** A message of ours in the history, as far as it is asked what became of it. */
export type SaidRow = Pick<
  Selectable<MessageTable>,
  'message_row' | 'conversation_id' | 'account_id' | 'peer_id' | 'remote_id' | 'turn_id'
>;

/**
 * It never reached the person: it is no part of the talk any more, as a message that was deleted is none, and the bubble
 * it was has failed and keeps its words. A disclosure that it carried has to be given again before anything else leaves.
 */
export async function unsay(
  transaction: Transaction,
  message: SaidRow,
  code: string,
  at: Milliseconds,
): Promise<void> {
  const { db } = transaction;
  await db
    .updateTable('message')
    .set({ deleted_at: at, text: '' })
    .where('message_row', '=', message.message_row)
    .where('deleted_at', 'is', null)
    .execute();
  await forgetWhatCameOf(transaction, message, 'deleted');
  const bubble = await bubbleOf(transaction, message, 'sent');
  if (bubble === undefined) return;
  await db
    .updateTable('outbox')
    .set({ state: 'failed', reason: code })
    .where('outbox_id', '=', bubble.outbox_id)
    .execute();
  if (bubble.discloses === null) return;
  await revokeDisclosure(transaction, { conversation: message.conversation_id, outbox: bubble.outbox_id });
  await dropQueued(transaction, message.conversation_id, 'undisclosed', at);
}

/** It reached the person after all, on another device of theirs or at another try of the service. */
export async function sayAgain(transaction: Transaction, message: SaidRow, at: Milliseconds): Promise<void> {
  const { db } = transaction;
  const bubble = await bubbleOf(transaction, message, 'failed');
  // Forgotten meanwhile: its words are nowhere, and stay so.
  if (bubble === undefined || bubble.text === '') return;
  await db
    .updateTable('message')
    .set({ deleted_at: null, text: bubble.text })
    .where('message_row', '=', message.message_row)
    .execute();
  await db
    .updateTable('outbox')
    .set({ state: 'sent', reason: null })
    .where('outbox_id', '=', bubble.outbox_id)
    .execute();
  if (bubble.discloses === null) return;
  const { conversation_id: conversation } = message;
  await recordDisclosure(transaction, { conversation, outbox: bubble.outbox_id }, bubble.discloses, at);
}

async function bubbleOf({ db }: Transaction, message: SaidRow, state: 'sent' | 'failed') {
  return db
    .selectFrom('outbox')
    .select(['outbox_id', 'text', 'discloses'])
    .where('turn_id', '=', message.turn_id)
    .where('account_id', '=', message.account_id)
    .where('peer_id', '=', message.peer_id)
    .where('remote_id', '=', message.remote_id)
    .where('state', '=', state)
    .executeTakeFirst();
}

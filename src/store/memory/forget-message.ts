import type { ConversationId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { unlearn } from './memory-writer.js';
import { forgetPast } from './past-store.js';
import { removeThreadsFrom } from './relationship-store.js';

/**
 * A message was deleted, or says something else now: what was learnt from it, what was left open with it and the notes
 * that tell of it go with its words, in the same commit. What is left of them is read and told anew in the background.
 */
export async function forgetWhatCameOf(
  transaction: Transaction,
  message: { readonly conversation_id: ConversationId; readonly message_row: number },
  why: 'deleted' | 'edited',
): Promise<void> {
  const { conversation_id: conversation, message_row: row } = message;
  await forgetPast(transaction, conversation, row);
  await unlearn(transaction, conversation, [row], why);
  await removeThreadsFrom(transaction, conversation, [row]);
}

import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { openStates } from '../turn/open-states.js';
import { dropQueued } from '../outbox/outbox-writer.js';
import { answeredByOperator, pauseChat, readStanding } from './takeover-store.js';

/**
 * The operator writes in a chat with the account, now: nothing of the character leaves there any more, what the person
 * wrote until now is answered, and the character is silent until then. Where a human writes anyway nothing is paused.
 */
export async function takeOver(
  transaction: Transaction,
  conversation: ConversationId,
  until: Milliseconds,
  now: Milliseconds,
): Promise<void> {
  if (until <= now || (await isUncertain(transaction, conversation))) return;
  await dropQueued(transaction, conversation, 'taken-over', now);
  await answeredByOperator(transaction, conversation);
  const { mode } = await readStanding(transaction.db, conversation);
  if (mode === 'auto') await pauseChat(transaction, conversation, until, 'operator');
}

/** A bubble is open of which nobody knows whether it was sent: then this may have been that one, in other letters. */
async function isUncertain({ db }: Transaction, conversation: ConversationId): Promise<boolean> {
  const open = await db
    .selectFrom('outbox')
    .select('outbox_id')
    .where('conversation_id', '=', conversation)
    .where('state', 'in', openStates)
    .where('state', '!=', 'queued')
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}

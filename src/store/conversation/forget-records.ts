import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, RemoteMessageId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { openStates } from '../turn/open-states.js';

/**
 * Messages are gone from a chat: what turn records say of them goes too. A prompt shows the talk before it, so every
 * turn since the first of them may hold its words; their decisions and times stay, and how much they cost.
 */
export async function forgetInTurns(
  { db }: Transaction,
  conversation: ConversationId,
  since: Milliseconds,
): Promise<void> {
  await db
    .updateTable('turn')
    .set({
      layers: '[]',
      // Null would say that these were fixed words.
      request: sql<string | null>`json_set(request, '$.messages', json('[]'), '$.system', json('[]'))`,
      answer: null,
      checks: '[]',
    })
    .where('conversation_id', '=', conversation)
    .where('started_at', '>=', since)
    .execute();
}

/** Our own messages are gone: so are the bubbles they were, once these are settled. */
export async function forgetBubbles(
  { db }: Transaction,
  account: AccountId,
  messages: readonly RemoteMessageId[],
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ text: '' })
    .where('account_id', '=', account)
    .where('remote_id', 'in', messages)
    .where('state', 'not in', openStates)
    .execute();
}

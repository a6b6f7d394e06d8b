import type { ConversationId } from '../core/ids.js';
import type { Reader } from './database.js';
import { openStates } from './open-states.js';

/** Conversations with a bubble that is not settled: what a restart or a reconnect picks up. */
export async function readConversationsSending(read: Reader): Promise<readonly ConversationId[]> {
  const rows = await read
    .selectFrom('outbox')
    .select('conversation_id')
    .distinct()
    .where('state', 'in', openStates)
    .execute();
  return rows.map((row) => row.conversation_id);
}

/** What the character has committed to say but the history does not show yet, in order. */
export async function readUnsent(read: Reader, conversation: ConversationId): Promise<readonly string[]> {
  const rows = await read
    .selectFrom('outbox')
    .select('text')
    .where('conversation_id', '=', conversation)
    .where('state', 'in', openStates)
    .orderBy('outbox_row')
    .execute();
  return rows.map((row) => row.text);
}

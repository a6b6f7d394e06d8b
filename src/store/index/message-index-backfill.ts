import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/** A conversation whose older messages wait to be indexed; null when none is left. */
export async function nextUnfilled(read: Reader): Promise<ConversationId | null> {
  const row = await read
    .selectFrom('indexed_conversation')
    .select('conversation_id')
    .where('filled_to', 'is not', null)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  return row?.conversation_id ?? null;
}

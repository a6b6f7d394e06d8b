import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';

const unfilled = statement<object>()(({ db }) =>
  db
    .selectFrom('indexed_conversation')
    .select('conversation_id')
    .where('filled_to', 'is not', null)
    .orderBy('number')
    .limit(1),
);

/** A conversation of which messages wait to be indexed; null when none is left. */
export async function nextUnfilled(read: Reader): Promise<ConversationId | null> {
  return (await read.first(unfilled, {}))?.conversation_id ?? null;
}

import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/** What came of the file that was looked into last, in words for whoever sent it; null where none was. */
export async function readLatestSighting(read: Reader, conversation: ConversationId): Promise<string | null> {
  const row = await read
    .selectFrom('medium')
    .innerJoin('message', 'message.message_row', 'medium.message_row')
    .select([
      'medium.kind',
      'medium.sense',
      'medium.state',
      'medium.reason',
      'medium.sighting',
      'message.text',
    ])
    .where('medium.conversation_id', '=', conversation)
    .where('medium.state', 'in', ['known', 'declined'])
    .orderBy('medium.settled_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.state === 'declined') return `${row.kind}: not opened (${row.reason ?? 'unknown'})`;
  return row.sense === 'sound'
    ? `heard: ${row.text}`
    : `saw: ${row.sighting ?? 'nothing that could be put into words'}`;
}

import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/** A message of a conversation as it stands in the chat. */
export interface SaidMessage {
  readonly row: number;
  readonly author: 'person' | 'character' | 'operator';
  readonly text: string;
  /** How many pictures, voices and files came with it. */
  readonly attachments: number;
  readonly sentAt: Milliseconds;
  readonly editedAt: Milliseconds | null;
}

/**
 * A page of what was said, oldest first: the latest `most` messages before a row, or before the end. What was deleted
 * is not among them.
 */
export async function readTalk(
  read: Reader,
  conversation: ConversationId,
  { before, most }: { readonly before?: number; readonly most: number },
): Promise<readonly SaidMessage[]> {
  const rows = await read
    .selectFrom('message')
    .select(['message_row', 'author', 'text', 'attachments', 'sent_at', 'edited_at'])
    .where('conversation_id', '=', conversation)
    .where('message_row', '<', before ?? Number.MAX_SAFE_INTEGER)
    .where('deleted_at', 'is', null)
    .orderBy('message_row', 'desc')
    .limit(most)
    .execute();
  return rows.reverse().map((row) => ({
    row: row.message_row,
    author: row.author,
    text: row.text,
    attachments: (JSON.parse(row.attachments) as readonly unknown[]).length,
    sentAt: row.sent_at,
    editedAt: row.edited_at,
  }));
}

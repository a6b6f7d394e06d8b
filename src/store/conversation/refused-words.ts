import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';

/** Notes that a model's provider refused to read these messages: no prompt shows them again. */
export async function markRefused(
  { db }: Transaction,
  conversation: ConversationId,
  rows: readonly number[],
  now: Milliseconds,
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .updateTable('message')
    .set({ refused_at: now })
    .where('conversation_id', '=', conversation)
    .where('message_row', 'in', rows)
    .where('refused_at', 'is', null)
    .execute();
}

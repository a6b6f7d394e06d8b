import type { Milliseconds } from '../../core/clock.js';
import type { Transaction } from '../engine/database.js';
import type { ClaimedBubble } from '../outbox/claimed-bubble.js';

/** The reaction stands in the chat. It is no message: nothing is added to the history. */
export async function markReacted(
  { db }: Transaction,
  { outbox, epoch }: ClaimedBubble,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'sent', settled_at: now, reason: null })
    .where('outbox_id', '=', outbox)
    .where('epoch', '=', epoch)
    .where('state', 'in', ['sending', 'unknown'])
    .execute();
}

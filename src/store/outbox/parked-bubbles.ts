import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { settleIntroduction } from '../account/introduction-store.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { isParked, openStates } from '../turn/open-states.js';
import { withoutOpening } from '../turn/own-words.js';
import type { ClaimedBubble } from './claimed-bubble.js';
import { dropQueued } from './outbox-writer.js';

/**
 * Nobody will know whether this bubble arrived, and to send it again might be to say it twice: it is kept for the
 * operator, and settled only if it comes back after all. What was queued behind a disclosure that may not have arrived
 * may not leave.
 */
export async function parkBubble(
  transaction: Transaction,
  bubble: ClaimedBubble,
  now: Milliseconds,
): Promise<void> {
  const { outbox, conversation, purpose, discloses } = bubble;
  await transaction.db
    .updateTable('outbox')
    .set({ state: 'held', reason: 'parked', settled_at: now })
    .where('outbox_id', '=', outbox)
    .where('state', 'in', openStates)
    .execute();
  if (discloses !== null) await dropQueued(transaction, conversation, 'undisclosed', now);
  if (purpose === 'introduction') {
    await settleIntroduction(transaction.db, conversation, 'failed', 'parked', now);
  }
}

const parkedOfLastTurn = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('outbox')
    .select(['text', 'discloses'])
    .where('conversation_id', '=', bind('conversation'))
    .where(isParked)
    .where('purpose', 'is', null)
    .where('turn_id', '=', (where) =>
      where
        .selectFrom('outbox as latest')
        .select('latest.turn_id')
        .where('latest.conversation_id', '=', bind('conversation'))
        .orderBy('latest.outbox_row', 'desc')
        .limit(1),
    )
    .orderBy('outbox_row'),
);

/** What of the character's last words may not have arrived, in order. */
export async function readParkedWords(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly string[]> {
  const rows = await read.rows(parkedOfLastTurn, { conversation });
  return rows.map(({ text, discloses }) => (discloses === null ? text : withoutOpening(text)));
}

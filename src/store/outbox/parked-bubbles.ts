import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, TurnId } from '../../core/ids.js';
import { settleIntroduction } from '../account/introduction-store.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { isParked, openStates } from '../turn/open-states.js';
import { withoutOpening } from '../turn/own-words.js';
import type { ClaimedBubble } from './claimed-bubble.js';
import { dropQueued } from './outbox-writer.js';

/** An answer has no more bubbles than this. */
const mostShown = 8;

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

const newestParked = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('outbox')
    .select(['outbox_row', 'turn_id', 'text', 'discloses'])
    .where('conversation_id', '=', bind('conversation'))
    .where(isParked)
    .where('purpose', 'is', null)
    .orderBy('outbox_row', 'desc')
    .limit(mostShown),
);

/** A bubble of a later turn; the rows since are few, as this one is the latest of its kind. */
const saidSince = statement<{ conversation: ConversationId; row: number; turn: TurnId }>()(({ db, bind }) =>
  db
    .selectFrom('outbox')
    .select('outbox_row')
    .where('outbox_row', '>', bind('row'))
    .where('conversation_id', '=', bind('conversation'))
    .where('turn_id', '!=', bind('turn'))
    .limit(1),
);

/** What of the character's last words may not have arrived, in order; nothing once it has spoken again. */
export async function readParkedWords(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly string[]> {
  const rows = await read.rows(newestParked, { conversation });
  const [newest] = rows;
  if (newest === undefined) return [];
  const { outbox_row: row, turn_id: turn } = newest;
  if ((await read.first(saidSince, { conversation, row, turn })) !== undefined) return [];
  return rows
    .filter((one) => one.turn_id === turn)
    .reverse()
    .map(({ text, discloses }) => (discloses === null ? text : withoutOpening(text)));
}

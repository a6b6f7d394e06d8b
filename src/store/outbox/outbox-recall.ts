import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { openStates } from '../turn/open-states.js';

/** Whoever never stops writing is answered all the same: older answers are not taken back any more. */
const oldestMs = 30_000;

/**
 * The person writes on before anything of an answer left, because its moment has not come: the answer is taken back, and
 * the next turn answers the whole burst. Only a model's answer, none of whose bubbles was ever tried. True when one was.
 */
export async function recallUnsent(
  { db }: Transaction,
  conversation: ConversationId,
  now: Milliseconds,
): Promise<boolean> {
  const open = await db
    .selectFrom('outbox')
    .innerJoin('turn', 'turn.turn_id', 'outbox.turn_id')
    .select(['outbox.turn_id', 'outbox.state', 'outbox.attempts', 'outbox.position', 'outbox.purpose'])
    .select(['outbox.not_before', 'turn.request', 'turn.cause', 'turn.started_at'])
    .where('outbox.conversation_id', '=', conversation)
    .where('outbox.state', 'in', openStates)
    .orderBy('outbox.outbox_row')
    .execute();
  const [first] = open;
  const isRecallable =
    first !== undefined &&
    first.position === 0 &&
    first.not_before > now &&
    first.request !== null &&
    first.cause === 'incoming' &&
    now - first.started_at < oldestMs &&
    open.every(
      (bubble) =>
        bubble.turn_id === first.turn_id &&
        bubble.state === 'queued' &&
        bubble.attempts === 0 &&
        bubble.purpose === null,
    );
  if (!isRecallable) return false;
  await db
    .updateTable('outbox')
    .set({ state: 'dropped', reason: 'person-wrote-on', settled_at: now })
    .where('turn_id', '=', first.turn_id)
    .where('state', '=', 'queued')
    .execute();
  await db
    .updateTable('message')
    .set({ turn_id: null })
    .where('conversation_id', '=', conversation)
    .where('turn_id', '=', first.turn_id)
    .where('direction', '=', 'incoming')
    .execute();
  return true;
}

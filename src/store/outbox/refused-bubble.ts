import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';

/** The latest message of ours that will not arrive, or of which nobody knows. */
export interface RefusedBubble {
  readonly at: Milliseconds;
  /** As it was settled: a name of the messenger's, or a code of ours. */
  readonly reason: string;
}

/** Null where the last thing that was to be said was sent, is still to be sent, or was given up by ourselves. */
export async function readRefused(read: Reader, conversation: ConversationId): Promise<RefusedBubble | null> {
  const last = await read
    .selectFrom('outbox')
    .select(['state', 'reason', 'settled_at', 'created_at'])
    .where('conversation_id', '=', conversation)
    // Dropped is what was queued behind it, or what lost its moment.
    .where('state', '!=', 'dropped')
    .orderBy('outbox_row', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || (last.state !== 'failed' && last.state !== 'held')) return null;
  return { at: last.settled_at ?? last.created_at, reason: last.reason ?? last.state };
}

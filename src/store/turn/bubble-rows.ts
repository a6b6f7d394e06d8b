import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PeerId, TurnId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import type { NewBubble } from './new-bubble.js';

/** Put bubbles of a turn into the outbox, in order, from that position on. */
export async function insertBubbles(
  { db }: Transaction,
  { turn, conversation }: { readonly turn: TurnId; readonly conversation: ConversationId },
  bubbles: readonly NewBubble[],
  place: {
    readonly account: AccountId;
    readonly peer: PeerId;
    readonly from: number;
    readonly now: Milliseconds;
  },
): Promise<void> {
  let position = place.from;
  for (const bubble of bubbles) {
    await db
      .insertInto('outbox')
      .values({
        outbox_id: bubble.outbox,
        conversation_id: conversation,
        account_id: place.account,
        peer_id: place.peer,
        turn_id: turn,
        position: position++,
        text: bubble.text,
        entities: bubble.entities?.length ? JSON.stringify(bubble.entities) : null,
        reply_to: bubble.replyTo,
        discloses: bubble.discloses,
        purpose: bubble.purpose ?? null,
        send_id: bubble.sendId,
        state: 'queued',
        not_before: bubble.notBefore,
        expires_at: bubble.expiresAt,
        attempts: 0,
        claimed_by: null,
        claimed_at: null,
        remote_id: null,
        reason: null,
        created_at: place.now,
        settled_at: null,
      })
      .execute();
  }
}

import type { Milliseconds } from '../../core/clock.js';
import type {
  AccountId,
  ConversationId,
  OutboxId,
  PeerId,
  RemoteMessageId,
  SendId,
  TurnId,
} from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import type { BubblePurpose } from '../schema.js';
import type { NewBubble } from './new-bubble.js';

const addBubble = statement<{
  outbox: OutboxId;
  conversation: ConversationId;
  account: AccountId;
  peer: PeerId;
  turn: TurnId;
  position: number;
  text: string;
  entities: string | null;
  replyTo: RemoteMessageId | null;
  discloses: string | null;
  purpose: BubblePurpose | null;
  sendId: SendId;
  notBefore: Milliseconds;
  expiresAt: Milliseconds | null;
  media: string | null;
  now: Milliseconds;
}>()(({ db, bind }) =>
  db.insertInto('outbox').values({
    outbox_id: bind('outbox'),
    conversation_id: bind('conversation'),
    account_id: bind('account'),
    peer_id: bind('peer'),
    turn_id: bind('turn'),
    position: bind('position'),
    text: bind('text'),
    entities: bind('entities'),
    reply_to: bind('replyTo'),
    discloses: bind('discloses'),
    purpose: bind('purpose'),
    send_id: bind('sendId'),
    state: 'queued',
    not_before: bind('notBefore'),
    expires_at: bind('expiresAt'),
    media: bind('media'),
    attempts: 0,
    claimed_by: null,
    claimed_at: null,
    remote_id: null,
    reason: null,
    created_at: bind('now'),
    settled_at: null,
  }),
);

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
  const { account, peer, now } = place;
  for (const [at, bubble] of bubbles.entries()) {
    await db.change(addBubble, {
      outbox: bubble.outbox,
      conversation,
      account,
      peer,
      turn,
      position: place.from + at,
      text: bubble.text,
      entities: bubble.entities?.length ? JSON.stringify(bubble.entities) : null,
      replyTo: bubble.replyTo,
      discloses: bubble.discloses,
      purpose: bubble.purpose ?? null,
      sendId: bubble.sendId,
      notBefore: bubble.notBefore,
      expiresAt: bubble.expiresAt,
      media: bubble.media === undefined ? null : JSON.stringify(bubble.media),
      now,
    });
  }
}

import type { Milliseconds } from '../../core/clock.js';
import type { MomentEvent } from '../../core/event.js';
import type { AccountId, ConversationId, PeerId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import type { ChatSignalTable } from './signal-schema.js';

type Noticed = Partial<Omit<ChatSignalTable, 'conversation_id'>>;

/** Keep when something was last noticed of a person; what is not named stays as it was. */
export async function noteSignal(
  { db }: Transaction,
  conversation: ConversationId,
  noticed: Noticed,
): Promise<void> {
  const nothing: Omit<ChatSignalTable, 'conversation_id'> = {
    read_at: null,
    presence: null,
    presence_at: null,
    last_seen_at: null,
    typed_at: null,
    reacted_at: null,
    edited_at: null,
    deleted_at: null,
    cleared_at: null,
  };
  await db
    .insertInto('chat_signal')
    .values({ conversation_id: conversation, ...nothing, ...noticed })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(noticed))
    .execute();
}

/** A moment of a chat, as kept; nothing where no conversation is behind it. */
export async function noteMoment(
  transaction: Transaction,
  account: AccountId,
  event: MomentEvent,
  now: Milliseconds,
): Promise<void> {
  const conversation = await conversationOf(transaction, account, event.peer);
  if (conversation === null) return;
  if (event.kind === 'typing') {
    await noteSignal(transaction, conversation, { typed_at: now });
    return;
  }
  await noteSignal(transaction, conversation, {
    presence: event.state,
    presence_at: now,
    ...(event.lastSeen === undefined ? {} : { last_seen_at: event.lastSeen }),
    ...(event.state === 'online' ? { last_seen_at: now } : {}),
  });
}

/**
 * True when nothing of what the person wrote is left in the conversation: they cleared the history rather than take
 * back a message.
 */
export async function isCleared({ db }: Transaction, conversation: ConversationId): Promise<boolean> {
  const left = await db
    .selectFrom('message')
    .select('message_row')
    .where('conversation_id', '=', conversation)
    .where('direction', '=', 'incoming')
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return left === undefined;
}

async function conversationOf(
  { db }: Transaction,
  account: AccountId,
  peer: PeerId,
): Promise<ConversationId | null> {
  const row = await db
    .selectFrom('thread')
    .select('conversation_id')
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .executeTakeFirst();
  return row?.conversation_id ?? null;
}

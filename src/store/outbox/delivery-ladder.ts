import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import { rungs, type DeliveryEvent, type Rung } from '../../core/event.js';
import {
  peerId,
  type AccountId,
  type ConversationId,
  type PeerId,
  type RemoteMessageId,
} from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { findUnsettledSend } from './outbox-claim.js';
import type { ClaimedBubble } from './claimed-bubble.js';
import { settleAsSent } from './outbox-writer.js';
import { sayAgain, unsay, type SaidRow } from './unsaid.js';

/** A message of ours that is further than it was, or failed. */
export interface Moved {
  readonly conversation: ConversationId;
  readonly peer: PeerId;
  readonly state: Rung;
}

/** A status can be here before the answer to the send, and without its chat: it is kept until the message is known. */
const anywhere = peerId('');

/**
 * A service says how far a message of ours has come. Ranks only go up, so the order in which it says so, and how often,
 * makes no difference. Null where nothing is new, or nobody knows the message yet.
 */
export async function noteDelivery(
  transaction: Transaction,
  account: AccountId,
  event: DeliveryEvent,
  now: Milliseconds,
): Promise<Moved | null> {
  const { messageId, at } = event;
  const settled = event.sendId === undefined ? null : await settleBySendId(transaction, account, event, now);
  const message = await saidAs(transaction, account, messageId, event.peer ?? settled?.peer);
  const peer = message?.peer_id ?? event.peer ?? anywhere;
  const was = await readRung(transaction, account, messageId, peer);
  const state = was === null || rank(event.state) > rank(was) ? event.state : null;
  if (state === null) return null;
  await saveRung(transaction, { account, messageId, peer, state, at, code: event.code ?? null });
  if (message === null) return null;
  await follow(transaction, message, { was, state, at, code: event.code ?? null });
  return { conversation: message.conversation_id, peer, state };
}

/** The service has taken a bubble on; what it said of it sooner counts from now on. */
export async function noteAccepted(
  transaction: Transaction,
  bubble: Pick<ClaimedBubble, 'account' | 'peer'>,
  messageId: RemoteMessageId,
  at: Milliseconds,
): Promise<void> {
  const { account, peer } = bubble;
  const message = await saidAs(transaction, account, messageId, peer);
  if (message === null) return;
  const early = await transaction.db
    .selectFrom('delivery')
    .select(['state', 'at', 'code', 'peer_id'])
    .where('account_id', '=', account)
    .where('remote_id', '=', messageId)
    .where('peer_id', 'in', [peer, anywhere])
    .execute();
  const highest = early.toSorted((one, other) => rank(other.state) - rank(one.state))[0];
  const { state, at: since, code } = highest ?? { state: 'accepted' as const, at, code: null };
  await transaction.db
    .deleteFrom('delivery')
    .where('account_id', '=', account)
    .where('remote_id', '=', messageId)
    .where('peer_id', '=', anywhere)
    .execute();
  await saveRung(transaction, { account, messageId, peer, state, at: since, code });
  await follow(transaction, message, { was: null, state, at: since, code });
}

/** The answer to the send was lost, and here it is after all. */
async function settleBySendId(
  transaction: Transaction,
  account: AccountId,
  { sendId, messageId, at }: DeliveryEvent,
  now: Milliseconds,
): Promise<ClaimedBubble | null> {
  if (sendId === undefined) return null;
  const bubble = await findUnsettledSend(transaction, account, sendId);
  if (bubble !== null) await settleAsSent(transaction, bubble, messageId, at, now);
  return bubble;
}

async function saidAs(
  { db }: Transaction,
  account: AccountId,
  messageId: RemoteMessageId,
  peer: PeerId | undefined,
): Promise<SaidRow | null> {
  let rows = db
    .selectFrom('message')
    .select(['message_row', 'conversation_id', 'account_id', 'peer_id', 'remote_id', 'turn_id'])
    .where('account_id', '=', account)
    .where('remote_id', '=', messageId)
    .where('direction', '=', 'outgoing');
  if (peer !== undefined) rows = rows.where('peer_id', '=', peer);
  const found = await rows.limit(2).execute();
  // Without a chat an id that two chats have names neither.
  return found.length === 1 ? (found[0] ?? null) : null;
}

async function readRung(
  { db }: Transaction,
  account: AccountId,
  messageId: RemoteMessageId,
  peer: PeerId,
): Promise<Rung | null> {
  const row = await db
    .selectFrom('delivery')
    .select('state')
    .where('account_id', '=', account)
    .where('remote_id', '=', messageId)
    .where('peer_id', '=', peer)
    .executeTakeFirst();
  return row?.state ?? null;
}

async function saveRung(
  { db }: Transaction,
  {
    account,
    messageId,
    peer,
    ...row
  }: {
    readonly account: AccountId;
    readonly messageId: RemoteMessageId;
    readonly peer: PeerId;
    readonly state: Rung;
    readonly at: Milliseconds;
    readonly code: string | null;
  },
): Promise<void> {
  await db
    .insertInto('delivery')
    .values({ account_id: account, remote_id: messageId, peer_id: peer, ...row })
    .onConflict((conflict) => conflict.columns(['account_id', 'remote_id', 'peer_id']).doUpdateSet(row))
    .execute();
}

/** What a new rung means for the talk. */
async function follow(
  transaction: Transaction,
  message: SaidRow,
  {
    was,
    state,
    at,
    code,
  }: {
    readonly was: Rung | null;
    readonly state: Rung;
    readonly at: Milliseconds;
    readonly code: string | null;
  },
): Promise<void> {
  if (state === 'failed') await unsay(transaction, message, code ?? 'FAILED', at);
  else if (was === 'failed') await sayAgain(transaction, message, at);
  if (state === 'read') await noteRead(transaction, message);
}

/** They have read this one: the mark of the chat moves on, never back, whatever order the service tells it in. */
async function noteRead({ db }: Transaction, message: SaidRow): Promise<void> {
  await db
    .updateTable('thread')
    .set({ read_outgoing_to: message.remote_id })
    .where('account_id', '=', message.account_id)
    .where('peer_id', '=', message.peer_id)
    .where(
      sql<boolean>`coalesce((select message_row from message where message.account_id = thread.account_id
        and message.remote_id = thread.read_outgoing_to and message.peer_id = thread.peer_id), 0) < ${message.message_row}`,
    )
    .execute();
}

const rank = (state: Rung): number => rungs.indexOf(state);

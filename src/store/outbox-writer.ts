import type { Selectable } from 'kysely';
import type { Milliseconds } from '../core/clock.js';
import type {
  AccountId,
  ConversationId,
  OutboxId,
  PeerId,
  RemoteMessageId,
  SendId,
  TurnId,
} from '../core/ids.js';
import type { Transaction } from './database.js';
import { openStates } from './open-states.js';
import { allowedFrom, type RateCap } from './rate-caps.js';
import type { OutboxTable } from './schema.js';

/** A bubble taken for sending. */
export interface ClaimedBubble {
  readonly outbox: OutboxId;
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly turn: TurnId;
  readonly position: number;
  readonly text: string;
  readonly replyTo: RemoteMessageId | null;
  readonly discloses: string | null;
  readonly sendId: SendId;
  readonly attempts: number;
  readonly createdAt: Milliseconds;
}

/** The head of a conversation's queue: what may be done about it now. */
export type Claim =
  | {
      readonly kind: 'claimed';
      readonly bubble: ClaimedBubble;
      /** Others of the conversation wait behind it. */
      readonly more: boolean;
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'later'; readonly at: Milliseconds }
  /** One more message now would be more than the account may send. */
  | { readonly kind: 'capped'; readonly at: Milliseconds }
  /** The account that has to send it cannot do so now; somebody will say when it can. */
  | { readonly kind: 'unable' }
  /** Its moment had passed; it was dropped with the reason kept. Ask again for the next one. */
  | { readonly kind: 'dropped' }
  /** The person has not been told that this is an AI: nothing may go out before a bubble that says so. */
  | { readonly kind: 'undisclosed' };

/** What an account may do: from when on (null while it cannot send at all), and how much. */
export type SendingTerms = (
  account: AccountId,
) => { readonly from: Milliseconds; readonly caps: readonly RateCap[] } | null;

/**
 * Take the oldest open bubble of a conversation, so that bubbles leave in the order they were committed and never two
 * at once. The claim is on disk before the network is touched: after a crash it is known what may have been sent.
 */
export async function claimNext(
  transaction: Transaction,
  conversation: ConversationId,
  run: string,
  now: Milliseconds,
  termsOf: SendingTerms,
): Promise<Claim> {
  const { db } = transaction;
  const [row, next] = await db
    .selectFrom('outbox')
    .innerJoin('conversation', 'conversation.conversation_id', 'outbox.conversation_id')
    .selectAll('outbox')
    .select('conversation.disclosed_at')
    .where('outbox.conversation_id', '=', conversation)
    .where('outbox.state', 'in', openStates)
    .orderBy('outbox.outbox_row')
    .limit(2)
    .execute();
  if (!row) return { kind: 'empty' };
  const terms = termsOf(row.account_id);
  if (terms === null) return { kind: 'unable' };
  const at = Math.max(terms.from, row.not_before);
  if (at > now) return { kind: 'later', at };
  // A bubble that may have been sent already is settled, never expired: the person may have it.
  if (row.state === 'queued' && row.expires_at !== null && row.expires_at <= now) {
    await settle(db, row.outbox_id, 'dropped', 'expired', now);
    return { kind: 'dropped' };
  }
  if (row.disclosed_at === null && row.discloses === null) return { kind: 'undisclosed' };
  const allowed = await allowedFrom(transaction, row.account_id, row.peer_id, terms.caps, now);
  if (allowed > now) return { kind: 'capped', at: allowed };
  await db
    .updateTable('outbox')
    .set({ state: 'sending', claimed_by: run, claimed_at: now, attempts: row.attempts + 1 })
    .where('outbox_id', '=', row.outbox_id)
    .execute();
  return {
    kind: 'claimed',
    bubble: toBubble({ ...row, attempts: row.attempts + 1 }),
    more: next !== undefined,
  };
}

/** The person has it: settle the bubble, add it to the history, note the disclosure. A no-op when already settled. */
export async function markSent(
  { db }: Transaction,
  bubble: Pick<
    ClaimedBubble,
    'outbox' | 'conversation' | 'account' | 'peer' | 'turn' | 'text' | 'replyTo' | 'discloses'
  >,
  remote: RemoteMessageId,
  sentAt: Milliseconds,
  now: Milliseconds,
): Promise<void> {
  const settled = await db
    .updateTable('outbox')
    .set({ state: 'sent', remote_id: remote, settled_at: now, reason: null })
    .where('outbox_id', '=', bubble.outbox)
    .where('state', 'in', ['sending', 'unknown'])
    .executeTakeFirst();
  if (settled.numUpdatedRows === 0n) return;
  await db
    .insertInto('message')
    .values({
      conversation_id: bubble.conversation,
      account_id: bubble.account,
      peer_id: bubble.peer,
      remote_id: remote,
      direction: 'outgoing',
      author: 'character',
      text: bubble.text,
      attachments: '[]',
      reply_to: bubble.replyTo,
      sent_at: sentAt,
      received_at: now,
      edited_at: null,
      deleted_at: null,
      reactions: null,
      turn_id: bubble.turn,
      skipped: null,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'remote_id', 'peer_id']).doNothing())
    .execute();
  if (bubble.discloses !== null) {
    await db
      .updateTable('conversation')
      .set({ disclosed_at: now, disclosure_version: bubble.discloses })
      .where('conversation_id', '=', bubble.conversation)
      .where('disclosed_at', 'is', null)
      .execute();
  }
}

/**
 * This send was certainly not applied: try again under the same send id, not before `at`. A bubble that was tried before
 * stays unknown, because that earlier try may have been applied.
 */
export async function requeue(
  transaction: Transaction,
  bubble: Pick<ClaimedBubble, 'outbox' | 'attempts'>,
  at: Milliseconds,
  reason: string,
): Promise<void> {
  await reopen(transaction, bubble.outbox, bubble.attempts > 1 ? 'unknown' : 'queued', at, reason);
}

/** The send may or may not have been applied: ask again under the same send id, not before `at`. */
export async function markUnknown(
  transaction: Transaction,
  outbox: OutboxId,
  at: Milliseconds,
  reason: string,
): Promise<void> {
  await reopen(transaction, outbox, 'unknown', at, reason);
}

async function reopen(
  { db }: Transaction,
  outbox: OutboxId,
  state: 'queued' | 'unknown',
  at: Milliseconds,
  reason: string,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state, not_before: at, reason })
    .where('outbox_id', '=', outbox)
    .where('state', '=', 'sending')
    .execute();
}

export async function markFailed(
  { db }: Transaction,
  outbox: OutboxId,
  reason: string,
  now: Milliseconds,
): Promise<void> {
  await settle(db, outbox, 'failed', reason, now);
}

/** Drop everything still queued for a conversation, such as when the person blocked us. Returns how many. */
export async function dropQueued(
  { db }: Transaction,
  conversation: ConversationId,
  reason: string,
  now: Milliseconds,
): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set({ state: 'dropped', reason, settled_at: now })
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** After a restart: whatever an earlier run had in hand has an unknown outcome. Returns how many. */
export async function disownClaims({ db }: Transaction, run: string): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set({ state: 'unknown', reason: 'interrupted' })
    .where('state', '=', 'sending')
    .where((where) => where.or([where('claimed_by', 'is', null), where('claimed_by', '!=', run)]))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/**
 * Our own message came back as an update before its send was answered: find the bubble it is. By its send id where the
 * channel echoes it, else by text within the chat, oldest first, among the bubbles whose outcome is open.
 */
export async function findUnsettled(
  { db }: Transaction,
  account: AccountId,
  message: { readonly peer: PeerId; readonly text: string; readonly sendId?: SendId },
): Promise<ClaimedBubble | null> {
  const open = db
    .selectFrom('outbox')
    .selectAll()
    .where('account_id', '=', account)
    .where('peer_id', '=', message.peer)
    .where('state', 'in', openStates)
    .where('state', '!=', 'queued');
  const row = await (
    message.sendId === undefined
      ? open.where('text', '=', message.text)
      : open.where('send_id', '=', message.sendId)
  )
    .orderBy('outbox_row')
    .limit(1)
    .executeTakeFirst();
  return row ? toBubble(row) : null;
}

function toBubble(row: Selectable<OutboxTable>): ClaimedBubble {
  return {
    outbox: row.outbox_id,
    conversation: row.conversation_id,
    account: row.account_id,
    peer: row.peer_id,
    turn: row.turn_id,
    position: row.position,
    text: row.text,
    replyTo: row.reply_to,
    discloses: row.discloses,
    sendId: row.send_id,
    attempts: row.attempts,
    createdAt: row.created_at,
  };
}

async function settle(
  db: Transaction['db'],
  outbox: OutboxId,
  state: 'failed' | 'dropped',
  reason: string,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state, reason, settled_at: now })
    .where('outbox_id', '=', outbox)
    .where('state', 'in', openStates)
    .execute();
}

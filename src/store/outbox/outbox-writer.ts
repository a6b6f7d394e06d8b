import { sql } from 'kysely';
import { makeRoom } from '../message/imported-numbers.js';
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
import { recordDisclosure } from '../duty/disclosure-record.js';
import { settleIntroduction } from '../account/introduction-store.js';
import { readRefusedForms } from '../media/shown-store.js';
import { openStates } from '../turn/open-states.js';
import type { ClaimedBubble } from './claimed-bubble.js';

/** What of a bubble its settlement needs. Settled by another lease than it was claimed under, nothing happens. */
type Owned = Pick<ClaimedBubble, 'outbox' | 'conversation' | 'account' | 'epoch' | 'purpose'>;

/** What was held in doubt is known after all. */
const settleSent = statement<{ outbox: OutboxId; remote: RemoteMessageId; now: Milliseconds }>()(
  ({ db, bind }) =>
    db
      .updateTable('outbox')
      .set({ state: 'sent', remote_id: bind('remote'), settled_at: bind('now'), reason: null })
      .where('outbox_id', '=', bind('outbox'))
      .where('state', 'in', ['sending', 'unknown', 'held']),
);

/** As `settleSent`, while the lease under which it was claimed is the account's newest. */
const settleOwn = statement<{
  outbox: OutboxId;
  account: AccountId;
  epoch: number;
  remote: RemoteMessageId;
  now: Milliseconds;
}>()(({ db, bind }) =>
  db
    .updateTable('outbox')
    .set({ state: 'sent', remote_id: bind('remote'), settled_at: bind('now'), reason: null })
    .where('outbox_id', '=', bind('outbox'))
    .where('state', 'in', ['sending', 'unknown', 'held'])
    .where('outbox.epoch', '=', bind('epoch'))
    .where('account_id', '=', bind('account'))
    .where((where) =>
      where.exists(
        where
          .selectFrom('lease')
          .select('lease.epoch')
          .where('lease.account_id', '=', bind('account'))
          .where('lease.epoch', '=', bind('epoch')),
      ),
    ),
);

const addSaid = statement<{
  conversation: ConversationId;
  account: AccountId;
  peer: PeerId;
  remote: RemoteMessageId;
  text: string;
  attachments: string;
  replyTo: RemoteMessageId | null;
  sentAt: Milliseconds;
  now: Milliseconds;
  turn: TurnId;
  purpose: ClaimedBubble['purpose'];
  discloses: string | null;
}>()(({ db, bind }) =>
  db
    .insertInto('message')
    .values({
      conversation_id: bind('conversation'),
      account_id: bind('account'),
      peer_id: bind('peer'),
      remote_id: bind('remote'),
      direction: 'outgoing',
      author: 'character',
      text: bind('text'),
      attachments: bind('attachments'),
      reply_to: bind('replyTo'),
      sent_at: bind('sentAt'),
      received_at: bind('now'),
      edited_at: null,
      deleted_at: null,
      reactions: null,
      turn_id: bind('turn'),
      skipped: null,
      // Words for a purpose, of no model's writing, or said because none answered.
      author_kind: sql<
        'program' | null
      >`case when ${bind('purpose')} is not null or exists (select 1 from turn
        where turn_id = ${bind('turn')} and (outcome = 'failed' or request is null)) then 'program' end`,
      discloses: bind('discloses'),
      // By the chat's timer, where it has one.
      gone_at: sql<Milliseconds | null>`(select ${bind('sentAt')} + nullif(gone_after, 0) from thread
        where account_id = ${bind('account')} and peer_id = ${bind('peer')})`,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'remote_id', 'peer_id']).doNothing()),
);

/** The person has it: settle the bubble, add it to the history, note the disclosure. A no-op when already settled. */
export async function markSent(
  transaction: Transaction,
  bubble: ClaimedBubble,
  remote: RemoteMessageId,
  sentAt: Milliseconds,
  now: Milliseconds,
): Promise<void> {
  const { outbox, account, epoch } = bubble;
  const settled = await transaction.db.change(settleOwn, { outbox, account, epoch, remote, now });
  if (settled > 0) await addToHistory(transaction, bubble, remote, sentAt, now);
}

/** As `markSent`, from the account's own update stream: what the server shows is true under whatever lease it was sent. */
export async function settleAsSent(
  transaction: Transaction,
  bubble: ClaimedBubble,
  remote: RemoteMessageId,
  sentAt: Milliseconds,
  now: Milliseconds,
): Promise<void> {
  const settled = await transaction.db.change(settleSent, { outbox: bubble.outbox, remote, now });
  if (settled > 0) await addToHistory(transaction, bubble, remote, sentAt, now);
}

async function addToHistory(
  transaction: Transaction,
  bubble: ClaimedBubble,
  remote: RemoteMessageId,
  sentAt: Milliseconds,
  now: Milliseconds,
): Promise<void> {
  const { db } = transaction;
  const { conversation, account, peer, text, replyTo, turn, purpose, discloses } = bubble;
  const attachments = attachmentsOf(bubble.media);
  const said = {
    conversation,
    account,
    peer,
    remote,
    text,
    attachments,
    replyTo,
    sentAt,
    now,
    turn,
    purpose,
    discloses,
  };
  const isAdded = (await db.change(addSaid, said)) > 0;
  if (!isAdded && (await makeRoom(transaction, account, { peer, messageId: remote, text, sentAt })))
    await db.change(addSaid, said);
  if (bubble.discloses !== null) await recordDisclosure(transaction, bubble, bubble.discloses, now);
  if (bubble.purpose === 'introduction') await settleIntroduction(db, bubble.conversation, 'sent', null, now);
}

/** What stands in the talk of it: what was spoken is its words, a picture or sticker is told beside them. */
function attachmentsOf(media: ClaimedBubble['media']): string {
  if (media?.form === 'photo') return JSON.stringify([{ kind: 'photo' }]);
  return media?.form === 'sticker' ? JSON.stringify([{ kind: 'sticker', label: media.emoji }]) : '[]';
}

/**
 * What the bubble was to be sent as cannot be made, or is not taken there: the same words go as words, in the place it had,
 * under a send id of their own. Where an earlier try may have arrived they keep its send id: the channel delivers one of
 * the two. `refused`: the form that this chat does not take, which is not tried there again; null where it is no fault of
 * the chat.
 */
export async function sayInWords(
  transaction: Transaction,
  bubble: ClaimedBubble,
  sendId: SendId,
  refused: string | null,
): Promise<void> {
  if (!(await isOurs(transaction, bubble))) return;
  const { db } = transaction;
  const next =
    bubble.doubt === null
      ? ({ state: 'queued', send_id: sendId, reason: 'said-in-words' } as const)
      : ({ state: 'unknown', reason: bubble.doubt } as const);
  await db
    .updateTable('outbox')
    .set({ ...next, media: null, attempts: 0 })
    .where('outbox_id', '=', bubble.outbox)
    .where('state', '=', 'sending')
    .execute();
  if (refused === null) return;
  const known = await readRefusedForms(db, bubble);
  await db
    .updateTable('thread')
    .set({ refused_forms: JSON.stringify([...new Set([...known, refused])]) })
    .where('account_id', '=', bubble.account)
    .where('peer_id', '=', bubble.peer)
    .execute();
}

/**
 * This send was certainly not applied: try again under the same send id, not before `at`. A bubble that was in doubt
 * before stays so, because that earlier try may have been applied.
 */
export async function requeue(
  transaction: Transaction,
  bubble: Owned & Pick<ClaimedBubble, 'doubt'>,
  at: Milliseconds,
  reason: string,
): Promise<void> {
  await reopen(transaction, bubble, bubble.doubt === null ? 'queued' : 'unknown', at, reason);
}

/** The send may or may not have been applied: ask again under the same send id, not before `at`. */
export async function markUnknown(
  transaction: Transaction,
  bubble: Owned,
  at: Milliseconds,
  reason: string,
): Promise<void> {
  await reopen(transaction, bubble, 'unknown', at, reason);
}

/** The server will never take it. False when it was not ours to settle any more. */
export async function markFailed(
  transaction: Transaction,
  bubble: Owned,
  reason: string,
  now: Milliseconds,
): Promise<boolean> {
  if (!(await isOurs(transaction, bubble))) return false;
  await settle(transaction, bubble, 'failed', reason, now);
  return true;
}

/** Give up a bubble that was not sent. */
export async function dropBubble(
  transaction: Transaction,
  bubble: Owned,
  reason: string,
  now: Milliseconds,
): Promise<void> {
  await settle(transaction, bubble, 'dropped', reason, now);
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

/** Drop what waits to be sent in a conversation except what this turn says. */
export async function dropOthersQueued(
  { db }: Transaction,
  conversation: ConversationId,
  turn: TurnId,
  reason: string,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'dropped', reason, settled_at: now })
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'queued')
    .where('turn_id', '!=', turn)
    .execute();
}

/** The person has blocked the account: nobody writes to them first again, from whichever account. */
export async function markBlocked(
  { db }: Transaction,
  { account, peer }: Pick<ClaimedBubble, 'account' | 'peer'>,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('thread')
    .set({ blocked_at: now })
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .execute();
}

/** As `markBlocked`, noticed before anything was sent: what is queued there will not be tried. */
export async function blockedByPerson(
  transaction: Transaction,
  account: AccountId,
  peer: PeerId,
  now: Milliseconds,
): Promise<void> {
  await markBlocked(transaction, { account, peer }, now);
  const chat = await transaction.db
    .selectFrom('thread')
    .select('conversation_id')
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .executeTakeFirst();
  if (chat) await dropQueued(transaction, chat.conversation_id, 'USER_IS_BLOCKED', now);
}

/** They let the account write again: an answer to what they write may leave. */
export async function unblockedByPerson(
  { db }: Transaction,
  account: AccountId,
  peer: PeerId,
): Promise<void> {
  await db
    .updateTable('thread')
    .set({ blocked_at: null })
    .where('account_id', '=', account)
    .where('peer_id', '=', peer)
    .where('blocked_at', 'is not', null)
    .execute();
}

/** After a restart: whatever an earlier run had in hand of these accounts has an unknown outcome. Returns how many. */
export async function disownClaims(
  { db }: Transaction,
  run: string,
  accounts: readonly AccountId[],
): Promise<number> {
  const result = await db
    .updateTable('outbox')
    .set({ state: 'unknown', reason: 'interrupted' })
    .where('state', '=', 'sending')
    .where('account_id', 'in', accounts)
    .where((where) => where.or([where('claimed_by', 'is', null), where('claimed_by', '!=', run)]))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Whether the bubble is still claimed under the lease that is the account's newest. */
async function isOurs({ db }: Transaction, { outbox, account, epoch }: Owned): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .innerJoin('lease', 'lease.account_id', 'outbox.account_id')
    .select('lease.epoch')
    .where('outbox.outbox_id', '=', outbox)
    .where('outbox.epoch', '=', epoch)
    .where('lease.account_id', '=', account)
    .where('lease.epoch', '=', epoch)
    .executeTakeFirst();
  return row !== undefined;
}

async function reopen(
  transaction: Transaction,
  bubble: Owned,
  state: 'queued' | 'unknown',
  at: Milliseconds,
  reason: string,
): Promise<void> {
  if (!(await isOurs(transaction, bubble))) return;
  await transaction.db
    .updateTable('outbox')
    .set({ state, not_before: at, reason })
    .where('outbox_id', '=', bubble.outbox)
    .where('state', '=', 'sending')
    .execute();
}

async function settle(
  { db }: Transaction,
  bubble: Owned,
  state: 'failed' | 'dropped',
  reason: string,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state, reason, settled_at: now })
    .where('outbox_id', '=', bubble.outbox)
    .where('state', 'in', openStates)
    .execute();
  if (bubble.purpose === 'introduction') {
    const outcome = state === 'failed' ? 'failed' : 'cancelled';
    await settleIntroduction(db, bubble.conversation, outcome, reason, now);
  }
}

import { sql, type Selectable } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, OutboxId, PeerId, SendId } from '../../core/ids.js';
import type { OutgoingForm } from '../../core/outgoing-form.js';
import type { TextEntity } from '../../core/rich-text.js';
import { backupContact } from '../duty/consent-store.js';
import type { Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { isDisclosed } from '../duty/disclosure-record.js';
import { isHeldInDoubt, openStates } from '../turn/open-states.js';
import { dropBubble } from './outbox-writer.js';
import { readProactiveStanding } from '../plan/plan-facts-reader.js';
import { allowedFrom, type RateCap } from './rate-caps.js';
import type { OutboxTable } from '../schema.js';
import type { ClaimedBubble } from './claimed-bubble.js';

/** The head of a conversation's queue: what may be done about it now. */
export type Claim =
  | {
      readonly kind: 'claimed';
      readonly bubble: ClaimedBubble;
      /** Others of the conversation wait behind it. */
      readonly more: boolean;
    }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'later';
      readonly at: Milliseconds;
      /** Where it is being written meanwhile; null where it waits for another reason than its own moment. */
      readonly writtenIn: { readonly account: AccountId; readonly peer: PeerId } | null;
    }
  /** One more message now would be more than the account may send. */
  | { readonly kind: 'capped'; readonly at: Milliseconds }
  /** The account that has to send it cannot do so now; somebody will say when it can. */
  | { readonly kind: 'unable' }
  /** Another program holds the account by now: nothing of it is ours to send any more. */
  | { readonly kind: 'fenced' }
  /** It may not leave any more; it was dropped with the reason kept. Ask again for the next one. */
  | { readonly kind: 'dropped'; readonly reason: string }
  /** The person has not been told that this is an AI: nothing may go out before a bubble that says so. */
  | { readonly kind: 'undisclosed' };

/** What an account may do: from when on (null while it cannot send at all), how much, and under which lease. */
export type SendingTerms = (account: AccountId) => {
  readonly from: Milliseconds;
  readonly caps: readonly RateCap[];
  readonly epoch: number;
} | null;

/** The first open bubbles of a conversation, with everything that says whether the foremost may leave. */
const headOfQueue = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('outbox')
    .innerJoin('conversation', 'conversation.conversation_id', 'outbox.conversation_id')
    .leftJoin('lease', 'lease.account_id', 'outbox.account_id')
    .leftJoin('admission', 'admission.conversation_id', 'outbox.conversation_id')
    .selectAll('outbox')
    .select([
      'conversation.disclosed_at',
      'conversation.disclosure_version',
      'lease.epoch as lease_epoch',
      'admission.state as admission',
    ])
    .where('outbox.conversation_id', '=', bind('conversation'))
    .where('outbox.state', 'in', openStates)
    // Where somebody may be in danger, nothing else goes first.
    .orderBy((order) => order.case().when('outbox.purpose', '=', 'duty').then(0).else(1).end())
    .orderBy('outbox.outbox_row')
    .limit(2),
);

const claim = statement<{
  outbox: OutboxId;
  run: string;
  now: Milliseconds;
  attempts: number;
  epoch: number;
}>()(({ db, bind }) =>
  db
    .updateTable('outbox')
    .set({
      state: 'sending',
      claimed_by: bind('run'),
      claimed_at: bind('now'),
      attempts: bind('attempts'),
      epoch: bind('epoch'),
    })
    .where('outbox_id', '=', bind('outbox')),
);

/**
 * Take the oldest open bubble of a conversation, so that bubbles leave in the order they were committed and never two
 * at once. The claim is on disk before the network is touched: after a crash it is known what may have been sent. It is
 * refused when the account's lease has another epoch than ours, so that of two programs only the newer one sends.
 */
export async function claimNext(
  transaction: Transaction,
  conversation: ConversationId,
  run: string,
  now: Milliseconds,
  termsOf: SendingTerms,
): Promise<Claim> {
  const { db } = transaction;
  const [row, next] = await db.rows(headOfQueue, { conversation });
  if (!row) return { kind: 'empty' };
  const terms = termsOf(row.account_id);
  if (terms === null) return { kind: 'unable' };
  if (row.lease_epoch !== terms.epoch) return { kind: 'fenced' };
  const at = Math.max(terms.from, dueAt(row, now));
  if (at > now) {
    const isItsMoment = row.attempts === 0 && at === row.not_before;
    const writtenIn = isItsMoment ? { account: row.account_id, peer: row.peer_id } : null;
    return { kind: 'later', at, writtenIn };
  }
  // A bubble that may have been sent already is settled, never dropped: the person may have it.
  if (row.state === 'queued') {
    // Somebody in danger is answered all the same.
    const isTurnedAway = row.admission === 'turned-away' && row.purpose !== 'duty';
    const reason = isTurnedAway ? 'turned-away' : await whyNot(transaction, row, now);
    if (reason !== null) {
      await dropBubble(transaction, toBubble(row), reason, now);
      return { kind: 'dropped', reason };
    }
  }
  const isDuty = row.purpose === 'duty';
  if (!isDuty && !isDisclosed(row) && row.discloses === null) return { kind: 'undisclosed' };
  const caps = isDuty ? [] : terms.caps;
  const allowed = await allowedFrom(transaction, row.account_id, row.peer_id, caps, now);
  if (allowed > now) return { kind: 'capped', at: allowed };
  const claimed = { attempts: row.attempts + 1, epoch: terms.epoch };
  await db.change(claim, { outbox: row.outbox_id, run, now, ...claimed });
  return { kind: 'claimed', bubble: toBubble({ ...row, ...claimed }), more: next !== undefined };
}

/**
 * When a bubble may leave. A moment written down by a clock that was set back since says nothing: it may lie years ahead.
 */
function dueAt(row: Selectable<OutboxTable>, now: Milliseconds): Milliseconds {
  const writtenAt = row.claimed_at ?? row.created_at;
  return writtenAt > now ? now : row.not_before;
}

/** Why a bubble that was not sent yet may not leave any more; null when it may. */
async function whyNot(
  { db }: Transaction,
  row: Selectable<OutboxTable>,
  now: Milliseconds,
): Promise<string | null> {
  if (row.expires_at !== null && row.expires_at <= now) return 'expired';
  if (row.purpose === 'opener') return whyNotFirst(db, row);
  if (row.purpose !== 'introduction') return null;
  const introduction = await db
    .selectFrom('introduction')
    .leftJoin('consent', (join) =>
      join
        .onRef('consent.conversation_id', '=', 'introduction.conversation_id')
        .on('consent.purpose', '=', backupContact),
    )
    .select(['introduction.state', 'consent.state as consent'])
    .where('introduction.conversation_id', '=', row.conversation_id)
    .executeTakeFirst();
  if (introduction?.state !== 'committed') return 'introduction-cancelled';
  return introduction.consent === 'agreed' ? null : 'no-consent';
}

/** Nobody is written to first who wrote meanwhile, or who does not want it any more. */
async function whyNotFirst(db: Transaction['db'], row: Selectable<OutboxTable>): Promise<string | null> {
  const heard = await db
    .selectFrom('message')
    .select('received_at')
    .where('conversation_id', '=', row.conversation_id)
    .where('direction', '=', 'incoming')
    .orderBy('message_row', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (heard !== undefined && heard.received_at >= row.created_at) return 'person-wrote-first';
  const plan = await db
    .selectFrom('plan')
    .select('kind')
    .where('conversation_id', '=', row.conversation_id)
    .where('turn_id', '=', row.turn_id)
    .executeTakeFirst();
  const standing = await readProactiveStanding(db, row.conversation_id);
  if (standing?.hasBlocked === true) return 'blocked';
  if (standing?.hasStopped === true) return 'stopped';
  return standing?.hasAgreed === true || plan?.kind === 'requested' ? null : 'no-consent';
}

/** What tells a message that came back: its send id, or its text. */
type Trait = 'send_id' | 'text';

/** The oldest bubble in a chat with this send id or text whose outcome is open, or that is held in doubt. */
const bubbleThatIs = (trait: Trait, isHeld: boolean) =>
  statement<{ account: AccountId; peer: PeerId; value: string }>()(({ db, bind }) => {
    const chat = db
      .selectFrom('outbox')
      .selectAll()
      .where('account_id', '=', bind('account'))
      .where('peer_id', '=', bind('peer'))
      // An emoji that somebody writes is a message; a reaction never comes back as one.
      .where((where) => where.or([where('purpose', 'is', null), where('purpose', '!=', 'reaction')]))
      .where(sql<string>`${sql.ref(trait)}`, '=', bind('value'))
      .orderBy('outbox_row')
      .limit(1);
    return isHeld
      ? chat.where(isHeldInDoubt)
      : chat.where('state', 'in', openStates).where('state', '!=', 'queued');
  });

const openBubble = { send_id: bubbleThatIs('send_id', false), text: bubbleThatIs('text', false) };
const heldBubble = { send_id: bubbleThatIs('send_id', true), text: bubbleThatIs('text', true) };

/**
 * Our own message came back as an update before its send was answered: find the bubble it is. By its send id where the
 * channel echoes it, else by text within the chat, oldest first, among the bubbles whose outcome is open.
 */
export async function findUnsettled(
  { db }: Transaction,
  account: AccountId,
  message: { readonly peer: PeerId; readonly text: string; readonly sendId?: SendId },
): Promise<ClaimedBubble | null> {
  const trait: Trait = message.sendId === undefined ? 'text' : 'send_id';
  const values = { account, peer: message.peer, value: message.sendId ?? message.text };
  const row = (await db.first(openBubble[trait], values)) ?? (await db.first(heldBubble[trait], values));
  return row ? toBubble(row) : null;
}

/** As above by our send id alone, which names one bubble in all chats. */
export async function findUnsettledSend(
  { db }: Transaction,
  account: AccountId,
  sendId: SendId,
): Promise<ClaimedBubble | null> {
  const row = await db
    .selectFrom('outbox')
    .selectAll()
    .where('send_id', '=', sendId)
    .where('account_id', '=', account)
    .where((where) => where.or([where('state', 'in', ['sending', 'unknown']), isHeldInDoubt]))
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
    entities: row.entities === null ? [] : (JSON.parse(row.entities) as TextEntity[]),
    replyTo: row.reply_to,
    discloses: row.discloses,
    purpose: row.purpose,
    media: row.media === null ? null : (JSON.parse(row.media) as OutgoingForm),
    sendId: row.send_id,
    attempts: row.attempts,
    doubt: row.state === 'unknown' ? (row.reason ?? 'unknown') : null,
    epoch: row.epoch,
    createdAt: row.created_at,
  };
}

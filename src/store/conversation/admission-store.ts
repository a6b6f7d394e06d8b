import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, PeerId } from '../../core/ids.js';
import { isDisclosed } from '../duty/disclosure-record.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { isWaiting } from '../turn/open-states.js';
import type { ConversationTable } from '../schema.js';
import type { AdmissionTable, WaitReason } from './signal-schema.js';

/** Everything that decides whether a person may talk with the character. */
export interface Knock {
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly name: string | null;
  readonly username: string | null;
  readonly isContact: boolean;
  /** The character spoke with them before. */
  readonly hasSpoken: boolean;
  /** Null where it never was a question. */
  readonly admission: Pick<AdmissionTable, 'state' | 'reason' | 'decided_by'> | null;
}

const knockOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('conversation')
    .leftJoin('peer', (join) =>
      join
        .onRef('peer.account_id', '=', 'conversation.home_account_id')
        .onRef('peer.peer_id', '=', 'conversation.home_peer_id'),
    )
    .leftJoin('admission', 'admission.conversation_id', 'conversation.conversation_id')
    .select([
      'conversation.conversation_id',
      'conversation.home_account_id',
      'conversation.home_peer_id',
      'conversation.disclosed_at',
      'peer.name as peer_name',
      'peer.username',
      'peer.is_contact',
      'admission.state as admission_state',
      'admission.reason as admission_reason',
      'admission.decided_by',
    ])
    .where('conversation.conversation_id', '=', bind('conversation')),
);

export interface KnockRow extends Pick<
  ConversationTable,
  'home_account_id' | 'home_peer_id' | 'disclosed_at'
> {
  readonly peer_name: string | null;
  readonly username: string | null;
  readonly is_contact: 0 | 1 | null;
  readonly admission_state: AdmissionTable['state'] | null;
  readonly admission_reason: WaitReason | null;
  readonly decided_by: AdmissionTable['decided_by'];
}

/** Null where there is no such conversation. */
export async function readKnock(read: Reader, conversation: ConversationId): Promise<Knock | null> {
  const row = await read.first(knockOf, { conversation });
  return row ? toKnock(conversation, row) : null;
}

/** What a row has of it, whichever statement it comes from. */
export function toKnock(conversation: ConversationId, row: KnockRow): Knock {
  return {
    conversation,
    account: row.home_account_id,
    peer: row.home_peer_id,
    name: row.peer_name,
    username: row.username,
    isContact: row.is_contact === 1,
    hasSpoken: row.disclosed_at !== null,
    admission:
      row.admission_state === null || row.admission_reason === null
        ? null
        : { state: row.admission_state, reason: row.admission_reason, decided_by: row.decided_by },
  };
}

/** They wait; when they began to is kept. */
export async function keepWaiting(
  { db }: Transaction,
  { conversation, account }: Pick<Knock, 'conversation' | 'account'>,
  reason: WaitReason,
  now: Milliseconds,
): Promise<void> {
  const row = { state: 'waiting', reason, decided_by: null, decided_at: null } as const;
  await db
    .insertInto('admission')
    .values({ conversation_id: conversation, account_id: account, knocked_at: now, told_at: null, ...row })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute();
}

/** They may talk with the character from now on, or may not. */
export async function decideAdmission(
  { db }: Transaction,
  { conversation, account }: Pick<Knock, 'conversation' | 'account'>,
  state: 'let-in' | 'turned-away',
  by: NonNullable<AdmissionTable['decided_by']>,
  now: Milliseconds,
): Promise<void> {
  const row = { state, decided_by: by, decided_at: now };
  await db
    .insertInto('admission')
    .values({
      conversation_id: conversation,
      account_id: account,
      reason: 'ask',
      knocked_at: now,
      told_at: null,
      ...row,
    })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute();
}

/** How many people an account let in by its rule since a moment. */
export async function countLetIn(read: Reader, account: AccountId, since: Milliseconds): Promise<number> {
  const { n } = await read
    .selectFrom('admission')
    .select(read.fn.countAll<number>().as('n'))
    .where('account_id', '=', account)
    .where('decided_by', '=', 'rule')
    .where('state', '=', 'let-in')
    .where('decided_at', '>=', since)
    .executeTakeFirstOrThrow();
  return n;
}

/** How many people the owner was told of since a moment. */
export async function countTold(read: Reader, account: AccountId, since: Milliseconds): Promise<number> {
  const { n } = await read
    .selectFrom('admission')
    .select(read.fn.countAll<number>().as('n'))
    .where('account_id', '=', account)
    .where('told_at', '>=', since)
    .executeTakeFirstOrThrow();
  return n;
}

export async function noteTold(
  { db }: Transaction,
  conversation: ConversationId,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('admission')
    .set({ told_at: now })
    .where('conversation_id', '=', conversation)
    .execute();
}

/** Somebody who waits, or was decided about, as an operator sees them. */
export interface Admitted {
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly name: string | null;
  readonly username: string | null;
  readonly state: AdmissionTable['state'];
  readonly reason: WaitReason;
  readonly by: AdmissionTable['decided_by'];
  readonly knockedAt: Milliseconds;
  readonly decidedAt: Milliseconds | null;
  /** Messages that wait for an answer. */
  readonly waiting: number;
}

/** Who waits first, the longest waiting on top, then who was decided about, the latest on top. */
export async function readAdmissions(read: Reader, most: number): Promise<readonly Admitted[]> {
  const rows = await read
    .selectFrom('admission')
    .innerJoin('conversation', 'conversation.conversation_id', 'admission.conversation_id')
    .leftJoin('peer', (join) =>
      join
        .onRef('peer.account_id', '=', 'conversation.home_account_id')
        .onRef('peer.peer_id', '=', 'conversation.home_peer_id'),
    )
    .selectAll('admission')
    .select(['conversation.home_peer_id', 'peer.name', 'peer.username'])
    .select((select) =>
      select
        .selectFrom('message')
        .select((message) => message.fn.countAll<number>().as('n'))
        .whereRef('message.conversation_id', '=', 'admission.conversation_id')
        .where(isWaiting)
        .as('messages'),
    )
    .orderBy((order) => order.case().when('admission.state', '=', 'waiting').then(0).else(1).end())
    .orderBy((order) =>
      order
        .case()
        .when('admission.state', '=', 'waiting')
        .then(order.ref('knocked_at'))
        .else(order.neg(order.ref('decided_at')))
        .end(),
    )
    .limit(most)
    .execute();
  return rows.map((row) => ({
    conversation: row.conversation_id,
    account: row.account_id,
    peer: row.home_peer_id,
    name: row.name,
    username: row.username,
    state: row.state,
    reason: row.reason,
    by: row.decided_by,
    knockedAt: row.knocked_at,
    decidedAt: row.decided_at,
    waiting: row.messages ?? 0,
  }));
}

/** A chat of an account, with the language of the person's app where it is known. */
export type ChatOf = Pick<Knock, 'conversation' | 'account' | 'peer' | 'name' | 'username'> & {
  readonly language: string | null;
  /** Something may be said there that discloses nothing. */
  readonly isDisclosed: boolean;
};

/** Chats of an account, for finding the one of a person who is named. */
export async function readChatsOf(read: Reader, account: AccountId): Promise<readonly ChatOf[]> {
  const rows = await read
    .selectFrom('thread')
    .innerJoin('conversation', 'conversation.conversation_id', 'thread.conversation_id')
    .leftJoin('peer', (join) =>
      join.onRef('peer.account_id', '=', 'thread.account_id').onRef('peer.peer_id', '=', 'thread.peer_id'),
    )
    .select(['thread.conversation_id', 'thread.peer_id', 'peer.name', 'peer.username', 'peer.language'])
    .select(['conversation.disclosed_at', 'conversation.disclosure_version'])
    .where('thread.account_id', '=', account)
    .whereRef('conversation.home_account_id', '=', 'thread.account_id')
    .execute();
  return rows.map((row) => ({
    conversation: row.conversation_id,
    account,
    peer: row.peer_id,
    name: row.name,
    username: row.username,
    isDisclosed: isDisclosed(row),
    language: row.language,
  }));
}

import type { Kysely } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId, OutboxId, PeerId, PersonId } from '../../core/ids.js';
import type { IntroductionState } from './account-schema.js';
import { backupContact } from '../duty/consent-store.js';
import type { Reader, Transaction } from '../engine/database.js';
import type { Schema } from '../schema.js';

/** A first message from a standby that is still to come. */
export interface PlannedIntroduction {
  readonly conversation: ConversationId;
  readonly from: AccountId;
  readonly to: AccountId;
  readonly dueAt: Milliseconds;
}

/** Everything that decides whether the introduction may be made now, and how. */
export interface IntroductionCase {
  readonly state: IntroductionState;
  readonly from: AccountId;
  readonly to: AccountId;
  readonly person: PersonId;
  readonly peer: PeerId;
  readonly home: AccountId;
  readonly isDisclosed: boolean;
  readonly hasAgreed: boolean;
  /** The person wrote to the standby since the introduction was planned. */
  readonly hasWritten: boolean;
  /** The standby knows how to address the person. */
  readonly hasAddress: boolean;
  /** The person's username as the lost account knew it. */
  readonly username: string | null;
  readonly language: string | null;
  /** What the person wrote last, for the language they write in. */
  readonly latestText: string;
}

/** Reasons for which an introduction that was never sent may be planned again by a later rotation. */
const replannable = ['unreachable', 'wrote-first', 'home-moved'];

/** Plan one, unless this person has had one or was left out for good. */
export async function planIntroduction(
  { db }: Transaction,
  plan: PlannedIntroduction,
  now: Milliseconds,
): Promise<boolean> {
  const row = {
    from_account_id: plan.from,
    to_account_id: plan.to,
    state: 'planned',
    reason: null,
    due_at: plan.dueAt,
    looked_up_at: null,
    planned_at: now,
    settled_at: null,
  } as const;
  const result = await db
    .insertInto('introduction')
    .values({ conversation_id: plan.conversation, outbox_id: null, ...row })
    .onConflict((conflict) =>
      conflict
        .column('conversation_id')
        .doUpdateSet(row)
        .where('introduction.outbox_id', 'is', null)
        .where((where) =>
          where.or([
            where('introduction.state', '=', 'planned'),
            where('introduction.reason', 'in', replannable),
          ]),
        ),
    )
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** What a restart picks up, the one that is due first in front. */
export async function readPlannedIntroductions(
  read: Reader,
  to: AccountId,
): Promise<readonly PlannedIntroduction[]> {
  const rows = await read
    .selectFrom('introduction')
    .select(['conversation_id', 'from_account_id', 'to_account_id', 'due_at'])
    .where('to_account_id', '=', to)
    .where('state', '=', 'planned')
    .orderBy('due_at')
    .execute();
  return rows.map((row) => ({
    conversation: row.conversation_id,
    from: row.from_account_id,
    to: row.to_account_id,
    dueAt: row.due_at,
  }));
}

/** When an account made introductions since a moment, and when it asked for usernames. Newest first. */
export async function readRecentEffort(
  read: Reader,
  to: AccountId,
  since: Milliseconds,
): Promise<{ readonly made: readonly Milliseconds[]; readonly lookedUp: readonly Milliseconds[] }> {
  const made = await read
    .selectFrom('introduction')
    .innerJoin('outbox', 'outbox.outbox_id', 'introduction.outbox_id')
    .select('outbox.created_at')
    .where('introduction.to_account_id', '=', to)
    .where('outbox.created_at', '>', since)
    .orderBy('outbox.created_at', 'desc')
    .execute();
  const lookedUp = await read
    .selectFrom('introduction')
    .select('looked_up_at')
    .where('to_account_id', '=', to)
    .where('looked_up_at', '>', since)
    .orderBy('looked_up_at', 'desc')
    .execute();
  return {
    made: made.map((row) => row.created_at),
    lookedUp: lookedUp.flatMap((row) => (row.looked_up_at === null ? [] : [row.looked_up_at])),
  };
}

export async function readIntroductionCase(
  read: Reader,
  conversation: ConversationId,
): Promise<IntroductionCase | null> {
  const row = await read
    .selectFrom('introduction')
    .innerJoin('conversation', 'conversation.conversation_id', 'introduction.conversation_id')
    .innerJoin('person', 'person.person_id', 'conversation.person_id')
    .leftJoin('consent', (join) =>
      join
        .onRef('consent.conversation_id', '=', 'introduction.conversation_id')
        .on('consent.purpose', '=', backupContact),
    )
    .leftJoin('peer as known', (join) =>
      join
        .onRef('known.account_id', '=', 'introduction.to_account_id')
        .onRef('known.peer_id', '=', 'conversation.home_peer_id'),
    )
    .leftJoin('peer as former', (join) =>
      join
        .onRef('former.account_id', '=', 'introduction.from_account_id')
        .onRef('former.peer_id', '=', 'conversation.home_peer_id'),
    )
    .select([
      'introduction.state',
      'introduction.from_account_id',
      'introduction.to_account_id',
      'conversation.person_id',
      'conversation.home_account_id',
      'conversation.home_peer_id',
      'conversation.disclosed_at',
      'consent.state as consent',
      'known.address',
      'former.username',
      'person.language',
    ])
    .select((select) => [
      select
        .selectFrom('message')
        .select((message) => message.fn.countAll<number>().as('written'))
        .whereRef('message.account_id', '=', 'introduction.to_account_id')
        .whereRef('message.peer_id', '=', 'conversation.home_peer_id')
        .where('message.direction', '=', 'incoming')
        .whereRef('message.received_at', '>=', 'introduction.planned_at')
        .as('written'),
      select
        .selectFrom('message')
        .select('message.text')
        .whereRef('message.conversation_id', '=', 'introduction.conversation_id')
        .where('message.direction', '=', 'incoming')
        .orderBy('message.message_row', 'desc')
        .limit(1)
        .as('latest_text'),
    ])
    .where('introduction.conversation_id', '=', conversation)
    .executeTakeFirst();
  if (!row) return null;
  return {
    state: row.state,
    from: row.from_account_id,
    to: row.to_account_id,
    person: row.person_id,
    peer: row.home_peer_id,
    home: row.home_account_id,
    isDisclosed: row.disclosed_at !== null,
    hasAgreed: row.consent === 'agreed',
    hasWritten: (row.written ?? 0) > 0,
    hasAddress: row.address !== null,
    username: row.username,
    language: row.language,
    latestText: row.latest_text ?? '',
  };
}

export async function noteLookUp(
  { db }: Transaction,
  conversation: ConversationId,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('introduction')
    .set({ looked_up_at: now })
    .where('conversation_id', '=', conversation)
    .execute();
}

/** Not yet: another moment. */
export async function postponeIntroduction(
  { db }: Transaction,
  conversation: ConversationId,
  dueAt: Milliseconds,
): Promise<void> {
  await db
    .updateTable('introduction')
    .set({ due_at: dueAt })
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'planned')
    .execute();
}

/** It is in the outbox now. */
export async function commitIntroduction(
  { db }: Transaction,
  conversation: ConversationId,
  outbox: OutboxId,
): Promise<void> {
  await db
    .updateTable('introduction')
    .set({ state: 'committed', outbox_id: outbox })
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'planned')
    .execute();
}

export async function settleIntroduction(
  db: Kysely<Schema>,
  conversation: ConversationId,
  state: 'sent' | 'failed' | 'cancelled',
  reason: string | null,
  now: Milliseconds,
): Promise<void> {
  let open = db
    .updateTable('introduction')
    .set({ state, reason, settled_at: now })
    .where('conversation_id', '=', conversation);
  // Nothing takes back that one was sent.
  if (state !== 'sent') open = open.where('state', 'in', ['planned', 'committed']);
  await open.execute();
}

/** Make none of the introductions that an account still has before it. Returns how many there were. */
export async function stopIntroductions(
  { db }: Transaction,
  to: AccountId,
  reason: string,
  now: Milliseconds,
): Promise<number> {
  const result = await db
    .updateTable('introduction')
    .set({ state: 'cancelled', reason, settled_at: now })
    .where('to_account_id', '=', to)
    .where('state', 'in', ['planned', 'committed'])
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, RemoteMessageId, TurnId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { isPlanned } from '../turn/open-states.js';
import type { PlanState, PlanVerdict } from './plan-schema.js';

export interface Plan {
  readonly plan: number;
  readonly conversation: ConversationId;
  readonly kind: string;
  readonly source: string;
  readonly dueAt: Milliseconds;
  readonly lookAt: Milliseconds;
  readonly looks: number;
  readonly state: PlanState;
  readonly reason: string | null;
  readonly createdAt: Milliseconds;
}

/** Conversations with a plan that is to be looked at by now, the longest waiting first; others cost nothing. */
export async function readConversationsDue(
  read: Reader,
  now: Milliseconds,
  limit: number,
): Promise<readonly ConversationId[]> {
  const rows = await read
    .selectFrom('plan')
    .select('conversation_id')
    .where(isPlanned)
    .where('look_at', '<=', now)
    .orderBy('look_at')
    .limit(limit)
    .execute();
  return [...new Set(rows.map((row) => row.conversation_id))];
}

const planned = statement<{ conversation: ConversationId; until: Milliseconds }>()(({ db, bind }) =>
  db
    .selectFrom('plan')
    .selectAll()
    .where('conversation_id', '=', bind('conversation'))
    .where(isPlanned)
    .where('look_at', '<=', bind('until'))
    .orderBy('look_at'),
);

/** What is planned in one conversation, the next to be looked at first. */
export async function readPlanned(
  read: Reader,
  conversation: ConversationId,
  until: Milliseconds = Number.MAX_SAFE_INTEGER,
): Promise<readonly Plan[]> {
  const rows = await read.rows(planned, { conversation, until });
  return rows.map(toPlan);
}

/** What is planned in all, the next to be looked at first. */
export async function readAllPlanned(read: Reader, limit: number): Promise<readonly Plan[]> {
  const rows = await read
    .selectFrom('plan')
    .selectAll()
    .where(isPlanned)
    .orderBy('look_at')
    .limit(limit)
    .execute();
  return rows.map(toPlan);
}

const foldable = statement<{ conversation: ConversationId; now: Milliseconds }>()(({ db, bind }) =>
  db
    .selectFrom('plan')
    .selectAll()
    .where('conversation_id', '=', bind('conversation'))
    .where(sql<boolean>`state = 'ended' and folds_until is not null`)
    .where('folds_until', '>', bind('now'))
    .orderBy('folds_until', 'desc')
    .limit(1),
);

/** The latest impulse that lost its moment and may still be woven into a reply. */
export async function readFoldable(
  read: Reader,
  conversation: ConversationId,
  now: Milliseconds,
): Promise<Plan | null> {
  const row = await read.first(foldable, { conversation, now });
  return row ? toPlan(row) : null;
}

/** An opener that was committed and not given up before it left. */
export interface SentPlan {
  readonly plan: number;
  readonly kind: string;
  readonly at: Milliseconds;
  readonly remoteId: RemoteMessageId | null;
  readonly hasReaction: boolean;
}

const sent = statement<{ conversation: ConversationId; limit: number }>()(({ db, bind }) =>
  db
    .selectFrom('plan')
    .innerJoin('outbox', 'outbox.turn_id', 'plan.turn_id')
    .leftJoin('message', (join) =>
      join
        .onRef('message.account_id', '=', 'outbox.account_id')
        .onRef('message.remote_id', '=', 'outbox.remote_id')
        .onRef('message.peer_id', '=', 'outbox.peer_id'),
    )
    .select([
      'plan.plan_row',
      'plan.kind',
      'plan.settled_at',
      'outbox.settled_at as left_at',
      'outbox.remote_id',
      'message.reactions',
    ])
    .where('plan.conversation_id', '=', bind('conversation'))
    .where(sql<boolean>`plan.state = 'sent'`)
    .where('outbox.position', '=', 0)
    .where('outbox.state', 'not in', ['dropped', 'failed'])
    .orderBy('plan.settled_at', 'desc')
    .limit(bind('limit')),
);

/** Newest first. An opener that never left is none: it counts towards no cap and no back-off. */
export async function readSent(
  read: Reader,
  conversation: ConversationId,
  limit: number,
): Promise<readonly SentPlan[]> {
  const rows = await read.rows(sent, { conversation, limit });
  return rows.map((row) => ({
    plan: row.plan_row,
    kind: row.kind,
    at: row.left_at ?? row.settled_at ?? 0,
    remoteId: row.remote_id,
    hasReaction: row.reactions !== null && row.reactions !== '[]',
  }));
}

export interface Decision {
  readonly plan: number;
  readonly conversation: ConversationId;
  readonly kind: string;
  readonly source: string;
  readonly verdict: PlanVerdict;
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly until: Milliseconds | null;
  readonly turn: TurnId | null;
  readonly at: Milliseconds;
}

/** What was decided, newest first; of one conversation or of all. */
export async function readDecisions(
  read: Reader,
  conversation: ConversationId | null,
  limit: number,
): Promise<readonly Decision[]> {
  let query = read.selectFrom('plan_decision').selectAll();
  if (conversation !== null) query = query.where('conversation_id', '=', conversation);
  const rows = await query.orderBy('decision_row', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    plan: row.plan_row,
    conversation: row.conversation_id,
    kind: row.kind,
    source: row.source,
    verdict: row.verdict,
    reason: row.reason,
    details: JSON.parse(row.details) as Record<string, unknown>,
    until: row.until,
    turn: row.turn_id,
    at: row.at,
  }));
}

const wishOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db.selectFrom('proactive_wish').select('wish').where('conversation_id', '=', bind('conversation')),
);

/** JSON of what the person wishes; null where nobody ever said. */
export async function readWish(read: Reader, conversation: ConversationId): Promise<string | null> {
  return (await read.first(wishOf, { conversation }))?.wish ?? null;
}

/** Until when the operator wants nobody written to first; null where nobody said so. */
export async function readHold(read: Reader): Promise<Milliseconds | null> {
  const row = await read
    .selectFrom('proactive_hold')
    .select('until')
    .where('only', '=', 1)
    .executeTakeFirst();
  return row?.until ?? null;
}

interface PlanRow {
  readonly plan_row: number;
  readonly conversation_id: ConversationId;
  readonly kind: string;
  readonly source: string;
  readonly due_at: Milliseconds;
  readonly look_at: Milliseconds;
  readonly looks: number;
  readonly state: PlanState;
  readonly reason: string | null;
  readonly created_at: Milliseconds;
}

function toPlan(row: PlanRow): Plan {
  return {
    plan: row.plan_row,
    conversation: row.conversation_id,
    kind: row.kind,
    source: row.source,
    dueAt: row.due_at,
    lookAt: row.look_at,
    looks: row.looks,
    state: row.state,
    reason: row.reason,
    createdAt: row.created_at,
  };
}

import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, TurnId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { isPlanned } from '../turn/open-states.js';
import type { PlanState, PlanVerdict } from './plan-schema.js';

export interface NewPlan {
  readonly kind: string;
  readonly key: string;
  readonly source: string;
  readonly dueAt: Milliseconds;
}

/** Keep new plans; one that was thought of before stays as it is, whatever became of it. */
export async function addPlans(
  { db }: Transaction,
  conversation: ConversationId,
  plans: readonly NewPlan[],
  now: Milliseconds,
): Promise<void> {
  for (const plan of plans) {
    await db
      .insertInto('plan')
      .values({
        conversation_id: conversation,
        kind: plan.kind,
        plan_key: plan.key,
        source: plan.source,
        due_at: plan.dueAt,
        look_at: Math.max(plan.dueAt, now),
        state: 'planned',
        reason: null,
        folds_until: null,
        turn_id: null,
        created_at: now,
        settled_at: null,
      })
      .onConflict((conflict) => conflict.columns(['conversation_id', 'plan_key']).doNothing())
      .execute();
  }
}

/** Look at it again then. */
export async function postponePlan(
  { db }: Transaction,
  plan: number,
  lookAt: Milliseconds,
  isRetry: boolean,
): Promise<void> {
  await db
    .updateTable('plan')
    .set((eb) => ({ look_at: lookAt, looks: eb('looks', '+', isRetry ? 1 : 0) }))
    .where('plan_row', '=', plan)
    .where('state', '=', 'planned')
    .execute();
}

/** It was said, woven in, or ends. False, and nothing changed, when it had been settled before. */
export async function settlePlan(
  { db }: Transaction,
  plan: number,
  settled: {
    readonly from: PlanState;
    readonly to: Exclude<PlanState, 'planned'>;
    readonly reason: string;
    readonly foldsUntil?: Milliseconds | null;
    readonly turn?: TurnId;
  },
  now: Milliseconds,
): Promise<boolean> {
  const result = await db
    .updateTable('plan')
    .set({
      state: settled.to,
      reason: settled.reason,
      folds_until: settled.foldsUntil ?? null,
      turn_id: settled.turn ?? null,
      settled_at: now,
    })
    .where('plan_row', '=', plan)
    .where('state', '=', settled.from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Nothing that was planned is said any more: the person said stop, or not to write first. */
export async function endAllPlans(
  { db }: Transaction,
  conversation: ConversationId,
  reason: string,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('plan')
    .set({ state: 'ended', reason, folds_until: null, settled_at: now })
    .where('conversation_id', '=', conversation)
    .where(isPlanned)
    .execute();
}

export interface NewDecision {
  readonly conversation: ConversationId;
  readonly plan: number;
  readonly kind: string;
  readonly source: string;
  readonly verdict: PlanVerdict;
  readonly reason: string;
  readonly details: object;
  readonly until?: Milliseconds;
  readonly turn?: TurnId;
}

/** Every decision is kept with its reason; a plan that goes on waiting for the same reason is kept once. */
export async function recordDecision(
  { db }: Transaction,
  decision: NewDecision,
  now: Milliseconds,
): Promise<void> {
  const row = {
    verdict: decision.verdict,
    reason: decision.reason,
    details: JSON.stringify(decision.details),
    until: decision.until ?? null,
    turn_id: decision.turn ?? null,
    at: now,
  };
  const last = await db
    .selectFrom('plan_decision')
    .select(['decision_row', 'plan_row', 'verdict', 'reason'])
    .where('conversation_id', '=', decision.conversation)
    .orderBy('decision_row', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.plan_row === decision.plan && last.verdict === 'waits' && last.reason === decision.reason) {
    await db.updateTable('plan_decision').set(row).where('decision_row', '=', last.decision_row).execute();
    return;
  }
  await db
    .insertInto('plan_decision')
    .values({
      conversation_id: decision.conversation,
      plan_row: decision.plan,
      kind: decision.kind,
      source: decision.source,
      ...row,
    })
    .execute();
}

/** JSON of what the person wishes of being written to first. */
export async function saveWish(
  { db }: Transaction,
  conversation: ConversationId,
  wish: string,
  now: Milliseconds,
): Promise<void> {
  const row = { wish, updated_at: now };
  await db
    .insertInto('proactive_wish')
    .values({ conversation_id: conversation, ...row })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute();
}

/** Nobody is written to first until then; null: as usual again. */
export async function saveHold({ db }: Transaction, until: Milliseconds | null): Promise<void> {
  await db.deleteFrom('proactive_hold').execute();
  if (until !== null) await db.insertInto('proactive_hold').values({ only: 1, until }).execute();
}

/** Openers that have not left stay here; of one conversation or of all. Returns how many bubbles. */
export async function dropQueuedOpeners(
  { db }: Transaction,
  conversation: ConversationId | null,
  reason: string,
  now: Milliseconds,
): Promise<number> {
  let dropping = db
    .updateTable('outbox')
    .set({ state: 'dropped', reason, settled_at: now })
    .where('state', '=', 'queued')
    .where('purpose', '=', 'opener');
  if (conversation !== null) dropping = dropping.where('conversation_id', '=', conversation);
  return Number((await dropping.executeTakeFirst()).numUpdatedRows);
}

import type { Milliseconds } from '../../core/clock.js';
import type { Transaction } from '../../store/engine/database.js';
import { recordRequest } from '../committing/record-request.js';
import { readProactiveStanding } from '../../store/plan/plan-facts-reader.js';
import { readStoredWish } from '../../proactive/wish.js';
import { readHold, readWish } from '../../store/plan/plan-reader.js';
import { recordDecision, settlePlan } from '../../store/plan/plan-store.js';
import { storePromptBlock, storeTurn, type TurnRecord } from '../../store/turn/turn-writer.js';
import type { Generated } from '../writing/generate.js';
import type { OpenerNeeds } from './opener-needs.js';
import type { OpenerDecision, OpenerTask } from './write-opener.js';

export interface OpenerCommit {
  readonly task: OpenerTask;
  readonly decision: OpenerDecision;
  readonly generated: Generated;
  readonly startedAt: Milliseconds;
  /** Not sent by then, it is not sent any more. */
  readonly expiresAt: Milliseconds;
  readonly details: object;
}

/**
 * The opener's record, its bubbles, and the plan as said, in one transaction, or nothing: refused when the person wrote
 * meanwhile, when somebody settled the plan, or when their consent was taken back.
 */
export async function commitOpener(
  context: OpenerNeeds,
  { task, decision, generated, startedAt, expiresAt, details }: OpenerCommit,
): Promise<'stored' | 'moved-on'> {
  const { clock, database } = context;
  const { ids, report, promptBlocks } = context.committing;
  const { loaded, plan } = task;
  const { conversation, account, peer, revision } = loaded.state;
  const turn = ids.turn();
  const now = clock.now();
  const { request, sharedBlocks } =
    generated.prompt === null
      ? { request: null, sharedBlocks: new Map<string, string>() }
      : recordRequest(
          promptBlocks,
          generated.prompt,
          { window: loaded.talk, burst: [] },
          { role: 'voice.everyday', maxTokens: decision.maxTokens },
        );
  const record: TurnRecord = {
    turn,
    conversation,
    cause: 'proactive',
    outcome: generated.outcome,
    reason: generated.reason,
    startedAt,
    finishedAt: now,
    decision,
    layers: generated.prompt?.notes ?? [],
    request,
    answer: generated.answer,
    checks: generated.checks,
    timings: { started: 0, committed: now - startedAt },
  };
  const said = generated.outcome === 'spoke' ? (generated.bubbles ?? []) : [];
  const bubbles = said.map(({ text, entities }) => ({
    outbox: ids.outbox(),
    sendId: ids.send(),
    text,
    entities,
    replyTo: null,
    discloses: null,
    purpose: 'opener' as const,
    notBefore: now,
    expiresAt,
  }));
  const stored = await database.write(async (transaction) => {
    if (bubbles.length > 0 && !(await isStillWelcome(transaction, task, now))) return 'moved-on';
    const result = await storeTurn(transaction, record, [], bubbles, { revision, account, peer });
    if (result !== 'stored') return result;
    const hasSpoken = bubbles.length > 0;
    await settlePlan(
      transaction,
      plan.plan,
      {
        from: 'planned',
        to: hasSpoken ? 'sent' : 'ended',
        reason: hasSpoken ? 'sent' : (generated.reason ?? 'unfit'),
        turn,
      },
      now,
    );
    await recordDecision(
      transaction,
      {
        conversation,
        plan: plan.plan,
        kind: plan.kind,
        source: plan.source,
        verdict: hasSpoken ? 'sent' : 'withheld',
        reason: hasSpoken ? decision.reason : (generated.reason ?? 'unfit'),
        details,
        turn,
      },
      now,
    );
    for (const [hash, text] of sharedBlocks) await storePromptBlock(transaction, hash, text);
    return result;
  }, 'ordered');
  if (stored === 'stored') {
    for (const hash of sharedBlocks.keys()) promptBlocks.markStored(hash);
    report.finished(record, bubbles.length, account);
    if (bubbles.length > 0) context.wakeOutbox(conversation);
  }
  return stored;
}

/** Once more with nothing able to come in between. */
async function isStillWelcome(
  { db }: Transaction,
  { loaded, plan }: OpenerTask,
  now: Milliseconds,
): Promise<boolean> {
  const { conversation } = loaded.state;
  const current = await db
    .selectFrom('plan')
    .select('state')
    .where('plan_row', '=', plan.plan)
    .executeTakeFirst();
  const standing = await readProactiveStanding(db, conversation);
  if (current?.state !== 'planned' || standing === null) return false;
  if (standing.hasBlocked || standing.hasStopped || standing.mode !== 'auto') return false;
  const wish = readStoredWish(await readWish(db, conversation));
  const heldUntil = Math.max(wish.heldUntil ?? 0, (await readHold(db)) ?? 0);
  if (heldUntil > now) return false;
  return plan.kind === 'requested' || (standing.hasAgreed && !wish.isOff);
}

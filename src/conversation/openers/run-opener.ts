import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { LaneControl } from '../../lib/keyed-lanes.js';
import { considerOpener, type OpenerVerdict } from '../../proactive/consider.js';
import { hourMs, minuteMs } from '../../proactive/local-time.js';
import { settleMissed } from '../../proactive/missed.js';
import { kindRules, type PlanKind } from '../../proactive/plan-kinds.js';
import { readPlanned, type Plan } from '../../store/plan/plan-reader.js';
import { postponePlan, recordDecision, settlePlan } from '../../store/plan/plan-store.js';
import { isChanged } from './changed-plans.js';
import { commitOpener } from './commit-opener.js';
import { loadOpener, type LoadedOpener } from './load-opener.js';
import type { OpenerNeeds } from './opener-needs.js';
import { isPlanKind, openerFacts } from './opener-facts.js';
import { readSource } from '../planning/plan-source.js';
import { planAhead } from './plan-ahead.js';
import { openerOpinion } from './opener-opinion.js';
import { decideOpener, foldsUntil, promptForOpener, writeOpener } from './write-opener.js';

type KnownPlan = Plan & { readonly kind: PlanKind };

/** Whoever lost a plan for one of these reasons is not to get another before they write. */
const endsPlanning: ReadonlySet<string> = new Set([
  'switched-off',
  'stopped',
  'blocked',
  'no-consent',
  'never-wrote',
  'asked-not-to',
  'ignored',
  'cap-zero',
]);

const laterMs = 10 * minuteMs;

/**
 * A plan that fell due as a turn: decide, and where the answer is yes, write, check and commit like a reply. Runs in
 * the conversation's lane, so that it never meets a reply; whatever the person writes meanwhile interrupts it.
 */
export async function runOpener(
  context: OpenerNeeds,
  conversation: ConversationId,
  control: LaneControl,
): Promise<void> {
  const { database, clock } = context;
  const now = clock.now();
  const due = (await readPlanned(database.read, conversation, now)).filter(isKnown);
  if (due.length === 0) return;
  const loaded = await loadOpener(context, conversation);
  if (!loaded) {
    await later(context, due, now + hourMs);
    return;
  }
  const { take, later: others, dropped } = settleMissed(due, now);
  for (const { plan, reason } of dropped) await end(context, plan, { reason, lostMoment: true }, now);
  await later(context, others, now + laterMs);
  if (take) await consider(context, loaded, take, control);
  else await planAhead(context, conversation);
}

const isKnown = (plan: Plan): plan is KnownPlan => isPlanKind(plan.kind);

async function consider(
  context: OpenerNeeds,
  loaded: LoadedOpener,
  plan: KnownPlan,
  control: LaneControl,
): Promise<void> {
  const { database } = context;
  const { conversation } = loaded.state;
  const { now } = loaded;
  const about = await readSource(database.read, loaded.character, conversation, plan.source);
  const facts = await openerFacts(context, loaded, plan, about !== null);
  const verdict = loaded.state.disclosed
    ? considerOpener(facts, now, context.chance)
    : ({ verdict: 'withhold', reason: 'undisclosed', lostMoment: false } as const);
  const details = { zone: facts.person.zone, ...('score' in verdict ? { score: verdict.score } : {}) };
  if (verdict.verdict === 'wait') return wait(context, plan, verdict, details, now);
  if (verdict.verdict === 'withhold' || about === null) {
    const lost = verdict.verdict === 'withhold' && verdict.lostMoment;
    const reason = verdict.verdict === 'withhold' ? verdict.reason : 'no-reason';
    await end(context, plan, { reason, lostMoment: lost, details }, now);
    if (!endsPlanning.has(reason)) await planAhead(context, conversation);
    return;
  }
  const others = (await readPlanned(database.read, conversation)).filter((one) => one.plan !== plan.plan);
  const change = await isChanged(context, loaded, plan, others);
  if (change !== null) {
    await end(context, plan, { reason: change, lostMoment: false, details }, now);
    return planAhead(context, conversation);
  }
  if (isWindowClosed(context, loaded)) {
    const again = { until: now + kindRules[plan.kind].retryMs, reason: 'window-closed' };
    return wait(context, plan, { verdict: 'wait', isRetry: true, ...again }, details, now);
  }
  await say(
    context,
    { loaded, plan, about, score: verdict.score.total },
    verdict.expiresAt,
    details,
    control,
  );
}

/** So much before a window closes nothing is begun that might leave behind it. */
const windowMarginMs = 10 * minuteMs;

/** Their service lets nobody write to them who has not heard from them for so long: they have to write first. */
function isWindowClosed({ account }: OpenerNeeds, { state, talk, now }: LoadedOpener): boolean {
  const { window = null } = account(state.account);
  if (window === null) return false;
  const heardAt = talk.findLast(({ direction }) => direction === 'incoming')?.sentAt ?? 0;
  return now > heardAt + window - windowMarginMs;
}

async function say(
  context: OpenerNeeds,
  task: Parameters<typeof decideOpener>[0],
  expiresAt: Milliseconds,
  details: object,
  control: LaneControl,
): Promise<void> {
  const { loaded } = task;
  const plan: KnownPlan = task.plan;
  const { clock, ledger, writing } = context;
  const startedAt = clock.now();
  const opinion = await openerOpinion(context, task, control.signal);
  if (control.signal.aborted) return;
  if (opinion.verdict === 'no') {
    await end(context, plan, { reason: 'second-opinion', lostMoment: true, details }, startedAt);
    return planAhead(context, loaded.state.conversation);
  }
  if (opinion.verdict === 'unknown') {
    // Whoever cannot be asked has not said yes.
    const again = { until: startedAt + kindRules[plan.kind].retryMs, reason: 'second-opinion-missing' };
    return wait(context, plan, { verdict: 'wait', isRetry: true, ...again }, details, startedAt);
  }
  const known = opinion.verdict === 'yes' ? { ...details, opinion: opinion.verdict } : details;
  const decision = decideOpener(task);
  const prompt = promptForOpener(context, task, decision);
  const tokens = prompt.notes.reduce((sum, note) => sum + note.tokens, 0);
  const own = writing.ownModels(loaded.character, 'voice.everyday');
  const estimate = ledger.estimate('voice.everyday', tokens, decision.maxTokens, own);
  const release = ledger.reserve(loaded.state.conversation, estimate);
  try {
    const generated = await writeOpener(context, task, decision, prompt, control.signal);
    if (control.signal.aborted) return context.superseded(loaded.state.conversation);
    if (generated.outcome === 'failed') {
      const again = { until: startedAt + kindRules[plan.kind].retryMs, reason: generated.reason };
      return await wait(context, plan, { verdict: 'wait', isRetry: true, ...again }, known, startedAt);
    }
    control.seal();
    const stored = await commitOpener(context, {
      task,
      decision,
      generated,
      startedAt,
      expiresAt,
      details: known,
    });
    if (stored === 'moved-on') context.superseded(loaded.state.conversation);
    else await planAhead(context, loaded.state.conversation);
  } finally {
    release();
  }
}

async function wait(
  context: OpenerNeeds,
  plan: KnownPlan,
  { until, reason, isRetry }: Extract<OpenerVerdict, { verdict: 'wait' }>,
  details: object,
  now: Milliseconds,
): Promise<void> {
  const { retries, latenessMs } = kindRules[plan.kind];
  if (isRetry && (plan.looks >= retries || until > plan.dueAt + latenessMs)) {
    return end(context, plan, { reason, lostMoment: true, details }, now);
  }
  const at = Math.max(until, now + minuteMs);
  await context.database.write(async (transaction) => {
    await postponePlan(transaction, plan.plan, at, isRetry);
    await recordDecision(transaction, { ...named(plan), verdict: 'waits', reason, details, until: at }, now);
  }, 'ordered');
}

async function end(
  context: OpenerNeeds,
  plan: KnownPlan,
  { reason, lostMoment, details = {} }: { reason: string; lostMoment: boolean; details?: object },
  now: Milliseconds,
): Promise<void> {
  const folds = lostMoment ? foldsUntil(plan.kind, now) : null;
  await context.database.write(async (transaction) => {
    const settled = { from: 'planned', to: 'ended', reason, foldsUntil: folds } as const;
    if (!(await settlePlan(transaction, plan.plan, settled, now))) return;
    await recordDecision(transaction, { ...named(plan), verdict: 'withheld', reason, details }, now);
  }, 'ordered');
}

async function later(context: OpenerNeeds, plans: readonly Plan[], at: Milliseconds): Promise<void> {
  if (plans.length === 0) return;
  await context.database.write(async (transaction) => {
    for (const { plan } of plans) await postponePlan(transaction, plan, at, false);
  }, 'ordered');
}

const named = ({ conversation, plan, kind, source }: Plan) => ({ conversation, plan, kind, source });

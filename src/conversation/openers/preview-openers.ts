import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { considerOpener, oddsOf } from '../../proactive/consider.js';
import type { PersonZone, ProactiveFacts } from '../../proactive/facts.js';
import { dayMs } from '../../proactive/local-time.js';
import { settleMissed } from '../../proactive/missed.js';
import type { PlanKind } from '../../proactive/plan-kinds.js';
import { score, type Score } from '../../proactive/score.js';
import { readPlanned, readSent, type Plan } from '../../store/plan/plan-reader.js';
import { loadOpener, type LoadedOpener } from './load-opener.js';
import type { OpenerReading } from './opener-needs.js';
import { isPlanKind, openerFacts, pausedUntil, perWeekOf } from './opener-facts.js';
import { readSource } from '../planning/plan-source.js';

/** What would become of a plan. `chance`: nothing speaks against it, and whether it goes out then is drawn. */
export interface PreviewVerdict {
  readonly verdict: 'send' | 'withhold' | 'wait' | 'chance';
  readonly reason: string;
  readonly until: Milliseconds | null;
}

export interface PlanPreview {
  readonly plan: number;
  readonly kind: string;
  readonly source: string;
  readonly dueAt: Milliseconds;
  readonly lookAt: Milliseconds;
  readonly now: PreviewVerdict;
  /** At the moment it is looked at next, if nothing changes until then; null where that is now. */
  readonly atItsTime: PreviewVerdict | null;
  readonly score: Score;
  /** How likely a motive of this strength is followed. */
  readonly odds: number;
}

export interface OpenersPreview {
  /** False where the conversation's account speaks to nobody now; then nothing else is known. */
  readonly isServed: boolean;
  readonly hasAgreed: boolean;
  readonly zone: PersonZone | null;
  readonly pausedUntil: Milliseconds | null;
  readonly perWeek: number;
  readonly sentThisWeek: number;
  readonly plans: readonly PlanPreview[];
}

type KnownPlan = Plan & { readonly kind: PlanKind };

const latestSent = 40;
/** Draws that are never lucky: what goes out nevertheless goes out for certain. */
const unlucky = { next: () => 1 };

/** What would be considered for one conversation now, and what would come of it. Asks no model, sends and stores nothing. */
export async function previewOpeners(
  reading: OpenerReading,
  conversation: ConversationId,
): Promise<OpenersPreview> {
  const { read } = reading.database;
  const loaded = await loadOpener(reading, conversation);
  if (!loaded) {
    const nothing = { zone: null, pausedUntil: null, perWeek: 0, sentThisWeek: 0, plans: [] };
    return { isServed: false, hasAgreed: false, ...nothing };
  }
  const { now } = loaded;
  const planned = (await readPlanned(read, conversation)).filter((plan): plan is KnownPlan =>
    isPlanKind(plan.kind),
  );
  const { dropped, later } = settleMissed(
    planned.filter(({ lookAt }) => lookAt <= now),
    now,
  );
  const plans: PlanPreview[] = [];
  for (const plan of planned) {
    const facts = await factsOf(reading, loaded, plan);
    const letGo = dropped.find((one) => one.plan === plan);
    const isBehind = later.includes(plan);
    const isDue = plan.lookAt <= now;
    const ifLooked = (at: Milliseconds): PreviewVerdict => verdictAt(loaded, facts, at);
    plans.push({
      plan: plan.plan,
      kind: plan.kind,
      source: plan.source,
      dueAt: plan.dueAt,
      lookAt: plan.lookAt,
      now: letGo
        ? { verdict: 'withhold', reason: letGo.reason, until: null }
        : isBehind
          ? { verdict: 'wait', reason: 'another-first', until: null }
          : ifLooked(now),
      atItsTime: isDue ? null : ifLooked(plan.lookAt),
      score: score(facts, Math.max(now, plan.lookAt)),
      odds: Math.round(oddsOf(score(facts, Math.max(now, plan.lookAt))) * 100) / 100,
    });
  }
  const sent = await readSent(read, conversation, latestSent);
  return {
    isServed: true,
    hasAgreed: loaded.standing.hasAgreed,
    zone: loaded.zone,
    pausedUntil: pausedUntil(loaded),
    perWeek: perWeekOf(reading, loaded),
    sentThisWeek: sent.filter(({ at }) => now - at < 7 * dayMs).length,
    plans,
  };
}

async function factsOf(
  reading: OpenerReading,
  loaded: LoadedOpener,
  plan: KnownPlan,
): Promise<ProactiveFacts> {
  const { conversation } = loaded.state;
  const about = await readSource(reading.database.read, loaded.character, conversation, plan.source);
  return openerFacts(reading, loaded, plan, about !== null);
}

function verdictAt({ state }: LoadedOpener, facts: ProactiveFacts, at: Milliseconds): PreviewVerdict {
  if (!state.disclosed) return { verdict: 'withhold', reason: 'undisclosed', until: null };
  const verdict = considerOpener(facts, at, unlucky);
  if (verdict.reason === 'not-in-the-mood') return { verdict: 'chance', reason: 'motive', until: null };
  const until = verdict.verdict === 'wait' ? verdict.until : null;
  return { verdict: verdict.verdict, reason: verdict.reason, until };
}

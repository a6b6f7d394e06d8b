import type { Milliseconds } from '../core/clock.js';
import { minuteMs } from './local-time.js';
import { kindRules, type PlanKind } from './plan-kinds.js';

export interface WaitingPlan {
  readonly plan: number;
  readonly kind: PlanKind;
  readonly dueAt: Milliseconds;
  /** When it was to be looked at. */
  readonly lookAt: Milliseconds;
}

/** What becomes of the plans of one conversation that are to be looked at now. */
export interface Settled<P extends WaitingPlan> {
  /** The one that is considered. */
  readonly take: P | null;
  /** Those that wait for the next look. */
  readonly later: readonly P[];
  /** Let go, with the reason; some of them are made anew at the next occasion. */
  readonly dropped: readonly { readonly plan: P; readonly reason: string }[];
}

/** A tick comes every minute and a scan is bounded: later than this nobody was there to look. */
const lateAfterMs = 15 * minuteMs;

/**
 * One plan at a time, and of those that fell due while nobody looked at most one: a person who was not written to for
 * a night does not get the whole night at breakfast.
 */
export function settleMissed<P extends WaitingPlan>(plans: readonly P[], now: Milliseconds): Settled<P> {
  const dropped: { plan: P; reason: string }[] = [];
  const candidates: { plan: P; isLate: boolean }[] = [];
  for (const plan of plans) {
    const isLate = now - plan.lookAt > lateAfterMs;
    const { whenMissed, latenessMs } = kindRules[plan.kind];
    if (!isLate) candidates.push({ plan, isLate });
    else if (whenMissed === 'replan') dropped.push({ plan, reason: 'missed-made-anew' });
    else if (whenMissed === 'drop' || now > plan.dueAt + latenessMs) dropped.push({ plan, reason: 'missed' });
    else candidates.push({ plan, isLate });
  }
  candidates.sort(
    (a, b) =>
      kindRules[b.plan.kind].priority - kindRules[a.plan.kind].priority || a.plan.dueAt - b.plan.dueAt,
  );
  const [first, ...rest] = candidates;
  for (const { plan, isLate } of rest) {
    if (isLate) dropped.push({ plan, reason: 'missed-one-is-enough' });
  }
  return {
    take: first?.plan ?? null,
    later: rest.filter(({ isLate }) => !isLate).map(({ plan }) => plan),
    dropped,
  };
}

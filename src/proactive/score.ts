import type { Milliseconds } from '../core/clock.js';
import { usualness } from './activity.js';
import type { ProactiveFacts } from './facts.js';
import { dayMs, hourMs } from './local-time.js';
import { ignoredStreak } from './pace-rules.js';
import { kindRules } from './plan-kinds.js';
import { believed } from './talk-rules.js';

/** A motive in figures: what it comes to, and what each thing added or took. Kept with the decision. */
export interface Score {
  readonly total: number;
  readonly parts: Readonly<Record<string, number>>;
}

/** At this a plan goes out at once; below the other it does not; in between chance decides, so that nobody can set a watch by it. */
export const threshold = { send: 0.6, withhold: 0.35 };

/**
 * How strong the motive is: what the kind is worth, and what the relationship, the last exchange, the hour and the
 * silence add or take. The weights are ours; each is small beside the worth, so that no mood outweighs a reason.
 */
export function score(facts: ProactiveFacts, now: Milliseconds): Score {
  const { plan, talk, limits, stage, person } = facts;
  const parts = {
    worth: kindRules[plan.kind].worth,
    initiative: 0.15 * clamp((limits.perWeek - 3) / 4),
    stage: 0.15 * (2 * stage - 1),
    momentum: 0.1 * clamp(talk.momentum),
    hour: 0.4 * (usualness(person.activity, now) - 0.5),
    silence: silence(facts, now),
    ignored: -0.1 * ignoredStreak(facts),
  };
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { total: round(total), parts: mapped(parts) };
}

function silence({ plan, talk }: ProactiveFacts, now: Milliseconds): number {
  const theirs = believed(talk.personWroteAt, now) ?? 0;
  const ours = believed(talk.ourSideWroteAt, now) ?? 0;
  const since = now - theirs;
  // The last word is ours and stands there unanswered: the next move is theirs.
  const unanswered = ours > theirs + 2 * hourMs ? -0.1 : 0;
  // A reason of its own is not too early because they talked this morning; a word without one is.
  if (since < 6 * hourMs) return unanswered - (kindRules[plan.kind].worth < 0.6 ? 0.1 : 0);
  if (since < dayMs) return unanswered;
  if (since < 5 * dayMs) return unanswered + 0.1;
  return unanswered + (since < 21 * dayMs ? 0 : -0.15);
}

const clamp = (value: number): number => Math.max(-1, Math.min(1, value));
const round = (value: number): number => Math.round(value * 1_000) / 1_000;

function mapped(parts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, round(value)]));
}

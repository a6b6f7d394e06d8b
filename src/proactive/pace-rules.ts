import type { Milliseconds } from '../core/clock.js';
import { never, until, type ProactiveFacts, type Rule } from './facts.js';
import { dayMs } from './local-time.js';
import { kindRules } from './plan-kinds.js';
import { believed } from './talk-rules.js';

/** After one, two and three openers without an answer; after a fourth it is silent until they write (SAFETY 1.5). */
const backOffMs: readonly Milliseconds[] = [dayMs, 3 * dayMs, 7 * dayMs];
/** What lies unseen says nothing about being welcome: a second one on top helps nobody. */
const unseenMs = 2 * dayMs;
/** Asked for one by one, and still no reason to fill a day with them. */
const requestedPerDay = 5;

/** How often, how soon after the last one, and how often in vain. */
export const paceRules: readonly Rule[] = [caps, gap, backOff, unseen, spacing];

/** Openers the person got without asking for them. */
const unasked = ({ sent }: ProactiveFacts) => sent.filter(({ kind }) => kind !== 'requested');

function caps(facts: ProactiveFacts, now: Milliseconds) {
  const { plan, limits, sent } = facts;
  if (plan.kind === 'requested') {
    const requested = sent.filter(({ kind }) => kind === 'requested');
    return capped(requested, requestedPerDay, dayMs, now, 'cap-per-day');
  }
  if (limits.perDay === 0 || limits.perWeek === 0) return never('cap-zero');
  return (
    capped(unasked(facts), limits.perWeek, 7 * dayMs, now, 'cap-per-week') ??
    capped(unasked(facts), limits.perDay, dayMs, now, 'cap-per-day')
  );
}

/** Counted over the hours behind us and not by the calendar, so that it holds in every time zone and through every jump. */
function capped(
  openers: ProactiveFacts['sent'],
  most: number,
  windowMs: Milliseconds,
  now: Milliseconds,
  reason: string,
) {
  const times = openers.flatMap(({ at }) => believed(at, now) ?? []).filter((at) => now - at < windowMs);
  const leaves = times.sort((a, b) => b - a)[most - 1];
  return leaves === undefined ? null : until(leaves + windowMs, reason);
}

function latest(openers: ProactiveFacts['sent'], now: Milliseconds): Milliseconds | null {
  const times = openers.flatMap(({ at }) => believed(at, now) ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

function gap(facts: ProactiveFacts, now: Milliseconds) {
  if (facts.plan.kind === 'requested') return null;
  const last = latest(facts.sent, now);
  const { minGapMs } = facts.limits;
  return last !== null && now - last < minGapMs ? until(last + minGapMs, 'too-soon') : null;
}

/** Openers that wanted an answer and got none, back to the last sign of life. */
export function ignoredStreak({ sent, talk }: Pick<ProactiveFacts, 'sent' | 'talk'>): number {
  let streak = 0;
  for (const { at, kind, isAnswered } of sent) {
    if (isAnswered || (talk.personWroteAt !== null && at <= talk.personWroteAt)) break;
    if (kindRules[kind].expectsAnswer) streak += 1;
  }
  return streak;
}

function backOff(facts: ProactiveFacts, now: Milliseconds) {
  if (facts.plan.kind === 'requested') return null;
  const streak = ignoredStreak(facts);
  if (streak === 0) return null;
  const pause = backOffMs[streak - 1];
  if (pause === undefined) return never('ignored');
  const last = latest(unasked(facts), now);
  return last !== null && now - last < pause ? until(last + pause, `ignored-${streak}`) : null;
}

function unseen(facts: ProactiveFacts, now: Milliseconds) {
  const [last] = unasked(facts);
  if (facts.plan.kind === 'requested' || last?.isSeen !== false || last.isAnswered) return null;
  const at = believed(last.at, now);
  return at !== null && now - at < unseenMs ? until(at + unseenMs, 'unseen') : null;
}

function spacing({ plan, sent }: ProactiveFacts, now: Milliseconds) {
  const { spacingMs } = kindRules[plan.kind];
  const last = latest(
    sent.filter(({ kind }) => kind === plan.kind),
    now,
  );
  return last !== null && now - last < spacingMs ? until(last + spacingMs, 'same-kind-lately') : null;
}

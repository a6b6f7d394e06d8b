import type { Milliseconds } from '../core/clock.js';
import { isClearlyAwake } from './activity.js';
import { until, type ProactiveFacts, type Rule } from './facts.js';
import { hourMs, minuteMs } from './local-time.js';
import { kindRules } from './plan-kinds.js';
import { quietUntil, type QuietRange } from './quiet-range.js';

/** Whether the hour is one to write in, by the person's clock and by the character's. */
export const hourRules: readonly Rule[] = [personsHours, unknownHours, charactersHours, kindsHours];

const stepMs = 15 * minuteMs;

/** Quiet anywhere within the doubt about their clock is quiet. */
function personsHours(facts: ProactiveFacts, now: Milliseconds) {
  const { clock, quiet, zone } = facts.person;
  const margin = zone.kind === 'inferred' ? zone.doubtMs : 0;
  for (let off = -margin; off <= margin; off += stepMs) {
    const end = quietUntil(quiet, clock, now + off);
    if (end !== null) return until(Math.max(end - off, now + minuteMs), 'quiet-hours');
  }
  return null;
}

/** Nobody knows their clock: only hours in which they were up and about before, or the one they named themselves. */
function unknownHours({ plan, person: { zone, activity } }: ProactiveFacts, now: Milliseconds) {
  if (plan.kind === 'requested') return null;
  if (zone.kind !== 'unknown' || isClearlyAwake(activity, now)) return null;
  const nextHour = (Math.floor(now / hourMs) + 1) * hourMs;
  for (let hours = 0; hours < 24; hours += 1) {
    const at = nextHour + hours * hourMs;
    if (isClearlyAwake(activity, at)) return until(at, 'unknown-zone');
  }
  return until(now + 24 * hourMs, 'unknown-zone');
}

function charactersHours({ character: { clock, away } }: ProactiveFacts, now: Milliseconds) {
  const end = quietUntil(away, clock, now);
  return end === null ? null : until(Math.max(end, now + minuteMs), 'character-away');
}

function kindsHours({ plan, person }: ProactiveFacts, now: Milliseconds) {
  const { window } = kindRules[plan.kind];
  if (window === null) return null;
  const [from, to] = window;
  const outside: QuietRange = { from: to, to: from };
  const end = quietUntil([outside], person.clock, now);
  return end === null ? null : until(Math.max(end, now + minuteMs), 'wrong-time-of-day');
}

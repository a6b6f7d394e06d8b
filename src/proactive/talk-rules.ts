import type { Milliseconds } from '../core/clock.js';
import { never, until, type ProactiveFacts, type Rule } from './facts.js';
import { dayMs, hourMs, minuteMs } from './local-time.js';
import { kindRules } from './plan-kinds.js';

/** SAFETY 1.3: nothing for eight hours after somebody said goodbye. */
const farewellMs = 8 * hourMs;
/** SAFETY 2.2: nothing light for three days after a crisis. */
const crisisMs = 72 * hourMs;
/** A clock that was set back makes the past lie ahead; further ahead than this it is a wrong record, not a wrong clock. */
const clockErrorMs = 7 * dayMs;

/** The moment, or now where a clock that was set back since wrote it down; null for what cannot be true at all. */
export function believed(at: Milliseconds | null, now: Milliseconds): Milliseconds | null {
  if (at === null || at - now > clockErrorMs) return null;
  return Math.min(at, now);
}

/** What the talk itself says about speaking now. */
export const talkRules: readonly Rule[] = [personWroteFirst, inLiveTalk, afterFarewell, inCrisis];

function personWroteFirst({ plan, talk, person }: ProactiveFacts, now: Milliseconds) {
  const { endsWhenPersonWrites } = kindRules[plan.kind];
  const wroteAt = believed(talk.personWroteAt, now);
  if (wroteAt === null || wroteAt <= plan.createdAt || endsWhenPersonWrites === 'never') return null;
  if (endsWhenPersonWrites === 'always') return never('person-wrote-first');
  const isToday = person.clock.local(wroteAt).day === person.clock.local(now).day;
  return isToday ? never('person-wrote-first') : null;
}

function inLiveTalk({ plan, talk }: ProactiveFacts, now: Milliseconds) {
  const { restMs } = kindRules[plan.kind];
  if (talk.isOpen) return until(now + Math.max(restMs, 15 * minuteMs), 'live-talk');
  const last = Math.max(believed(talk.personWroteAt, now) ?? 0, believed(talk.ourSideWroteAt, now) ?? 0);
  return now - last < restMs ? until(last + restMs, 'live-talk') : null;
}

function afterFarewell({ plan, talk }: ProactiveFacts, now: Milliseconds) {
  const farewellAt = believed(talk.farewellAt, now);
  if (farewellAt === null || now - farewellAt >= farewellMs) return null;
  // "Bye, text me in two hours" is a goodbye and a wish in one.
  if (plan.kind === 'requested' && plan.createdAt >= farewellAt) return null;
  return until(farewellAt + farewellMs, 'farewell');
}

function inCrisis({ plan, talk }: ProactiveFacts, now: Milliseconds) {
  const crisisAt = believed(talk.crisisAt, now);
  if (crisisAt === null || now - crisisAt >= crisisMs) return null;
  return kindRules[plan.kind].isLight ? never('crisis-care') : null;
}

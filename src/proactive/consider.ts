import type { Chance } from '../core/chance.js';
import type { Milliseconds } from '../core/clock.js';
import { until, type Objection, type ProactiveFacts, type Rule } from './facts.js';
import { hourRules } from './hour-rules.js';
import { minuteMs } from './local-time.js';
import { paceRules } from './pace-rules.js';
import { kindRules } from './plan-kinds.js';
import { score, threshold, type Score } from './score.js';
import { meansRules, standingRules } from './standing-rules.js';
import { talkRules } from './talk-rules.js';

/** Whether to write first now. Each "no" names its reason; `lostMoment` says that it was one of timing and not of principle. */
export type OpenerVerdict =
  | {
      readonly verdict: 'send';
      readonly reason: string;
      readonly score: Score;
      /** Not sent by then, it may not be sent any more. */
      readonly expiresAt: Milliseconds;
    }
  | {
      readonly verdict: 'withhold';
      readonly reason: string;
      readonly lostMoment: boolean;
      readonly score?: Score;
    }
  | {
      readonly verdict: 'wait';
      readonly until: Milliseconds;
      readonly reason: string;
      /** It counts as one of the kind's retries. */
      readonly isRetry: boolean;
      readonly score?: Score;
    };

/** In this order: what is said first is the reason that is kept. */
const rules: readonly Rule[] = [
  ...standingRules,
  notYet,
  ...talkRules,
  ...hourRules,
  ...paceRules,
  ...meansRules,
  tooEarlyTogether,
];

function notYet({ plan }: ProactiveFacts, now: Milliseconds): Objection | null {
  return plan.dueAt > now ? until(plan.dueAt, 'not-yet') : null;
}

function tooEarlyTogether({ plan, stage }: ProactiveFacts): Objection | null {
  return stage < kindRules[plan.kind].fromStage ? { kind: 'never', reason: 'too-early-together' } : null;
}

/** A bubble that was not sent within this time has missed the moment it was made for. */
const deliveryMs = 30 * minuteMs;
const finestMs = 5 * minuteMs;

/** Send, keep for later, or let go: the whole decision to write first. Pure; chance settles what is neither here nor there. */
export function considerOpener(facts: ProactiveFacts, now: Milliseconds, chance: Chance): OpenerVerdict {
  const { plan } = facts;
  const kind = kindRules[plan.kind];
  const latest = plan.dueAt + kind.latenessMs;
  for (const rule of rules) {
    const objection = rule(facts, now);
    if (objection === null) continue;
    if (objection.kind === 'never')
      return { verdict: 'withhold', reason: objection.reason, lostMoment: false };
    if (objection.at > latest) return { verdict: 'withhold', reason: objection.reason, lostMoment: true };
    return { verdict: 'wait', until: objection.at, reason: objection.reason, isRetry: false };
  }
  if (now > latest) return { verdict: 'withhold', reason: 'too-late', lostMoment: true };
  if (plan.kind === 'requested') return send(facts, now, 'asked-for', { total: 1, parts: { worth: 1 } });
  const motive = score(facts, now);
  if (motive.total < threshold.withhold) {
    return { verdict: 'withhold', reason: 'weak-motive', lostMoment: true, score: motive };
  }
  const odds = oddsOf(motive);
  if (odds >= 1 || chance.next() < odds) return send(facts, now, 'motive', motive);
  const again = now + kind.retryMs;
  if (plan.looks >= kind.retries || again > latest) {
    return { verdict: 'withhold', reason: 'not-in-the-mood', lostMoment: true, score: motive };
  }
  return { verdict: 'wait', until: again, reason: 'not-in-the-mood', isRetry: true, score: motive };
}

/** How likely a motive of this strength is followed, where no rule speaks against it: 0 to 1. */
export function oddsOf({ total }: Score): number {
  const odds = (total - threshold.withhold) / (threshold.send - threshold.withhold);
  return Math.max(0, Math.min(1, odds));
}

function send(facts: ProactiveFacts, now: Milliseconds, reason: string, motive: Score): OpenerVerdict {
  let expiresAt = now;
  while (expiresAt < now + deliveryMs) {
    const next = expiresAt + finestMs;
    if (hourRules.some((rule) => rule(facts, next) !== null)) break;
    expiresAt = next;
  }
  return { verdict: 'send', reason, score: motive, expiresAt: Math.max(expiresAt, now + minuteMs) };
}

import { never, until, type Rule } from './facts.js';
import { hourMs, minuteMs } from './local-time.js';

/** Who said no, in whatever way. None of these is ever weighed against anything. */
export const standingRules: readonly Rule[] = [
  ({ isOn }) => (isOn ? null : never('switched-off')),
  ({ hasStopped }) => (hasStopped ? never('stopped') : null),
  ({ hasBlocked }) => (hasBlocked ? never('blocked') : null),
  ({ consent, plan }) =>
    consent === 'agreed' || (consent === 'this-message' && plan.kind === 'requested')
      ? null
      : never('no-consent'),
  ({ talk }) => (talk.personWroteAt === null ? never('never-wrote') : null),
  ({ isUnwanted, plan }) => (isUnwanted && plan.kind !== 'requested' ? never('asked-not-to') : null),
  ({ plan }) => (plan.source === null || plan.source === '' ? never('no-reason') : null),
  ({ isTakenOver }, now) => (isTakenOver ? until(now + hourMs, 'human-writes') : null),
  ({ pausedUntil }, now) => (pausedUntil !== null && pausedUntil > now ? until(pausedUntil, 'paused') : null),
];

const lookAgainMs = 20 * minuteMs;

/** Whether the account may and can. A limited account is kept for answers: writing first is what made it limited. */
export const meansRules: readonly Rule[] = [
  ({ account }, now) => {
    if (account.state === 'away') return until(now + lookAgainMs, 'account-away');
    return account.state === 'limited' ? until(now + hourMs, 'account-limited') : null;
  },
  // Whatever its service thinks of being written to first, they asked for this.
  ({ account, plan }) =>
    account.state === 'answers-only' && plan.kind !== 'requested' ? never('answers-only') : null,
  ({ account }, now) => (account.freeFrom > now ? until(account.freeFrom, 'rate-cap') : null),
  ({ budget, plan }, now) => {
    if (budget === 'spent') return until(now + hourMs, 'budget-spent');
    // Near the limit what is left is kept for answers.
    return budget === 'short' && plan.kind !== 'requested' ? until(now + hourMs, 'budget-short') : null;
  },
];

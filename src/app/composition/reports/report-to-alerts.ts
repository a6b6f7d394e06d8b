import { isLost } from '../../../account/health-state.js';
import type { Clock } from '../../../core/clock.js';
import type { Alert } from '../../../monitoring/alerts/alert.js';
import {
  accountLost,
  accountNotRotated,
  accountRotated,
  accountTakenOver,
  accountWell,
  answersAgain,
  budgetReached,
  messageParked,
  noAnswers,
  secondReceiver,
  storeUnwell,
  storeWell,
  unknownSessions,
} from '../../../monitoring/alerts/alert-words.js';
import { spendDay } from '../../../store/spend/spend-store.js';
import type { RuntimeReport } from '../runtime-parts.js';

/** So many answers in a row that could not be written are no hiccup: each was tried with its fallbacks. */
const failedInRow = 5;

/** What the runtime reports, as far as the operator should hear of it at once. */
export function reportToAlerts(
  raise: (alert: Alert) => void,
  clock: Pick<Clock, 'now'>,
): Partial<RuntimeReport> {
  let failed = 0;
  return {
    health: (account, _was, { state, evidence }) => {
      if (isLost(state)) raise(accountLost(account, state, evidence));
      else if (state === 'second-receiver') raise(secondReceiver(account, evidence));
      else if (state === 'healthy') raise(accountWell(account));
    },
    notSent: ({ account }, action) => {
      if (action === 'park') raise(messageParked(account, spendDay(clock.now())));
    },
    strangers: (account, unknown) => raise(unknownSessions(account, unknown)),
    rotated: ({ from, to, reason }, { conversations }) =>
      raise(accountRotated(from, to, reason, conversations)),
    notRotated: (account, state) => raise(accountNotRotated(account, state)),
    leaseTaken: (account) => raise(accountTakenOver(account)),
    budgetReached: (by) => raise(budgetReached(by, spendDay(clock.now()))),
    store: (state) => raise(state.state === 'ok' ? storeWell() : storeUnwell(state.state, state.code)),
    finished: ({ outcome }) => {
      if (outcome === 'spoke') {
        if (failed >= failedInRow) raise(answersAgain());
        failed = 0;
      } else if (outcome === 'failed') {
        failed += 1;
        if (failed >= failedInRow) raise(noAnswers(failed));
      }
    },
  };
}

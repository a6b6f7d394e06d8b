import type { Milliseconds } from '../../core/clock.js';
import type { Alert } from './alert.js';

/** The alerts there are, one helper each, so that a kind and its words exist once. */

export function accountLost(account: string, state: string, code: string): Alert {
  return {
    ...{ kind: 'account-lost', severity: 'critical', key: `account:${account}` },
    text: `Account ${account} is lost (${spoken(state)}): see "kindred account show ${account}".`,
    fields: { account, state, code },
  };
}

export function accountWell(account: string): Alert {
  return {
    ...{ kind: 'account-well', severity: 'resolved', key: `account:${account}` },
    text: `Account ${account} is well again.`,
    fields: { account, state: 'healthy' },
  };
}

export function accountRotated(account: string, successor: string, reason: string, count: number): Alert {
  return {
    ...{ kind: 'account-rotated', severity: 'warning', key: `rotated:${account}` },
    text: `${count === 1 ? '1 chat' : `${count} chats`} of ${account} moved to ${successor} (${spoken(reason)}): put another standby in place.`,
    fields: { account, successor, state: reason, count },
  };
}

export function accountNotRotated(account: string, state: string): Alert {
  return {
    ...{ kind: 'account-not-rotated', severity: 'critical', key: `not-rotated:${account}` },
    text: `Account ${account} is lost (${spoken(state)}) and no standby can take its people over: sign one in.`,
    fields: { account, state },
  };
}

export function accountTakenOver(account: string): Alert {
  return {
    ...{ kind: 'account-taken-over', severity: 'critical', key: `taken:${account}` },
    text: `Another program uses account ${account} now: find it and stop it.`,
    fields: { account },
  };
}

export function secondReceiver(account: string, code: string): Alert {
  return {
    ...{ kind: 'second-receiver', severity: 'critical', key: `account:${account}` },
    text: `Another program fetches what people write to ${account}: find it, or the webhook that is set, and stop it.`,
    fields: { account, state: 'second-receiver', code },
  };
}

/** Once a day and account: each one stands in the listing of the chats. */
export function messageParked(account: string, day: string): Alert {
  return {
    ...{ kind: 'message-parked', severity: 'warning', key: `parked:${account}:${day}` },
    text: `A message of ${account} may not have arrived and is not sent again: see "kindred chats".`,
    fields: { account },
  };
}

export function unknownSessions(account: string, count: number): Alert {
  return {
    ...{ kind: 'unknown-sessions', severity: 'warning', key: `sessions:${account}:${count}` },
    text: `Account ${account} was signed in on ${count === 1 ? 'a device' : `${count} devices`} nobody accepted: see "kindred account show ${account}".`,
    fields: { account, count },
  };
}

export function budgetReached(by: 'person' | 'all', day: string): Alert {
  return {
    ...{ kind: 'budget-reached', severity: 'warning', key: `budget:${by}:${day}` },
    text:
      by === 'all'
        ? "The day's budget is used up: answers wait for the next day (UTC), or raise budget.inAllPerDay."
        : "The day's budget of one person is used up: their answers wait for the next day (UTC).",
    fields: { state: by },
  };
}

export function vaultShut(accounts: readonly string[], reason: string): Alert {
  const [first = ''] = accounts;
  return {
    ...{ kind: 'vault-shut', severity: 'critical', key: 'vault' },
    text: `The vault gives out no session for ${accounts.length === 1 ? first : `${accounts.length} accounts`} (${spoken(reason)}): see "kindred vault status".`,
    fields: { code: reason, count: accounts.length, ...(accounts.length === 1 ? { account: first } : {}) },
  };
}

export function storeUnwell(state: string, code: string): Alert {
  return {
    ...{ kind: 'store-unwell', severity: 'critical', key: 'store' },
    text: `The disk takes no writes (${spoken(state)}, ${code}): nothing is taken in or sent until it does.`,
    fields: { state, code },
  };
}

export function storeWell(): Alert {
  return {
    ...{ kind: 'store-well', severity: 'resolved', key: 'store' },
    text: 'The disk takes writes again: what waited goes on.',
    fields: { state: 'ok' },
  };
}

export function silence(silentMs: Milliseconds): Alert {
  const hours = Math.round(silentMs / 3_600_000);
  return {
    ...{ kind: 'silence', severity: 'warning', key: 'silence' },
    text: `Nobody wrote for ${hours} h, though at this time of day people do: see "kindred status".`,
    fields: { hours },
  };
}

export function silenceOver(): Alert {
  return {
    ...{ kind: 'silence-over', severity: 'resolved', key: 'silence' },
    text: 'People write again.',
    fields: {},
  };
}

export function noAnswers(count: number): Alert {
  return {
    ...{ kind: 'no-answers', severity: 'critical', key: 'answers' },
    text: `${count} answers in a row could not be written: "kindred status" says which model fails.`,
    fields: { count },
  };
}

export function answersAgain(): Alert {
  return {
    ...{ kind: 'answers-again', severity: 'resolved', key: 'answers' },
    text: 'Answers are written again.',
    fields: {},
  };
}

const spoken = (code: string): string => code.replaceAll('-', ' ');

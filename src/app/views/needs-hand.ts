import { counted } from '../../lib/counted.js';
import type { NeedsHand, StatusReport } from './status-report.js';

/** So many calls in a row are no hiccup: each was tried with its fallbacks before. */
const failingCalls = 3;
/** What an account's next step is called where nobody has to take one. */
const nothingToDo: ReadonlySet<string> = new Set(['-', 'wait']);

/** What waits for the operator, the worst first. Nothing in it says what anybody wrote. */
export function needsHand(report: Omit<StatusReport, 'needsHand'>): readonly NeedsHand[] {
  const found = [
    ...ofRun(report),
    ...ofAccounts(report),
    ...ofModels(report),
    ...ofSpending(report),
    ...ofQueue(report),
  ];
  return [
    ...found.filter(({ urgency }) => urgency === 'now'),
    ...found.filter(({ urgency }) => urgency === 'soon'),
  ];
}

function ofRun({ running }: Pick<StatusReport, 'running'>): readonly NeedsHand[] {
  if (running === null) {
    return [
      entry('not-running', null, 'kindred run is not at work: nobody is answered', 'start "kindred run"'),
    ];
  }
  if ('trouble' in running) {
    return [
      entry('run-silent', null, `kindred run did not say how it is: ${running.trouble}`, 'look into its log'),
    ];
  }
  const { store, condition } = running;
  const unwell =
    store.state === 'ok'
      ? []
      : [
          entry(
            `store-${store.state}`,
            null,
            `the disk takes no writes (${store.code}): nothing is taken in or sent`,
            store.state === 'full'
              ? 'make room on the disk: it goes on by itself'
              : 'look at the disk, then start again',
          ),
        ];
  const others = condition.live.filter((reason) => !reason.startsWith('store-'));
  return [
    ...unwell,
    ...others.map((reason) =>
      entry(
        reason,
        null,
        'no account that serves people has been online for minutes',
        '"kindred accounts" says why',
      ),
    ),
  ];
}

function ofAccounts({ accounts }: Pick<StatusReport, 'accounts'>): readonly NeedsHand[] {
  if (accounts.length === 0) {
    const todo = 'copy accounts/example.yaml.sample to accounts/<name>.yaml and run "kindred login <name>"';
    return [entry('no-account', null, 'there is no account', todo)];
  }
  return accounts.flatMap(({ account, state, next, unknownSessions }) => [
    ...(nothingToDo.has(next) || next === 'check-sessions'
      ? []
      : [
          entry(
            `account-${state}`,
            account,
            `${account} is ${state.replaceAll('-', ' ')}`,
            todoOf(account, next),
          ),
        ]),
    ...(unknownSessions === 0
      ? []
      : [
          entry(
            'unknown-sessions',
            account,
            `${account} is signed in on ${counted(unknownSessions, 'device')} nobody accepted`,
            `kindred account show ${account}`,
          ),
        ]),
  ]);
}

function todoOf(account: string, next: string): string {
  if (next === 'login') return `kindred login ${account}`;
  if (next === 'ban-check') return `kindred ban-check ${account}`;
  return `${next.replaceAll('-', ' ')}: kindred account show ${account}`;
}

function ofModels({ models, running }: Pick<StatusReport, 'models' | 'running'>): readonly NeedsHand[] {
  const facts = running === null || 'trouble' in running ? [] : running.models;
  return [
    ...models.flatMap(({ provider, model, run }) =>
      run === null || run.failuresInRow < failingCalls
        ? []
        : [
            entry(
              'model-failing',
              `${provider}:${model}`,
              `${provider}:${model} failed ${run.failuresInRow} times in a row (${run.lastFailure?.kind ?? 'unknown'})`,
              '"kindred doctor" asks its server; or name another model under models.roles',
            ),
          ],
    ),
    ...facts.flatMap(({ provider, model, reads, speaksNoJson }) =>
      reads === null && !speaksNoJson
        ? []
        : [
            entry(
              'model-unfit',
              `${provider}:${model}`,
              speaksNoJson
                ? `${provider}:${model} answers no JSON, which scribe and strategist need`
                : `${provider}:${model} reads only the first ${reads ?? 0} tokens of a prompt`,
              speaksNoJson
                ? 'give these roles another model'
                : 'give its server more context (docs/models.md)',
            ),
          ],
    ),
  ];
}

function ofSpending({ spendToday }: Pick<StatusReport, 'spendToday'>): readonly NeedsHand[] {
  const { dollars, budgetDollars } = spendToday;
  if (budgetDollars === null || dollars < budgetDollars) return [];
  return [
    entry(
      'budget-reached',
      null,
      "the day's budget is used up: answers wait for the next day (UTC)",
      'raise budget.inAllPerDay in kindred.yaml, or wait',
    ),
  ];
}

function ofQueue({ queue }: Pick<StatusReport, 'queue'>): readonly NeedsHand[] {
  const { handedOver, knocking, inDoubt } = queue;
  return [
    ...(handedOver === 0
      ? []
      : [entry('handed-over', null, `${counted(handedOver, 'chat')} left to you`, 'kindred chats')]),
    ...(knocking === 0
      ? []
      : [
          entry(
            'people-waiting',
            null,
            `${counted(knocking, 'person', 'people')} waiting to be let in`,
            'kindred people',
          ),
        ]),
    ...(inDoubt === 0
      ? []
      : [
          entry(
            'sends-in-doubt',
            null,
            `${counted(inDoubt, 'message')} of a lost account: nobody knows whether they were sent`,
            'look into these chats: kindred chats',
          ),
        ]),
  ];
}

/** What can wait for the next time somebody looks. */
const canWait: ReadonlySet<string> = new Set([
  'account-never-checked',
  'account-not-signed-in',
  'model-unfit',
  'people-waiting',
  'sends-in-doubt',
]);

const entry = (code: string, about: string | null, what: string, todo: string): NeedsHand => ({
  code,
  urgency: canWait.has(code) ? 'soon' : 'now',
  about,
  what,
  todo,
});

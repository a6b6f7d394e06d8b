import { toHealthState } from '../../account/health-state.js';
import { healthWords } from '../../account/health-words.js';
import type { AccountView } from '../../app/views/account-views.js';
import type { CostReport } from '../../app/views/cost-report.js';
import type { Running } from '../../app/views/running.js';
import { counted } from '../../lib/counted.js';
import type { Queue } from '../../store/conversation/queue-reader.js';

/** Something that waits for the operator: what, and where on the page it is dealt with. */
export interface NeedsHand {
  readonly urgency: 'now' | 'soon';
  readonly what: string;
  readonly todo: string;
  /** The place behind the page's `#`. */
  readonly place: string;
}

export interface Condition {
  readonly accounts: readonly AccountView[];
  readonly running: Running;
  readonly queue: Queue | null;
  readonly cost: CostReport | null;
}

/** What needs a hand, the most urgent first. Nothing in it says what anybody wrote. */
export function needsHand({ accounts, running, queue, cost }: Condition): readonly NeedsHand[] {
  const found: NeedsHand[] = [...storeNeeds(running), ...accounts.flatMap(accountNeeds)];
  if (queue !== null) found.push(...queueNeeds(queue));
  if (cost !== null) found.push(...costNeeds(cost));
  return found.sort((a, b) => Number(a.urgency === 'soon') - Number(b.urgency === 'soon'));
}

function storeNeeds(running: Running): readonly NeedsHand[] {
  if (running === null) {
    return [
      {
        urgency: 'now',
        what: 'kindred run is not at work',
        todo: 'Start it: "kindred run".',
        place: 'log',
      },
    ];
  }
  if ('trouble' in running) {
    return [
      { urgency: 'now', what: 'kindred run does not say how it is', todo: running.trouble, place: 'log' },
    ];
  }
  const { store, models } = running;
  return [
    ...(store.state === 'ok'
      ? []
      : [
          {
            urgency: 'now' as const,
            what: `the store takes no writes (${store.code})`,
            todo: 'Make room or look at the disk; nothing is taken in or sent until then.',
            place: 'log',
          },
        ]),
    ...models
      .filter(({ reads, speaksNoJson }) => reads !== null || speaksNoJson)
      .map(({ provider, model, speaksNoJson }) => ({
        urgency: 'soon' as const,
        what: `the model ${provider}:${model} ${speaksNoJson ? 'answers no JSON' : 'reads only a part of its prompts'}`,
        todo: speaksNoJson
          ? 'Give memory and advice (scribe, strategist) another model.'
          : 'Give its server more context; see docs/models.md.',
        place: 'cost',
      })),
  ];
}

function accountNeeds({ account, state, next, unknownSessions }: AccountView): readonly NeedsHand[] {
  const place = `accounts/${encodeURIComponent(account)}`;
  if (next === '-' || next === 'wait') return [];
  const known = toHealthState(state);
  if (known === 'healthy' && unknownSessions > 0) {
    return [
      {
        urgency: 'now',
        what: `${account} is signed in on ${counted(unknownSessions, 'device')} nobody has accepted`,
        todo: 'End them in an official app, or accept them.',
        place,
      },
    ];
  }
  if (known !== null) {
    return [
      {
        urgency: 'now',
        what: `${account} is ${inWords(state)}`,
        todo: forAccount(healthWords[known].todo, account),
        place,
      },
    ];
  }
  const todo =
    state === 'not-signed-in'
      ? `Run "kindred login ${account}" in the terminal.`
      : `Run "kindred ban-check ${account}".`;
  return [{ urgency: 'soon', what: `${account} is ${inWords(state)}`, todo, place }];
}

const inWords = (code: string): string => code.replaceAll('-', ' ');
const forAccount = (words: string, account: string): string => words.replaceAll('<account>', account);

function queueNeeds({ handedOver, knocking, bubbles, inDoubt }: Queue): readonly NeedsHand[] {
  const held = bubbles['held'] ?? 0;
  return [
    ...(handedOver === 0
      ? []
      : [
          {
            urgency: 'now' as const,
            what: `${counted(handedOver, 'chat')} left to you`,
            todo: 'Look, and write there yourself or release them.',
            place: 'chats?state=left-to-you',
          },
        ]),
    ...(knocking === 0
      ? []
      : [
          {
            urgency: 'soon' as const,
            what: `${counted(knocking, 'person', 'people')} waiting to be let in`,
            todo: 'Let them in or turn them away.',
            place: 'chats?state=knocking',
          },
        ]),
    ...(held === 0
      ? []
      : [
          {
            urgency: 'soon' as const,
            what: `${counted(held, 'message')} held back, ${inDoubt} perhaps sent`,
            todo: 'Their account was lost before they left; they are never sent from another.',
            place: 'accounts',
          },
        ]),
  ];
}

function costNeeds({ leftInAll, budget }: CostReport): readonly NeedsHand[] {
  if (leftInAll !== 0 || budget.inAll === null) return [];
  return [
    {
      urgency: 'now',
      what: "the day's budget is spent",
      todo: 'Answers wait for the next day (UTC), or raise budget.inAllPerDay.',
      place: 'cost',
    },
  ];
}

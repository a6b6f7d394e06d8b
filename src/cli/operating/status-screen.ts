import type { Milliseconds } from '../../core/clock.js';
import { counted } from '../../lib/counted.js';
import { runningLine } from '../frame/running-line.js';
import { wrapped } from '../terminal/display-width.js';
import { listing, type Column } from '../terminal/listing.js';
import { toAge } from '../terminal/moment.js';
import type { NeedsHand, StatusAccount, StatusModel, StatusReport } from '../../app/views/status-report.js';

/** Rows of each part; the rest is a command away, and a screen has some 24 lines. */
const mostRows = { accounts: 5, models: 3, needs: 5 };

/** The report as it fits one screen of this width. */
export function statusScreen(report: StatusReport, now: Milliseconds, width: number): readonly string[] {
  const { running, accounts, models, needsHand } = report;
  const since =
    running === null || 'trouble' in running
      ? []
      : [
          `Version ${running.version}, started ${toAge(running.totals.since, now)}, ${counted(running.totals.turns, 'turn')} since.`,
        ];
  return [
    ...wrapped([runningLine(running), ...since].join(' '), width),
    '',
    ...(accounts.length === 0 ? [] : [...accountLines(accounts, now, width), '']),
    ...titled('queue', queueWords(report), width),
    ...titled('today', spendWords(report), width),
    ...titled('models', modelWords(models, now), width),
    '',
    ...(needsHand.length === 0 ? ['Nothing needs a hand.'] : needLines(needsHand, width)),
  ];
}

function accountLines(
  accounts: readonly StatusAccount[],
  now: Milliseconds,
  width: number,
): readonly string[] {
  // Whoever is not well is seen first; the order of the names otherwise.
  const ordered = [...accounts].sort((one, other) => Number(one.next === '-') - Number(other.next === '-'));
  const shown = ordered.slice(0, mostRows.accounts);
  const columns: readonly Column<StatusAccount>[] = [
    { name: 'account', cell: ({ account }) => account, most: 20 },
    { name: 'state', cell: ({ state }) => state },
    { name: 'since', cell: ({ since }) => toAge(since, now) },
    { name: 'connection', cell: ({ connection }) => connection.state, spare: 2 },
    { name: 'standing', cell: ({ standing }) => standing, spare: 1 },
    { name: 'character', cell: ({ character }) => character, spare: 3, most: 20 },
  ];
  const left = accounts.length - shown.length;
  return [
    ...listing(shown, columns, width),
    ...(left === 0 ? [] : [`and ${counted(left, 'account')} more: kindred accounts`]),
  ];
}

function queueWords({ queue }: StatusReport): readonly string[] {
  const { waiting, bubbles, turnLanes, sendLanes } = queue;
  const open = Object.entries(bubbles).map(([state, count]) => `${count} ${state}`);
  return [
    waiting.messages === 0
      ? 'no message waits'
      : `${counted(waiting.messages, 'message')} in ${counted(waiting.conversations, 'chat')}`,
    open.length === 0 ? 'nothing to send' : `to send: ${open.join(', ')}`,
    ...(turnLanes === null || sendLanes === null
      ? []
      : [`${counted(turnLanes, 'turn')} and ${counted(sendLanes, 'send')} under way`]),
  ];
}

function spendWords({ spendToday }: StatusReport): readonly string[] {
  const { dollars, budgetDollars, calls, unpricedCalls, cacheShare } = spendToday;
  return [
    `${inDollars(dollars)}${budgetDollars === null ? '' : ` of ${inDollars(budgetDollars)}`} (UTC)`,
    counted(calls, 'call'),
    ...(cacheShare === null ? [] : [`${Math.round(cacheShare * 100)} % from cache`]),
    ...(unpricedCalls === 0 ? [] : [`${unpricedCalls} without a price`]),
  ];
}

function modelWords(models: readonly StatusModel[], now: Milliseconds): readonly string[] {
  const used = models.filter(({ run }) => run !== null && run.calls > 0);
  if (used.length === 0) return ['none was asked in this run'];
  const shown = [...used].sort(
    (one, other) => (other.run?.failuresInRow ?? 0) - (one.run?.failuresInRow ?? 0),
  );
  const words = shown.slice(0, mostRows.models).map(({ provider, model, run }) => {
    const failed =
      run?.lastFailure === null || run?.lastFailure === undefined
        ? ''
        : `, ${run.failures} failed (${run.lastFailure.kind} ${toAge(run.lastFailure.at, now)})`;
    return `${provider}:${model}: ${counted(run?.calls ?? 0, 'call')}${failed}`;
  });
  const left = used.length - words.length;
  return left === 0 ? words : [...words, `and ${left} more`];
}

function needLines(needs: readonly NeedsHand[], width: number): readonly string[] {
  const left = needs.length - mostRows.needs;
  return [
    'Needs a hand:',
    ...needs.slice(0, mostRows.needs).flatMap(({ what, todo }) => {
      const [first = '', ...rest] = wrapped(`${what}: ${todo}`, width - 2);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    }),
    ...(left > 0 ? [`and ${left} more: kindred status --json`] : []),
  ];
}

const titleWidth = 8;

/** Parts of one line, broken between them where they do not fit. */
function titled(title: string, parts: readonly string[], width: number): readonly string[] {
  const lines = wrapped(parts.join('; '), width - titleWidth);
  return lines.map((line, row) => `${(row === 0 ? title : '').padEnd(titleWidth)}${line}`);
}

const inDollars = (amount: number): string => `$${amount.toFixed(amount < 1 ? 4 : 2)}`;

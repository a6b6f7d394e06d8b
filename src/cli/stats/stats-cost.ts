import { counted } from '../../lib/counted.js';
import { costReport, type CostReport, type Sum } from '../../app/views/cost-report.js';
import { systemClock } from '../../lib/system-clock.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface StatsCostOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly days: number;
}

/** `kindred stats cost`: what was spent, and what is left of the day's budget. */
export async function statsCost(surroundings: Surroundings, options: StatsCostOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const report = await withReader(config, (read) =>
    costReport(read, config, options.days, systemClock().now()),
  );
  if (options.json) {
    printJson(surroundings, report);
    return;
  }
  for (const line of inWords(report)) print(surroundings, line);
}

function inWords(report: CostReport): readonly string[] {
  const { spentToday, budget, leftInAll, days, models } = report;
  const lines = [
    `Today (${report.today}, UTC): ${dollars(spentToday.microUsd)} for ${counted(report.people, 'person', 'people')}, ${counted(spentToday.calls, 'call')}`,
    budget.inAll === null
      ? 'In all: no limit (budget.inAllPerDay)'
      : `In all: ${dollars(leftInAll ?? 0)} left of ${dollars(budget.inAll)}`,
    budget.perPerson === null
      ? 'Per person: no limit (budget.perPersonPerDay)'
      : `Per person: the dearest had ${dollars(report.dearestPerson)} of ${dollars(budget.perPerson)}`,
  ];
  lines.push(...ofMessages(report));
  if (days.length === 0) return [...lines, 'Nothing was asked of a model yet.'];
  const cells = (sum: Sum): readonly string[] => [
    String(sum.calls),
    String(sum.input),
    share(sum.fromCache, sum.input),
    String(sum.output),
    dollars(sum.microUsd),
  ];
  const head = ['calls', 'input tokens', 'from cache', 'output tokens', 'cost'];
  lines.push(
    '',
    ...table(
      ['day', ...head],
      days.map((day) => [day.day, ...cells(day)]),
    ),
  );
  lines.push(
    '',
    ...table(
      ['role', 'model', ...head],
      models.map((model) => [model.role, model.model, ...cells(model)]),
    ),
  );
  const unpriced = models.filter((model) => model.unpricedCalls > 0).map((model) => model.model);
  if (unpriced.length > 0) {
    lines.push('', `No price is known for ${[...new Set(unpriced)].join(', ')}: set models.prices.`);
  }
  lines.push(`Prices as of ${report.pricesAsOf}.`);
  return lines;
}

/** What the services of accounts bill for messages, by day and talk; nothing where no price is named. */
function ofMessages({ messages }: CostReport): readonly string[] {
  if (messages.length === 0) return [];
  const head = ['day', 'account', 'conversation', 'messages', 'cost'];
  const cells = messages.map(({ day, account, conversation, count, microUsd }) => [
    day,
    account,
    conversation,
    String(count),
    dollars(microUsd),
  ]);
  return [
    '',
    ...table(head, cells),
    'Billed by the service for each message (pricePerMessage in accounts/).',
  ];
}

/** Small amounts need more places than a till has. */
function dollars(microUsd: number): string {
  const amount = microUsd / 1_000_000;
  return `$${amount.toFixed(amount < 1 ? 4 : 2)}`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.round((part / whole) * 100)} %`;
}

import { counted } from '../../lib/counted.js';
import type { Config } from '../../config/config.js';
import { systemClock } from '../../lib/system-clock.js';
import { pricesAsOf } from '../../model/prices.js';
import { readSpending, spendDay } from '../../store/spend/spend-store.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface StatsCostOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly days: number;
}

const dayMs = 86_400_000;

type Row = Awaited<ReturnType<typeof readSpending>>[number];

interface Sum {
  readonly calls: number;
  readonly unpricedCalls: number;
  /** Tokens sent, from the cache or not. */
  readonly input: number;
  readonly fromCache: number;
  readonly output: number;
  readonly microUsd: number;
}

/** `kindred stats cost`: what was spent, and what is left of the day's budget. */
export async function statsCost(surroundings: Surroundings, options: StatsCostOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const now = systemClock().now();
  const today = spendDay(now);
  const rows = await withReader(config, (read) =>
    readSpending(read, spendDay(now - (options.days - 1) * dayMs)),
  );
  const ofToday = rows.filter((row) => row.day === today);
  const people = [...groups(ofToday, (row) => row.conversation_id)].map(([conversation, sum]) => ({
    conversation,
    ...sum,
  }));
  const byModel = [...groups(rows, (row) => `${row.role}\t${row.provider}:${row.model}`)].map(
    ([key, sum]) => ({ role: key.split('\t')[0] ?? '', model: key.split('\t')[1] ?? '', ...sum }),
  );
  const days = [...groups(rows, (row) => row.day)].map(([day, sum]) => ({ day, ...sum }));
  const report = {
    today,
    spentToday: total(ofToday),
    budget: config.budget,
    leftInAll: left(config.budget.inAll, total(ofToday).microUsd),
    people: people.length,
    dearestPerson: Math.max(0, ...people.map((person) => person.microUsd)),
    days,
    models: byModel,
    pricesAsOf: config.models.prices?.asOf ?? pricesAsOf,
  };
  if (options.json) {
    printJson(surroundings, report);
    return;
  }
  for (const line of inWords(report)) print(surroundings, line);
}

interface Report {
  readonly today: string;
  readonly spentToday: Sum;
  readonly budget: Config['budget'];
  readonly leftInAll: number | null;
  readonly people: number;
  readonly dearestPerson: number;
  readonly days: readonly ({ readonly day: string } & Sum)[];
  readonly models: readonly ({ readonly role: string; readonly model: string } & Sum)[];
  readonly pricesAsOf: string;
}

function inWords(report: Report): readonly string[] {
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

function groups(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Sum> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return new Map([...found].map(([key, of]) => [key, total(of)]));
}

function total(rows: readonly Row[]): Sum {
  const sum = (of: (row: Row) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return {
    calls: sum((row) => row.calls),
    unpricedCalls: sum((row) => row.unpriced_calls),
    input: sum((row) => row.input + row.cache_read + row.cache_write),
    fromCache: sum((row) => row.cache_read),
    output: sum((row) => row.output),
    microUsd: sum((row) => row.micro_usd),
  };
}

function left(limit: number | null, spent: number): number | null {
  return limit === null ? null : Math.max(0, limit - spent);
}

/** Small amounts need more places than a till has. */
function dollars(microUsd: number): string {
  const amount = microUsd / 1_000_000;
  return `$${amount.toFixed(amount < 1 ? 4 : 2)}`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.round((part / whole) * 100)} %`;
}

import type { Config } from '../../config/config.js';
import type { Milliseconds } from '../../core/clock.js';
import { pricesAsOf } from '../../model/prices.js';
import type { Reader } from '../../store/engine/database.js';
import { readPaidMessages } from '../../store/spend/paid-messages.js';
import { readSpending, spendDay } from '../../store/spend/spend-store.js';

const dayMs = 86_400_000;

type Row = Awaited<ReturnType<typeof readSpending>>[number];

export interface Sum {
  readonly calls: number;
  readonly unpricedCalls: number;
  /** Tokens sent, from the cache or not. */
  readonly input: number;
  readonly fromCache: number;
  readonly output: number;
  readonly microUsd: number;
}

/** What models cost. Money in millionths of a US dollar, days in UTC. */
export interface CostReport {
  readonly today: string;
  readonly spentToday: Sum;
  readonly budget: Config['budget'];
  readonly leftInAll: number | null;
  /** How many persons something was spent on today. */
  readonly people: number;
  readonly dearestPerson: number;
  readonly days: readonly ({ readonly day: string } & Sum)[];
  readonly models: readonly ({ readonly role: string; readonly model: string } & Sum)[];
  readonly pricesAsOf: string;
  /** What services billed for messages, on accounts whose file names a price. */
  readonly messages: readonly MessageCost[];
}

export interface MessageCost {
  readonly account: string;
  readonly day: string;
  readonly conversation: string;
  readonly count: number;
  readonly microUsd: number;
}

/** What was spent in the last `days` days, and what is left of today's budget. */
export async function costReport(
  read: Reader,
  config: Pick<Config, 'budget' | 'models' | 'accounts'>,
  days: number,
  now: Milliseconds,
): Promise<CostReport> {
  const today = spendDay(now);
  const rows = await readSpending(read, spendDay(now - (days - 1) * dayMs));
  const ofToday = rows.filter((row) => row.day === today);
  const people = [...groups(ofToday, (row) => row.conversation_id).values()];
  const byModel = [...groups(rows, (row) => `${row.role}\t${row.provider}:${row.model}`)].map(
    ([key, sum]) => ({ role: key.split('\t')[0] ?? '', model: key.split('\t')[1] ?? '', ...sum }),
  );
  return {
    today,
    spentToday: total(ofToday),
    budget: config.budget,
    leftInAll: left(config.budget.inAll, total(ofToday).microUsd),
    people: people.length,
    dearestPerson: Math.max(0, ...people.map((person) => person.microUsd)),
    days: [...groups(rows, (row) => row.day)].map(([day, sum]) => ({ day, ...sum })),
    models: byModel,
    pricesAsOf: config.models.prices?.asOf ?? pricesAsOf,
    messages: await messageCosts(read, config, Date.parse(spendDay(now - (days - 1) * dayMs))),
  };
}

async function messageCosts(
  read: Reader,
  { accounts }: Pick<Config, 'accounts'>,
  since: Milliseconds,
): Promise<readonly MessageCost[]> {
  const prices = new Map(
    accounts.flatMap((one) =>
      one.channel === 'whatsapp-cloud' && one.pricePerMessage !== undefined
        ? [[one.id, one.pricePerMessage]]
        : [],
    ),
  );
  const paid = await readPaidMessages(read, [...prices.keys()], since);
  return paid.map(({ account, conversation, day, count }) => ({
    account,
    day,
    conversation,
    count,
    microUsd: Math.round((prices.get(account) ?? 0) * 1_000_000 * count),
  }));
}

/** Who it was spent on in the last `days` days, the dearest first. */
export async function dearestPeople(
  read: Reader,
  days: number,
  most: number,
  now: Milliseconds,
): Promise<readonly ({ readonly conversation: string } & Sum)[]> {
  const rows = await readSpending(read, spendDay(now - (days - 1) * dayMs));
  return [...groups(rows, (row) => row.conversation_id)]
    .map(([conversation, sum]) => ({ conversation, ...sum }))
    .sort((a, b) => b.microUsd - a.microUsd)
    .slice(0, most);
}

function groups(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Sum> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const of = found.get(keyOf(row));
    if (of === undefined) found.set(keyOf(row), [row]);
    else of.push(row);
  }
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

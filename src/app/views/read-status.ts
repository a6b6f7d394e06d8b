import type { RunningStatus } from '../orders/handlers/health-handlers.js';
import type { Config } from '../../config/config.js';
import type { Milliseconds } from '../../core/clock.js';
import { readQueue, type Queue } from '../../store/chats/queue-reader.js';
import type { Reader } from '../../store/engine/database.js';
import { readSpending, spendDay } from '../../store/spend/spend-store.js';
import type { AccountView } from './account-views.js';
import type { Running } from './running.js';
import { needsHand } from './needs-hand.js';
import type { StatusAccount, StatusModel, StatusReport } from './status-report.js';

const emptyQueue: Queue = {
  waiting: { messages: 0, conversations: 0, oldestAt: null },
  ...{ bubbles: {}, inDoubt: 0, handedOver: 0, knocking: 0 },
};

/** The report, of the run where one is at work and of the store. */
export async function readStatus(
  config: Config,
  read: Reader | null,
  views: readonly AccountView[],
  running: Running,
  now: Milliseconds,
): Promise<StatusReport> {
  const run = running === null || 'trouble' in running ? null : running;
  const queue = read === null ? emptyQueue : await readQueue(read);
  const report = {
    running,
    accounts: views.map(statusAccount),
    queue: { ...queue, turnLanes: run?.now.turnLanes ?? null, sendLanes: run?.now.sendLanes ?? null },
    models: statusModels(config, run),
    spendToday: await spendToday(config, read, now),
  };
  return { ...report, needsHand: needsHand(report) };
}

function statusAccount(view: AccountView): StatusAccount {
  const { account, character, standing, state, since, until, evidence, connection } = view;
  const { unknownSessions, bubbles, next } = view;
  return {
    ...{ account, character, standing, state, since, until, evidence, connection },
    ...{ unknownSessions, bubbles, next },
  };
}

function statusModels({ models }: Config, run: RunningStatus | null): readonly StatusModel[] {
  const found = new Map<string, { provider: string; model: string; roles: string[] }>();
  for (const [role, choices] of Object.entries(models.roles)) {
    for (const { provider, model } of choices) {
      const entry = found.get(`${provider}:${model}`) ?? { provider, model, roles: [] };
      entry.roles.push(role);
      found.set(`${provider}:${model}`, entry);
    }
  }
  // Characters may name models of their own.
  for (const { provider, model } of run?.calls ?? []) {
    if (!found.has(`${provider}:${model}`)) found.set(`${provider}:${model}`, { provider, model, roles: [] });
  }
  return [...found.values()].map((entry) => {
    const did = run?.calls.find(
      ({ provider, model }) => provider === entry.provider && model === entry.model,
    );
    const { calls = 0, failures = 0, failuresInRow = 0, lastFailure = null } = did ?? {};
    return { ...entry, run: run === null ? null : { calls, failures, failuresInRow, lastFailure } };
  });
}

async function spendToday(
  { budget }: Config,
  read: Reader | null,
  now: Milliseconds,
): Promise<StatusReport['spendToday']> {
  const day = spendDay(now);
  const rows = read === null ? [] : await readSpending(read, day);
  const sum = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((all, row) => all + of(row), 0);
  const sent = sum((row) => row.input + row.cache_read + row.cache_write);
  return {
    day,
    dollars: sum((row) => row.micro_usd) / 1_000_000,
    budgetDollars: budget.inAll === null ? null : budget.inAll / 1_000_000,
    calls: sum((row) => row.calls),
    unpricedCalls: sum((row) => row.unpriced_calls),
    cacheShare: sent === 0 ? null : sum((row) => row.cache_read) / sent,
  };
}

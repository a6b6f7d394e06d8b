import { Counter, Gauge, type Registry } from 'prom-client';
import type { Condition } from '../state/condition.js';
import type { RunNow, StoredNow } from '../state/readings.js';
import { Label } from './label.js';

/** What is asked when somebody scrapes. */
export interface StateReadings {
  readonly run: () => RunNow;
  readonly stored: () => Promise<StoredNow>;
  readonly condition: () => Condition;
  /** Transactions that were committed in this run, and the units of work in them. */
  readonly commits: () => { readonly transactions: number; readonly units: number };
  readonly isStoreWell: () => boolean;
}

/** States a bubble can wait in; each is shown, also with none in it, so that a sum never lacks a part. */
const openBubbles = ['queued', 'sending', 'unknown', 'held'] as const;

/** What is so at the moment of the scrape, as gauges, and what the store has counted. */
export function stateMetrics(register: Registry, readings: StateReadings): void {
  const registers = [register];
  const kinds = { state: new Label(), duty: new Label(), tier: new Label(), outcome: new Label() };
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  const total = (name: string, help: string, read: () => number): void => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };

  gauge('kindred_up', '1 while the program does its work, 0 while /healthz says it does not.', () =>
    readings.condition().live.length === 0 ? 1 : 0,
  );
  gauge('kindred_ready', '1 while an account that serves people is online and the store takes writes.', () =>
    readings.condition().ready.length === 0 ? 1 : 0,
  );
  new Gauge({
    name: 'kindred_accounts',
    help: 'Accounts of this run, by state of their health and whether they serve people or stand by.',
    labelNames: ['state', 'standing'],
    registers,
    collect() {
      this.reset();
      for (const { state, serves } of readings.run().accounts) {
        this.inc({ state: kinds.state.of(state), standing: serves ? 'serving' : 'standby' });
      }
    },
  });
  gauge(
    'kindred_accounts_online',
    'Accounts that are connected now.',
    () => readings.run().accounts.filter(({ isOnline }) => isOnline).length,
  );
  gauge(
    'kindred_turn_lanes',
    'Chats in which a turn is at work or waits for a place.',
    () => readings.run().turnLanes,
  );
  gauge('kindred_send_lanes', 'Chats in which something is being sent.', () => readings.run().sendLanes);
  gauge(
    'kindred_spend_today_dollars',
    'What this UTC day has cost so far.',
    () => readings.run().spentToday / 1_000_000,
  );
  new Gauge({
    name: 'kindred_spend_budget_dollars',
    help: 'What a UTC day may cost in all; missing where there is no limit.',
    labelNames: ['scope'],
    registers,
    collect() {
      this.reset();
      const { budgetInAll } = readings.run();
      if (budgetInAll !== null) this.set({ scope: 'all' }, budgetInAll / 1_000_000);
    },
  });
  gauge('kindred_store_writable', '1 while the disk under the database takes writes.', () =>
    readings.isStoreWell() ? 1 : 0,
  );
  total(
    'kindred_store_commits_total',
    'Transactions that were committed.',
    () => readings.commits().transactions,
  );
  total('kindred_store_units_total', 'Units of work in those transactions.', () => readings.commits().units);
  new Gauge({
    name: 'kindred_store_size_bytes',
    help: 'Size of the database file and of its write-ahead log.',
    labelNames: ['file'],
    registers,
    async collect() {
      const { bytes } = await readings.stored();
      this.set({ file: 'database' }, bytes.database);
      this.set({ file: 'log' }, bytes.log);
    },
  });
  new Gauge({
    name: 'kindred_outbox_bubbles',
    help: 'Bubbles that are committed and not settled, by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      const { bubbles } = (await readings.stored()).queue;
      for (const state of openBubbles) this.set({ state }, bubbles[state] ?? 0);
    },
  });
  const queued = (name: string, help: string, of: (stored: StoredNow) => number): void => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(of(await readings.stored()));
      },
    });
  };
  queued(
    'kindred_queue_messages',
    'Messages of people that no turn has looked at.',
    ({ queue }) => queue.waiting.messages,
  );
  queued('kindred_queue_chats', 'Chats with such messages.', ({ queue }) => queue.waiting.conversations);
  queued(
    'kindred_queue_oldest_timestamp_seconds',
    'When the oldest of them was received; 0 where there is none.',
    ({ queue }) => (queue.waiting.oldestAt ?? 0) / 1_000,
  );
  queued(
    'kindred_chats_handed_over',
    'Chats that wait for the operator to write.',
    ({ queue }) => queue.handedOver,
  );
  queued('kindred_people_waiting', 'People who wait to be let in.', ({ queue }) => queue.knocking);
  new Counter({
    name: 'kindred_duty_events_total',
    help: 'What the duties count, since the store was made: kind, tier and outcome.',
    labelNames: ['kind', 'tier', 'outcome'],
    registers,
    async collect() {
      const { duties } = await readings.stored();
      this.reset();
      for (const { kind, tier, outcome, count } of duties) {
        this.inc(
          {
            kind: kinds.duty.of(kind),
            tier: tier === '' ? '' : kinds.tier.of(tier),
            outcome: outcome === '' ? '' : kinds.outcome.of(outcome),
          },
          count,
        );
      }
    },
  });
}

import { expect, it } from 'vitest';
import type { MeteredCall } from '../../observe/meter.js';
import { createMetrics } from './registry.js';
import type { StateReadings } from './state-metrics.js';

const call: MeteredCall = {
  ...{ role: 'voice.everyday', provider: 'anthropic', model: 'claude-haiku-5-5', outcome: 'ok', ms: 800 },
  usage: { input: 100, output: 20, cacheRead: 900, cacheWrite: 0 },
  microUsd: 2_500,
};

const readings: StateReadings = {
  run: () => ({
    accounts: [
      { state: 'healthy', isOnline: true, serves: true },
      { state: 'banned', isOnline: false, serves: false },
    ],
    ...{ turnLanes: 3, sendLanes: 1, spentToday: 1_250_000, budgetInAll: 20_000_000 },
  }),
  stored: () =>
    Promise.resolve({
      queue: {
        waiting: { messages: 5, conversations: 2, oldestAt: 1_700_000_000_000 },
        ...{ bubbles: { queued: 4, held: 1 }, inDoubt: 1, handedOver: 1, knocking: 2 },
      },
      duties: [{ kind: 'crisis', tier: 'explicit', language: 'en', outcome: '', count: 7 }],
      bytes: { database: 4_096, log: 512 },
    }),
  condition: () => ({ live: [], ready: ['no-account-online'] }),
  commits: () => ({ transactions: 9, units: 12 }),
  isStoreWell: () => true,
};

/** The samples of a scrape, by name with labels. */
async function scraped(metrics: ReturnType<typeof createMetrics>): Promise<ReadonlyMap<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => /^[a-z]/u.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

it('counts what a run tells, in seconds, tokens and dollars', async () => {
  const { meter, ...metrics } = createMetrics('1.2.3');
  meter.received(2);
  meter.turn({
    ...{ cause: 'incoming', outcome: 'spoke', reason: null, bubbles: 2, ownMs: 4 },
    checks: [{ check: 'length', verdict: 'repair' }],
  });
  meter.turn({ cause: 'proactive', outcome: 'silent', reason: 'quiet-hours', bubbles: 0, checks: [] });
  meter.call(call);
  meter.call({ ...call, outcome: 'rate-limited', usage: undefined, microUsd: null });
  meter.call({ ...call, microUsd: null });
  meter.bubble('sent', 40);
  meter.rotated(false);
  const samples = await scraped({ meter, ...metrics });
  const ofModel = 'role="voice.everyday",provider="anthropic",model="claude-haiku-5-5"';
  expect(Object.fromEntries(samples)).toMatchObject({
    'kindred_build_info{version="1.2.3"}': 1,
    kindred_messages_received_total: 2,
    'kindred_turns_total{cause="incoming",outcome="spoke"}': 1,
    'kindred_turns_unsaid_total{reason="quiet-hours"}': 1,
    'kindred_turn_own_duration_seconds_bucket{le="0.003"}': 0,
    'kindred_turn_own_duration_seconds_bucket{le="0.005"}': 1,
    'kindred_gate_verdicts_total{check="length",verdict="repair"}': 1,
    'kindred_bubbles_total{outcome="sent"}': 1,
    kindred_send_duration_seconds_sum: 0.04,
    [`kindred_model_calls_total{${ofModel},outcome="ok"}`]: 2,
    [`kindred_model_calls_total{${ofModel},outcome="rate-limited"}`]: 1,
    [`kindred_model_tokens_total{${ofModel},kind="cache_read"}`]: 1_800,
    [`kindred_model_cost_dollars_total{${ofModel}}`]: 0.0025,
    [`kindred_model_unpriced_calls_total{${ofModel}}`]: 1,
    'kindred_rotations_total{outcome="not-possible"}': 1,
  });
});

it('shows the state at the moment of the scrape, with every state a bubble can wait in', async () => {
  const metrics = createMetrics('0');
  metrics.attach(readings);
  // Twice: what the store has counted is not added up with every look.
  await scraped(metrics);
  expect(Object.fromEntries(await scraped(metrics))).toMatchObject({
    kindred_up: 1,
    kindred_ready: 0,
    'kindred_accounts{state="healthy",standing="serving"}': 1,
    'kindred_accounts{state="banned",standing="standby"}': 1,
    kindred_accounts_online: 1,
    kindred_turn_lanes: 3,
    kindred_spend_today_dollars: 1.25,
    'kindred_spend_budget_dollars{scope="all"}': 20,
    kindred_store_commits_total: 9,
    'kindred_store_size_bytes{file="database"}': 4_096,
    'kindred_outbox_bubbles{state="queued"}': 4,
    'kindred_outbox_bubbles{state="unknown"}': 0,
    kindred_queue_messages: 5,
    'kindred_duty_events_total{kind="crisis",tier="explicit",outcome=""}': 7,
  });
});

it('lets nothing into a label that is no code: no number of a person, no sentence, and not any number of kinds', async () => {
  const metrics = createMetrics('0');
  for (const part of ['123456789', 'I am sad today', '+4915112345678', 'x'.repeat(80)])
    metrics.meter.broke(part);
  for (let index = 0; index < 300; index += 1) {
    metrics.meter.call({ ...call, model: `model-${index}` });
  }
  const text = await metrics.text();
  expect(text).toContain('kindred_faults_total{part="other"} 4');
  expect(text).not.toMatch(/123456789|sad today|4915112345678/u);
  expect([...text.matchAll(/^kindred_model_cost_dollars_total\{/gmu)].length).toBeLessThanOrEqual(101);
});

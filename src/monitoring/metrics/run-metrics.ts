import { Counter, Histogram, type Registry } from 'prom-client';
import type { Meter } from '../../observe/meter.js';
import { Label } from './label.js';

/** From the budgets of our own time (3 ms light, 10 ms heavy) to a machine that is far too small. */
const ownTimeBuckets = [0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5];
const modelBuckets = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120];
const sendBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What a run tells as it goes, as counters and histograms. Base units: seconds, tokens, US dollars. */
export function runMetrics(register: Registry): Meter {
  const registers = [register];
  const received = new Counter({
    name: 'kindred_messages_received_total',
    help: 'Messages of people that were taken in.',
    registers,
  });
  const turns = new Counter({
    name: 'kindred_turns_total',
    help: 'Turns, by what caused them and what came of them (spoke, silent, failed).',
    labelNames: ['cause', 'outcome'],
    registers,
  });
  const unsaid = new Counter({
    name: 'kindred_turns_unsaid_total',
    help: 'Turns in which nothing was said or nothing could be, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const own = new Histogram({
    name: 'kindred_turn_own_duration_seconds',
    help: 'Our own time of a turn, from the update to the model being asked.',
    buckets: ownTimeBuckets,
    registers,
  });
  const gate = new Counter({
    name: 'kindred_gate_verdicts_total',
    help: 'Verdicts of the gate on drafts, by check (pass, repair, reject).',
    labelNames: ['check', 'verdict'],
    registers,
  });
  const bubbles = new Counter({
    name: 'kindred_bubbles_total',
    help: 'Bubbles that were sent, or not, by what was done about it.',
    labelNames: ['outcome'],
    registers,
  });
  const sends = new Histogram({
    name: 'kindred_send_duration_seconds',
    help: 'From the call to the server that took the bubble.',
    buckets: sendBuckets,
    registers,
  });
  const byModel = ['role', 'provider', 'model'] as const;
  const calls = new Counter({
    name: 'kindred_model_calls_total',
    help: 'Requests to models, by outcome (ok, or the kind of the failure).',
    labelNames: [...byModel, 'outcome'],
    registers,
  });
  const callTime = new Histogram({
    name: 'kindred_model_call_duration_seconds',
    help: 'Requests to models that were answered, from the first byte sent to the last byte read.',
    labelNames: ['role', 'provider', 'model'],
    buckets: modelBuckets,
    registers,
  });
  const tokens = new Counter({
    name: 'kindred_model_tokens_total',
    help: 'Tokens, by kind: input (not from the cache), cache_read, cache_write, output.',
    labelNames: [...byModel, 'kind'],
    registers,
  });
  const cost = new Counter({
    name: 'kindred_model_cost_dollars_total',
    help: 'What models cost, in US dollars; calls without a known price are in kindred_model_unpriced_calls_total.',
    labelNames: byModel,
    registers,
  });
  const unpriced = new Counter({
    name: 'kindred_model_unpriced_calls_total',
    help: 'Requests to models whose price is not known.',
    labelNames: byModel,
    registers,
  });
  const rotations = new Counter({
    name: 'kindred_rotations_total',
    help: 'Accounts that were lost or retired, and whether another took their people over (done, not-possible).',
    labelNames: ['outcome'],
    registers,
  });
  const broken = new Counter({
    name: 'kindred_faults_total',
    help: 'Things that broke that should not, by what was being done.',
    labelNames: ['part'],
    registers,
  });
  const labels = {
    cause: new Label(),
    reason: new Label(),
    check: new Label(),
    outcome: new Label(),
    failure: new Label(),
    provider: new Label(),
    model: new Label(),
    part: new Label(),
  };
  return {
    received: (messages) => received.inc(messages),
    turn: ({ cause, outcome, reason, ownMs, checks }) => {
      turns.inc({ cause: labels.cause.of(cause), outcome: labels.outcome.of(outcome) });
      if (outcome !== 'spoke') unsaid.inc({ reason: labels.reason.of(reason ?? 'none') });
      if (ownMs !== undefined) own.observe(ownMs / 1_000);
      for (const { check, verdict } of checks) gate.inc({ check: labels.check.of(check), verdict });
    },
    bubble: (outcome, ms) => {
      bubbles.inc({ outcome: labels.outcome.of(outcome) });
      if (ms !== undefined) sends.observe(ms / 1_000);
    },
    call: ({ role, provider, model, outcome, ms, usage, microUsd }) => {
      const of = { role, provider: labels.provider.of(provider), model: labels.model.of(model) };
      calls.inc({ ...of, outcome: labels.failure.of(outcome) });
      if (outcome === 'ok') callTime.observe(of, ms / 1_000);
      if (usage === undefined) return;
      tokens.inc({ ...of, kind: 'input' }, usage.input);
      tokens.inc({ ...of, kind: 'cache_read' }, usage.cacheRead);
      tokens.inc({ ...of, kind: 'cache_write' }, usage.cacheWrite);
      tokens.inc({ ...of, kind: 'output' }, usage.output);
      if (microUsd === null) unpriced.inc(of);
      else cost.inc(of, microUsd / 1_000_000);
    },
    rotated: (isDone) => rotations.inc({ outcome: isDone ? 'done' : 'not-possible' }),
    broke: (part) => broken.inc({ part: labels.part.of(part) }),
  };
}

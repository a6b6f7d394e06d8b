import { describe, expect, it } from 'vitest';
import { conversationId, peerId } from '../../src/core/ids.js';
import type { ProactiveSettings } from '../../src/proactive/wish.js';
import { noWish } from '../../src/proactive/wish.js';
import { saveConsent } from '../../src/store/duty-consent.js';
import { readDecisions } from '../../src/store/plan-reader.js';
import { addPlans, saveWish } from '../../src/store/plan-store.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const conversation = conversationId('tess/telegram:100');
const hour = 3_600_000;
const settings: ProactiveSettings = {
  isOn: true,
  perDay: 1,
  perWeek: 5,
  minGapMs: 4 * hour,
  quiet: [{ from: 22 * 60, to: 8 * 60 }],
  secondOpinion: false,
};

async function acquainted(): Promise<RuntimeHarness> {
  const harness = await runtimeHarness({ proactive: settings });
  harness.model.enqueue('hey. the hives are quiet.');
  await harness.channel.personSays(ada, 'hi, I am Ada');
  await harness.rest();
  await harness.database.write(async (transaction) => {
    const now = harness.clock.now();
    const agreed = { state: 'agreed', row: null, version: 'test' } as const;
    await saveConsent(transaction, conversation, 'proactive', agreed, now);
    await saveWish(transaction, conversation, JSON.stringify({ ...noWish, zone: 'Europe/London' }), now);
  });
  return harness;
}

async function says(harness: RuntimeHarness, text: string, answer: string): Promise<void> {
  harness.model.enqueue(answer);
  await harness.channel.personSays(ada, text);
  await harness.rest();
}

async function pass(harness: RuntimeHarness, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= hour) {
    await harness.clock.advance(Math.min(left, hour));
    await harness.rest();
  }
}

describe('writing first', () => {
  it('asks how it was after what they left for, once, and keeps why', async () => {
    const harness = await acquainted();
    await says(harness, 'gonna watch the movie with my sister now', 'enjoy it.');
    harness.model.enqueue('so, was the movie any good?');
    await pass(harness, 5 * hour);
    expect(harness.channel.seenBy(ada).at(-1)).toBe('so, was the movie any good?');
    const request = harness.model.asked.at(-1);
    expect(JSON.stringify(request)).toContain('you write first');
    expect(JSON.stringify(request)).toContain('gonna watch the movie');
    const [sent] = await readDecisions(harness.database.read, conversation, 1);
    expect(sent).toMatchObject({ verdict: 'sent', kind: 'follow-up', reason: 'opener-follow-up' });
    expect(sent?.source).toMatch(/^message:\d+$/u);
    const asked = harness.model.asked.length;
    await pass(harness, 20 * hour);
    expect(harness.model.asked.length).toBe(asked);
  });

  it('says nothing to who did not agree, nor at night, and keeps the reason', async () => {
    const harness = await acquainted();
    const now = harness.clock.now();
    await harness.database.write(async (transaction) => {
      const agreed = { state: 'withdrawn', row: null, version: 'test' } as const;
      await saveConsent(transaction, conversation, 'proactive', agreed, now);
      const plan = { kind: 'follow-up', key: 'x', source: 'message:1', dueAt: now + 3 * hour };
      await addPlans(transaction, conversation, [plan], now);
    });
    await pass(harness, 4 * hour);
    expect((await readDecisions(harness.database.read, conversation, 5)).map(({ reason }) => reason)).toEqual(
      ['no-consent'],
    );
    await harness.database.write(async (transaction) => {
      const agreed = { state: 'agreed', row: null, version: 'test' } as const;
      await saveConsent(transaction, conversation, 'proactive', agreed, now);
      const plan = { kind: 'follow-up', key: 'y', source: 'message:1', dueAt: now + 13.5 * hour };
      await addPlans(transaction, conversation, [plan], now);
    });
    const asked = harness.model.asked.length;
    await pass(harness, 15 * hour);
    expect(harness.model.asked.length).toBe(asked);
    const [decision] = await readDecisions(harness.database.read, conversation, 1);
    expect(decision).toMatchObject({ verdict: 'waits', reason: 'quiet-hours' });
  });
});

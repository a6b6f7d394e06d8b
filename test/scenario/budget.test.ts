import { describe, expect, it } from 'vitest';
import { conversationId, peerId } from '../../src/core/ids.js';
import { addSpending, readSpending, spendDay } from '../../src/store/spend/spend-store.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const bo = peerId('200');
const price = { input: 1, output: 10, cacheRead: 0.1, cacheWrite: 1, cacheWriteHour: 2 };
const dayMs = 86_400_000;

/** Prompts of the test's character are about 400 tokens, and an answer may have 300: a call is estimated at some 3,400. */
function spending(perPerson: number | null, inAll: number | null) {
  return {
    budget: { perPerson, inAll },
    prices: { 'scripted:test': price },
    firstModel: () => ({ provider: 'scripted', model: 'test' }),
  };
}

async function says(harness: RuntimeHarness, peer: typeof ada, text: string): Promise<void> {
  await harness.channel.personSays(peer, text);
  await harness.rest();
}

describe('a daily budget', () => {
  it('counts what was charged, failed attempts too, and keeps it in the store', async () => {
    const harness = await runtimeHarness({ spending: spending(null, null) });
    const failed = { kind: 'garbage', detail: 'cut' } as const;
    harness.model.enqueue(
      { failure: failed, usage: { input: 100 } },
      { text: 'hello.', usage: { input: 100, output: 5, cacheRead: 1_000 } },
    );
    await says(harness, ada, 'hi');
    await harness.clock.advance(30_000);
    const rows = await readSpending(harness.database.read, spendDay(harness.clock.now()));
    expect(rows).toMatchObject([
      { role: 'voice.everyday', calls: 2, input: 200, output: 5, cache_read: 1_000, micro_usd: 350 },
    ]);
  });

  it('lets an answer wait for the next day when it would pass the limit, and answers then', async () => {
    const harness = await runtimeHarness({
      spending: spending(5_000, null),
      before: ({ database, clock }) =>
        database.write((transaction) =>
          addSpending(transaction, spendDay(clock.now()), conversationId('tess/telegram:100'), [
            {
              role: 'voice.everyday',
              provider: 'scripted',
              model: 'test',
              input: 0,
              output: 0,
              cacheRead: 0,
              cacheWrite: 0,
              microUsd: 4_000,
            },
          ]),
        ),
    });
    await says(harness, ada, 'hi');
    expect(harness.model.asked).toHaveLength(0);
    expect(harness.channel.calls.filter(({ operation }) => operation === 'markRead')).toHaveLength(0);
    expect(harness.reports).toContain('turn failed budget-of-person-spent 0');
    harness.model.enqueue('for bo.', 'good morning.');
    await says(harness, bo, 'hi');
    expect(harness.channel.seenBy(bo).at(-1)).toMatch(/for bo\.$/u);
    await harness.clock.advance(dayMs);
    await harness.rest();
    expect(harness.channel.seenBy(ada).at(-1)).toMatch(/good morning\.$/u);
  });

  it('takes the everyday model and then a shorter window before it runs out', async () => {
    const long = 'and then so much happened '.repeat(30);
    const harness = await runtimeHarness({ spending: spending(null, 100_000) });
    const usage = { input: 0, output: 0 };
    const asked = () => harness.model.asked.at(-1);
    for (let turn = 0; turn < 10; turn += 1) {
      harness.model.enqueue({ text: `word ${turn}.`, usage });
      await says(harness, ada, `turn ${turn}`);
    }
    harness.model.enqueue({ text: 'deep.', usage: { input: 80_000, output: 0 } });
    await says(harness, ada, long);
    expect(asked()?.maxTokens).toBe(512);
    harness.model.enqueue({ text: 'plain.', usage: { input: 10_000, output: 0 } });
    await says(harness, ada, `${long} again`);
    expect(asked()?.maxTokens).toBe(312);
    const before = asked()?.messages.length ?? 0;
    harness.model.enqueue({ text: 'short.', usage });
    await says(harness, ada, 'short');
    expect(asked()?.messages.length).toBeLessThan(before);
    expect(harness.channel.seenBy(ada).at(-1)).toBe('short.');
  });
});

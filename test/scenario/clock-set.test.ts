import { describe, expect, it } from 'vitest';
import { peerId } from '../../src/core/ids.js';
import { runtimeHarness, type HarnessOptions } from '../support/runtime.js';

const ada = peerId('100');
const week = 7 * 86_400_000;

/** A talk that has begun while the wall clock was a week ahead. */
async function ahead(options: HarnessOptions = {}) {
  const harness = await runtimeHarness(options);
  harness.clock.set(week);
  harness.model.enqueue('hello.');
  await harness.channel.personSays(ada, 'hi');
  await harness.rest();
  return harness;
}

describe('when a clock that ran ahead is put right', () => {
  it('sends what was written down before, after the pause it was told and not a week later', async () => {
    const harness = await ahead();
    harness.model.enqueue('here.');
    harness.channel.failNext('sendText', { kind: 'flood', wait: 2_000, code: 'FLOOD_WAIT' });
    await harness.channel.personSays(ada, 'still there?');
    await harness.rest();
    expect(harness.channel.seenBy(ada)).toHaveLength(1);
    harness.clock.set(0);
    await harness.clock.advance(1_000);
    // The pause Telegram asked for is kept, by the clock that nobody sets.
    expect(harness.channel.seenBy(ada)).toHaveLength(1);
    await harness.clock.advance(10_000);
    await harness.rest();
    expect(harness.channel.seenBy(ada).at(-1)).toBe('here.');
  });

  it('does not hold everything for the sake of caps counted ahead', async () => {
    const harness = await ahead({ caps: [{ scope: 'account', windowMs: 60_000, most: 1 }] });
    harness.clock.set(0);
    harness.model.enqueue('here.');
    await harness.channel.personSays(ada, 'still there?');
    await harness.rest();
    await harness.clock.advance(61_000);
    await harness.rest();
    expect(harness.channel.seenBy(ada).at(-1)).toBe('here.');
  });
});

import { describe, expect, it } from 'vitest';
import { peerId, remoteMessageId } from '../../src/core/ids.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const down = { kind: 'unavailable', detail: '500' } as const;

/** What the person reads, without the disclosure in front of the first words. */
function words(harness: RuntimeHarness): readonly string[] {
  return harness.channel.seenBy(ada).map((text) => text.replace(/^Before we talk:[^\n]*\n\n/u, ''));
}

describe('while no model answers', () => {
  it('keeps the message waiting while no model answers, says nothing, and answers when one is back', async () => {
    const harness = await runtimeHarness();
    harness.model.enqueue(...Array.from({ length: 6 }, () => ({ failure: down })), 'sorry, i was away.');
    await harness.channel.personSays(ada, 'are you there?');
    await harness.rest();
    await harness.clock.advance(5_000);
    expect(harness.channel.seenBy(ada)).toEqual([]);
    expect(harness.reports).toContain('turn failed model-unavailable 0');
    await harness.clock.advance(120_000);
    await harness.rest();
    expect(words(harness)).toEqual(['sorry, i was away.']);
    expect(harness.model.left).toBe(0);
  });

  it("says the operator's line once while no model answers, and the answer when one does", async () => {
    const harness = await runtimeHarness({ outageLine: 'my head is elsewhere, later!' });
    harness.model.enqueue(...Array.from({ length: 12 }, () => ({ failure: down })), 'here i am.');
    await harness.channel.personSays(ada, 'are you there?');
    await harness.rest();
    await harness.clock.advance(5_000);
    expect(words(harness)).toEqual(['my head is elsewhere, later!']);
    await harness.channel.personSays(ada, 'hello?');
    await harness.rest();
    await harness.clock.advance(400_000);
    await harness.rest();
    expect(harness.model.left).toBe(0);
    expect(words(harness)).toEqual(['my head is elsewhere, later!', 'here i am.']);
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toMatch(/are you there\?\nhello\?$/u);
  });

  it('tells the model how long a message had to wait for it', async () => {
    const harness = await runtimeHarness();
    harness.model.enqueue('sorry, just saw this.');
    await harness.channel.deliver({
      kind: 'message',
      peer: ada,
      messageId: remoteMessageId('7'),
      direction: 'incoming',
      text: 'good morning',
      attachments: [],
      sentAt: harness.clock.now() - 9 * 3_600_000,
    });
    await harness.rest();
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toContain('waited 9 hours');
  });
});

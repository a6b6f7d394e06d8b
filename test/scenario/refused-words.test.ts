import { describe, expect, it } from 'vitest';
import { peerId } from '../../src/core/ids.js';
import type { ModelRequest } from '../../src/model/contract.js';
import type { ScriptedAnswer } from '../../src/model/scripted.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const bad = 'the forbidden thing';

const inAll = ({ system, messages }: ModelRequest): string =>
  [...system, ...messages].map(({ text }) => text).join('\n');

/** A provider that refuses whatever holds these words; else it says another thing for another message. */
const refuses =
  (forbidden: string) =>
  (request: ModelRequest): ScriptedAnswer => {
    if (inAll(request).includes(forbidden))
      return { failure: { kind: 'refused', detail: '400 content_filter' } };
    return inAll(request).includes('and how are you?')
      ? 'fine, the bees are out.'
      : 'so, tell me about your day.';
  };

function words(harness: RuntimeHarness): readonly string[] {
  return harness.channel.seenBy(ada).map((text) => text.replace(/^Before we talk:[^\n]*\n\n/u, ''));
}

describe('words that a provider refuses', () => {
  it('are shown to no model again, and the talk goes on', async () => {
    const harness = await runtimeHarness({ answer: refuses(bad) });
    await harness.channel.personSays(ada, bad);
    await harness.rest();
    expect(words(harness)).toEqual([]);
    await harness.channel.personSays(ada, 'hello there');
    await harness.rest();
    expect(words(harness)).toEqual(['so, tell me about your day.']);
    const last = harness.model.asked.at(-1);
    expect(last && inAll(last)).toContain('hello there');
    expect(last && inAll(last)).not.toContain(bad);

    await harness.channel.personSays(ada, 'and how are you?');
    await harness.rest();
    await harness.clock.advance(30_000);
    await harness.rest();

    expect(words(harness)).toEqual(['so, tell me about your day.', 'fine, the bees are out.']);
    const rows = await harness.database.read.selectFrom('message').select(['text', 'refused_at']).execute();
    expect(rows.filter(({ refused_at: at }) => at !== null).map(({ text }) => text)).toEqual([bad]);
  });

  it('are answered after a while where nothing else is written', async () => {
    const harness = await runtimeHarness({ answer: refuses(bad) });
    await harness.channel.personSays(ada, bad);
    await harness.rest();
    await harness.clock.advance(400_000);
    await harness.rest();
    expect(words(harness)).toEqual(['so, tell me about your day.']);
  });

  it('leave the window too, where they were let through before', async () => {
    let isStrict = false;
    const harness = await runtimeHarness({
      answer: (request) => (isStrict ? refuses(bad)(request) : 'mhm.'),
    });
    await harness.channel.personSays(ada, bad);
    await harness.rest();
    expect(words(harness)).toEqual(['mhm.']);
    isStrict = true;
    await harness.channel.personSays(ada, 'hello there');
    await harness.rest();
    await harness.channel.personSays(ada, 'are you there?');
    await harness.rest();
    await harness.channel.personSays(ada, 'hm?');
    await harness.rest();
    expect(words(harness)).toContain('so, tell me about your day.');
  });
});

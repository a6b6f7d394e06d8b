import { describe, expect, it } from 'vitest';
import type { ChannelCapabilities } from '../../src/channel/capabilities.js';
import { everything } from '../../src/channel/fake-capabilities.js';
import { userAccountCapabilities } from '../../src/channel/telegram/capabilities.js';
import { botCapabilities } from '../../src/channel/telegram-bot/capabilities.js';
import { peerId } from '../../src/core/ids.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const echoing: ChannelCapabilities = { ...botCapabilities, echo: 'text' };
const remembering: ChannelCapabilities = { ...botCapabilities, ownHistory: true };

/** A talk that has begun, on a channel with these capabilities. */
async function talk(capabilities: ChannelCapabilities): Promise<RuntimeHarness> {
  const harness = await runtimeHarness({ capabilities });
  harness.model.enqueue('hello.');
  await harness.channel.personSays(ada, 'hi');
  await harness.rest();
  return harness;
}

async function says(harness: RuntimeHarness, text: string, answer: string): Promise<void> {
  harness.model.enqueue(answer);
  await harness.channel.personSays(ada, text);
  await harness.rest();
}

async function passes(harness: RuntimeHarness, ms: number): Promise<void> {
  await harness.clock.advance(ms);
  await harness.rest();
}

const bubbles = ({ database }: RuntimeHarness) =>
  database.read.selectFrom('outbox').select(['state', 'reason']).orderBy('outbox_row').execute();

describe('a send whose answer was lost', () => {
  it.each([
    ['is repeated where that is one message', userAccountCapabilities],
    ['is found in the history where that can be read', remembering],
    ['is settled by its echo where our messages come back', echoing],
  ])('%s', async (_, capabilities) => {
    const harness = await talk(capabilities);
    harness.channel.loseNextReply('sendText');
    await says(harness, 'how are you?', 'well enough.');
    await passes(harness, 60_000);
    expect(harness.channel.seenBy(ada).slice(1)).toEqual(['well enough.']);
    expect((await bubbles(harness)).at(-1)).toEqual({ state: 'sent', reason: null });
  });

  it('is parked where nothing can be found out, never said twice, and told to the operator and the next turn', async () => {
    const harness = await talk(botCapabilities);
    harness.channel.loseNextReply('sendText');
    await says(harness, 'how are you?', 'well enough.');
    await passes(harness, 3_600_000);
    expect(harness.channel.seenBy(ada).slice(1)).toEqual(['well enough.']);
    expect((await bubbles(harness)).at(-1)).toEqual({ state: 'held', reason: 'parked' });
    expect(harness.reports).toContain('not sent park DEADLINE');
    await says(harness, 'are you there?', 'yes, here.');
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).toContain(
      'You wrote "well enough.", and it may not have reached them.',
    );
    await says(harness, 'good', 'yes.');
    expect(harness.model.asked.at(-1)?.messages.at(-1)?.text).not.toContain('may not have reached them');
  });

  it('leaves nothing unsaid that was queued behind it, but what the disclosure had to go before', async () => {
    const harness = await talk(botCapabilities);
    harness.channel.loseNextReply('sendText');
    await says(harness, 'how are you?', 'well enough.\n\nand you, what did you do all day?');
    await passes(harness, 60_000);
    expect(harness.channel.seenBy(ada).slice(1)).toHaveLength(2);

    const first = await runtimeHarness({ capabilities: botCapabilities });
    first.channel.loseNextReply('sendText');
    await says(first, 'hi', 'hello.\n\nand you, what did you do all day?');
    await passes(first, 60_000);
    expect(first.channel.seenBy(ada)).toHaveLength(1);
    await says(first, 'anybody?', 'yes.');
    expect(first.channel.seenBy(ada).at(-1)).toMatch(/^Before we talk: [^]*\n\nyes\.$/u);
  });

  it('is tried again where it certainly never left', async () => {
    const harness = await talk(botCapabilities);
    harness.channel.failNext('sendText', { kind: 'unsent', code: 'ECONNREFUSED' }, 3);
    await says(harness, 'how are you?', 'well enough.');
    await passes(harness, 600_000);
    expect(harness.channel.seenBy(ada).slice(1)).toEqual(['well enough.']);
    expect((await bubbles(harness)).at(-1)).toEqual({ state: 'sent', reason: null });
  });

  it('is said again where somebody may be in danger, though it be twice', async () => {
    const harness = await talk(botCapabilities);
    harness.channel.loseNextReply('sendText');
    await harness.channel.personSays(ada, 'I am going to kill myself tonight');
    await harness.rest();
    await passes(harness, 60_000);
    const cards = harness.channel.seenBy(ada).slice(1);
    expect(cards).toHaveLength(2);
    expect(cards[0]).toBe(cards[1]);
  });
});

describe('where a service closes the door behind a person', () => {
  it('gives up what waited beyond that, and answers whoever writes again', async () => {
    const harness = await talk({ ...botCapabilities, window: 86_400_000 });
    await says(harness, 'how are you?', 'well enough.');
    expect(harness.channel.seenBy(ada)).toHaveLength(2);
    harness.channel.failNext('sendText', { kind: 'flood', wait: 86_400_000, code: 'FLOOD_WAIT' });
    await says(harness, 'and now?', 'too late.');
    await passes(harness, 86_400_000 + 60_000);
    expect(harness.channel.seenBy(ada)).toHaveLength(2);
    expect((await bubbles(harness)).at(-1)).toEqual({ state: 'failed', reason: 'WINDOW_CLOSED' });
    await says(harness, 'hello again', 'in time.');
    expect(harness.channel.seenBy(ada).at(-1)).toBe('in time.');
  });
});

it('a talk bears message ids without order, and the answer to a question of ours with them', async () => {
  const harness = await runtimeHarness({
    capabilities: { ...everything, messageIds: { unique: 'chat', ordered: false } },
    settings: { askProactiveAfter: 2 },
  });
  for (const text of ['hi', 'nice to meet you', 'how was your day?', 'yes', 'and the evening?']) {
    await says(harness, text, `about ${text.replace('?', '')}.`);
    const last = harness.channel.messages.findLast((one) => one.direction === 'outgoing');
    if (last) await harness.channel.personReads(ada, last.messageId);
    await passes(harness, 60_000);
  }
  expect(harness.channel.messages.every(({ messageId }) => !/^\d+$/u.test(messageId))).toBe(true);
  expect(harness.channel.seenBy(ada).length).toBeGreaterThanOrEqual(5);
  expect(harness.reports.filter((line) => line.startsWith('broken'))).toEqual([]);
});

describe('what is shown besides words', () => {
  it('is asked of the channel only where it can be seen', async () => {
    const harness = await talk(botCapabilities);
    const asked = new Set(harness.channel.calls.map(({ operation, action }) => action ?? operation));
    expect([...asked].sort()).toEqual(['sendText', 'typing']);
    const other = await talk(everything);
    const all = new Set(other.channel.calls.map(({ operation }) => operation));
    expect([...all]).toEqual(expect.arrayContaining(['markRead', 'setOnline', 'setTyping']));
  });
});

import { describe, expect, it } from 'vitest';
import type { ChannelCapabilities } from '../../src/channel/capabilities.js';
import { botCapabilities } from '../../src/channel/telegram-bot/capabilities.js';
import type { Rung } from '../../src/core/event.js';
import { conversationId, peerId, remoteMessageId, type RemoteMessageId } from '../../src/core/ids.js';
import { readSignals } from '../../src/store/conversation/signal-reader.js';
import { runtimeHarness, type RuntimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const talk = conversationId('tess/telegram:100');
/** A service that only takes a message on, and tells by and by what became of it. */
const taking: ChannelCapabilities = {
  ...botCapabilities,
  receipt: 'accepted',
  echo: 'status',
  echoWithin: 120_000,
  messageIds: { unique: 'account', ordered: false },
  readMarks: { out: 'each', in: 'each' },
};

async function harnessOf(): Promise<RuntimeHarness> {
  const harness = await runtimeHarness({ capabilities: taking });
  await says(harness, 'hi', 'hello.');
  return harness;
}

async function says(harness: RuntimeHarness, text: string, answer: string): Promise<void> {
  harness.model.enqueue(answer);
  await harness.channel.personSays(ada, text);
  await harness.rest();
}

const lastId = ({ channel }: RuntimeHarness): RemoteMessageId => {
  const last = channel.messages.findLast(({ direction }) => direction === 'outgoing');
  if (last === undefined) throw new Error('nothing was sent');
  return last.messageId;
};

function status(harness: RuntimeHarness, messageId: RemoteMessageId, state: Rung): Promise<void> {
  const at = harness.clock.now();
  return harness.channel.deliver({
    kind: 'delivery',
    peer: ada,
    messageId,
    state,
    at,
    ...(state === 'failed' ? { code: 'NOT_REACHED' } : {}),
  });
}

/** A message of ours, its bubble, and how far the service says that it has come. */
async function standing({ database }: RuntimeHarness, message: RemoteMessageId): Promise<object> {
  const { read } = database;
  return {
    delivery: await read
      .selectFrom('delivery')
      .select(['state', 'code'])
      .where('remote_id', '=', message)
      .execute(),
    said: await read.selectFrom('message').select('text').where('remote_id', '=', message).execute(),
    bubble: await read
      .selectFrom('outbox')
      .select(['state', 'reason'])
      .where('remote_id', '=', message)
      .execute(),
  };
}

/** Whoever says the same again and again is stopped. */
const words = ['tea', 'a walk', 'rain', 'the old bridge', 'six apples', 'nobody'];

function ordersOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.length < 2
    ? [items]
    : items.flatMap((item, at) => ordersOf(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

describe('what a service says of a message after it has taken it on', () => {
  it('comes to the same in whatever order and however often it is said', async () => {
    const harness = await harnessOf();
    // Of messages whose send is not answered yet.
    for (const [at, order] of ordersOf<Rung>(['accepted', 'sent', 'delivered', 'read']).entries()) {
      const message = remoteMessageId(`early-${at}`);
      for (const state of [...order, ...order]) await status(harness, message, state);
      expect(await standing(harness, message)).toMatchObject({ delivery: [{ state: 'read' }] });
    }
    for (const [at, order] of ordersOf<Rung>(['sent', 'failed', 'delivered']).entries()) {
      await says(harness, 'and?', `that is ${words[at] ?? ''}.`);
      for (const state of [...order, ...order]) await status(harness, lastId(harness), state);
      expect(await standing(harness, lastId(harness))).toEqual({
        delivery: [{ state: 'delivered', code: null }],
        said: [{ text: `that is ${words[at] ?? ''}.` }],
        bubble: [{ state: 'sent', reason: null }],
      });
    }
    for (const [at, order] of ordersOf<Rung>(['accepted', 'sent', 'failed']).entries()) {
      await says(harness, 'and?', `there was ${words[at] ?? ''}.`);
      for (const state of [...order, ...order]) await status(harness, lastId(harness), state);
      expect(await standing(harness, lastId(harness))).toEqual({
        delivery: [{ state: 'failed', code: 'NOT_REACHED' }],
        said: [{ text: '' }],
        bubble: [{ state: 'failed', reason: 'NOT_REACHED' }],
      });
    }
  });

  it('that failed is not taken for said by the next turn, shows in the chat, and takes the disclosure back', async () => {
    const harness = await harnessOf();
    await status(harness, lastId(harness), 'sent');
    await says(harness, 'how are you?', 'a secret recipe.');
    await status(harness, lastId(harness), 'failed');
    expect(harness.reports).toContain(`undelivered ${talk} NOT_REACHED`);
    await says(harness, 'are you there?', 'yes.');
    const asked = JSON.stringify(harness.model.asked.at(-1)?.messages);
    expect(asked).toContain('hello.');
    expect(asked).not.toContain('a secret recipe.');

    const first = await harnessOf();
    await status(first, lastId(first), 'failed');
    await says(first, 'anybody?', 'yes.');
    expect(first.channel.seenBy(ada).at(-1)).toMatch(/^Before we talk: [^]*\n\nyes\.$/u);
  });

  it('settles a send whose answer was lost, by our own id, and sooner than it was answered', async () => {
    const harness = await harnessOf();
    harness.channel.loseNextReply('sendText');
    await says(harness, 'how are you?', 'well enough.');
    const sent = harness.channel.messages.at(-1);
    if (sent?.sendId === undefined) throw new Error('nothing was sent');
    const { messageId, sendId } = sent;
    const at = harness.clock.now();
    await harness.channel.deliver({ kind: 'delivery', messageId, sendId, state: 'delivered', at });
    await harness.clock.advance(600_000);
    await harness.rest();
    expect(harness.channel.seenBy(ada).slice(1)).toEqual(['well enough.']);
    const { database } = harness;
    const bubble = await database.read
      .selectFrom('outbox')
      .select('state')
      .where('send_id', '=', sendId)
      .execute();
    expect(bubble).toEqual([{ state: 'sent' }]);
  });

  it('is seen where it was read, and stays so when an older message is said to be read later', async () => {
    const harness = await harnessOf();
    const first = lastId(harness);
    await says(harness, 'and?', 'and so on.');
    await status(harness, lastId(harness), 'read');
    await status(harness, first, 'read');
    expect((await readSignals(harness.database.read, talk))?.lastSaid?.state).toBe('seen');
  });
});

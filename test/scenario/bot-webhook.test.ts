import { expect, it, onTestFinished } from 'vitest';
import { startReceiver } from '../../src/channel/receiver/receiver.js';
import { botChannel } from '../../src/channel/telegram-bot/channel.js';
import { BotLine } from '../../src/channel/telegram-bot/line.js';
import { accountId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { BotBed } from '../sandbox/bot-bed.js';
import { aloneOn } from '../support/bot-channel.js';
import { MemoryStore } from '../support/memory-store.js';

/** A bot whose updates are posted to a receiver. */
async function hooked() {
  const bed = await BotBed.open();
  onTestFinished(() => bed.close());
  // The port is known only once it listens, and the address is part of what the bot is told.
  const hooks: Parameters<typeof startReceiver>[0]['hooks'][number][] = [];
  const receiver = await startReceiver({
    hooks,
    host: '127.0.0.1',
    port: 0,
    onError: (cause) => {
      throw cause;
    },
  });
  onTestFinished(() => receiver.close());
  const url = `http://127.0.0.1:${receiver.port}/hooks/luna`;
  const line = new BotLine({
    token: bed.token,
    baseUrl: bed.server.baseUrl,
    clock: systemClock(),
    chance: { next: () => 0.5 },
    logger: { info: () => undefined, warn: () => undefined },
    cursor: () => Promise.resolve(null),
    webhookUrl: url,
  });
  const channel = aloneOn(line, botChannel(line, accountId('luna'), systemClock()));
  if (line.hook) hooks.push(line.hook);
  onTestFinished(() => channel.close());
  const store = new MemoryStore();
  expect(await channel.open(store)).toMatchObject({ ok: true, value: { username: 'luna_bot' } });
  return { bed, receiver, url, channel, store };
}

it('takes updates that are posted, once they are stored, and reactions with them', async () => {
  const { bed, store, channel, receiver } = await hooked();
  expect(channel.capabilities.transport).toBe('webhook');
  bed.mia.say(bed.bot, 'hello');
  await store.until((one) => one.incoming.length === 1);
  const [mine] = bed.mia.screen(bed.bot);
  if (mine) bed.mia.react(mine.id, ['👍']);
  await store.until((one) => one.events.some(({ kind }) => kind === 'reaction'));
  bed.mia.block(bed.bot);
  await store.until((one) => one.events.some(({ kind }) => kind === 'block'));
  await expect.poll(() => receiver.counts.kept).toBe(3);
  expect(receiver.counts.refused).toBe(0);
});

it('asks to come again while the store refuses, and loses nothing', async () => {
  const { bed, store, receiver } = await hooked();
  store.failures = 1;
  bed.mia.say(bed.bot, 'hello');
  await store.until((one) => one.incoming.length === 1);
  await expect.poll(() => receiver.counts.kept).toBe(1);
  expect(receiver.counts.later).toBe(1);
});

it('does no work for whoever does not know the secret, and says nothing back', async () => {
  const { bed, store, url, receiver } = await hooked();
  const update = JSON.stringify({
    update_id: 1,
    message: { chat: { id: bed.mia.id, type: 'private' }, text: 'x' },
  });
  const post = (secret?: string): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      body: update,
      headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret },
    });
  for (const secret of [undefined, '', 'guess', bed.token]) {
    const answer = await post(secret);
    expect([answer.status, await answer.text()]).toEqual([401, '']);
  }
  expect((await fetch(`${url}x`, { method: 'POST', body: update })).status).toBe(404);
  expect(store.batches).toEqual([]);
  expect(receiver.counts.refused).toBe(5);
});

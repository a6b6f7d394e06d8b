import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createGreenChannel } from '../../src/channel/whatsapp/green/channel.js';
import { sendId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { startGreenServer, type GreenServer } from '../../src/sandbox/whatsapp/green/server.js';
import { WhatsAppWorld } from '../../src/sandbox/whatsapp/world/world.js';
import { MemoryStore } from '../support/memory-store.js';
import { numberOptions, type Heard } from './number-bed.js';

let server: GreenServer;
let made = 0;
beforeAll(async () => {
  const world = new WhatsAppWorld(systemClock(), randomBytes(8).toString('hex'));
  server = await startGreenServer({ world });
});
afterAll(() => server.close());

async function opened(settings: Readonly<Record<string, string>> = {}) {
  made += 1;
  const { world } = server;
  const instance = server.addInstance({
    id: String(7_200_000_000 + made),
    token: `canary-token-${made}`,
    line: String(79_002_000_000 + made),
  });
  Object.assign(instance.settings, settings);
  const ben = world.addUser({ number: `4917300${made}`, name: 'Ben' });
  const store = new MemoryStore();
  const heard: Heard = { log: [] };
  const standing: unknown[] = [];
  Object.assign(store, { standing: (failure: unknown) => void standing.push(failure) });
  const channel = createGreenChannel({
    ...numberOptions(store, heard),
    apiUrl: server.baseUrl,
    instance: instance.id,
    token: instance.token,
    receives: true,
  });
  onTestFinished(() => channel.close());
  const first = await channel.open(store);
  const says = async (text: string) => {
    const before = store.incoming.length;
    const said = world.say(ben.number, instance.line, text);
    await store.until((one) => one.incoming.length > before);
    return said;
  };
  return { world, instance, ben, store, heard, standing, channel, first, says };
}

it('acknowledges only what is stored, and takes words that could not be decrypted for no words', async () => {
  const { instance, store, says } = await opened();
  store.failures = 3;
  await says('{{SWE001}}');
  await says('now in words');
  expect(store.messages.map(({ text, attachments }) => [text, attachments.length])).toEqual([
    ['', 1],
    ['now in words', 0],
  ]);
  expect(store.refused).toHaveLength(3);
  await expect.poll(() => instance.notifications.length).toBe(0);
});

it('knows what the phone wrote from what a program sent', async () => {
  const { world, instance, ben, store, channel, says } = await opened();
  await says('hello');
  const [{ peer } = { peer: undefined }] = store.messages;
  if (peer === undefined) throw new Error('nothing came');
  await channel.sendText({ peer, text: 'by us', sendId: sendId('1') });
  world.post(instance.line, ben.number, { kind: 'text', text: 'by hand' }, 'owner');
  await store.until((one) => one.messages.length === 3);
  expect(store.messages.slice(1)).toMatchObject([
    { direction: 'outgoing', text: 'by us', automatic: 'connected-bot' },
    { direction: 'outgoing', text: 'by hand' },
  ]);
  expect(store.messages[2]).not.toHaveProperty('automatic');
});

it('sends nothing while the phone is not linked, takes back what waited, and goes on when it is', async () => {
  const { world, instance, store, channel, standing, says } = await opened();
  await says('hello');
  const [{ peer } = { peer: undefined }] = store.messages;
  if (peer === undefined) throw new Error('nothing came');
  server.changeState(instance, 'notAuthorized');
  // Sent by whoever does not look: both wait at the service.
  for (const text of ['good', 'morning']) {
    const message = world.post(instance.line, '49173001', { kind: 'text', text }, 'program');
    instance.queue.push({ message, at: world.clock.now() });
  }
  await store.until((one) => one.states.at(-1)?.state === 'offline');
  const refused = await channel.sendText({ peer, text: 'now?', sendId: sendId('2') });
  expect(refused).toEqual({ ok: false, failure: { kind: 'unsent', code: 'NOT_AUTHORIZED' } });
  expect(instance.queue).toHaveLength(2);
  instance.delayMs = 60_000;
  server.changeState(instance, 'authorized');
  await store.until((one) => one.states.at(-1)?.state === 'online');
  expect(instance.queue).toEqual([]);
  expect(store.events.at(-1)).toMatchObject({ kind: 'delivery', state: 'failed', code: 'QUEUE_CLEARED' });
  expect(standing).toContainEqual({ kind: 'logged-out', code: 'NOT_AUTHORIZED' });
  expect(standing.at(-1)).toBeNull();
});

it('is one thread by number and by lid, in whatever order they are told', async () => {
  const { instance, store, says } = await opened();
  for (const callsPeople of ['phone', 'both', 'lid', 'phone', 'lid'] as const) {
    instance.callsPeople = callsPeople;
    await says(`called by ${callsPeople}`);
  }
  expect(new Set(store.messages.map(({ peer }) => peer)).size).toBe(1);
});

it('asks to be told what it is not told, and never restarts the instance for what it has', async () => {
  const { instance } = await opened({ incomingWebhook: 'no' });
  expect(instance.settings).toMatchObject({ incomingWebhook: 'yes', stateWebhook: 'yes' });
  const fault = { at: 'setSettings', effect: { kind: 'error', code: 500 } } as const;
  server.faults.add(fault);
  onTestFinished(() => void server.faults.clear());
  expect((await opened({ incomingWebhook: 'no' })).first).toMatchObject({ ok: false });
  expect((await opened()).first).toMatchObject({ ok: true });
});

it('tells of what it took back, however often the store refuses', async () => {
  const { world, instance, store, says } = await opened();
  await says('hello');
  server.changeState(instance, 'notAuthorized');
  await store.until((one) => one.states.at(-1)?.state === 'offline');
  for (const text of ['good', 'morning']) {
    const message = world.post(instance.line, '49173001', { kind: 'text', text }, 'program');
    instance.queue.push({ message, at: world.clock.now() });
  }
  await expect.poll(() => instance.notifications.length).toBe(0);
  store.failures = 2;
  instance.delayMs = 60_000;
  server.changeState(instance, 'authorized');
  await store.until((one) => one.states.at(-1)?.state === 'online');
  expect(store.events.at(-1)).toMatchObject({ kind: 'delivery', state: 'failed', code: 'QUEUE_CLEARED' });
});

it('logs neither the token nor a word', async () => {
  const { instance, heard, store, channel, says } = await opened();
  await says('a canary in words');
  const [{ peer } = { peer: undefined }] = store.messages;
  if (peer === undefined) throw new Error('nothing came');
  server.faults.add({ at: 'sendMessage', count: 1, effect: { kind: 'http', status: 502, applied: true } });
  const answer = await channel.sendText({ peer, text: 'a canary of ours', sendId: sendId('3') });
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
  instance.token = 'another';
  await store.until((one) => one.states.at(-1)?.state === 'lost');
  expect(`${heard.log.join()} ${JSON.stringify([answer, store.states])}`).not.toMatch(/canary/u);
});

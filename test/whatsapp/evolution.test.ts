import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startReceiver, type Hook, type Receiver } from '../../src/channel/receiver/receiver.js';
import { createEvolutionChannel } from '../../src/channel/whatsapp/evolution/channel.js';
import { readMessage } from '../../src/channel/whatsapp/evolution/read-message.js';
import { proofOf, withoutKey } from '../../src/channel/whatsapp/evolution/webhook.js';
import { peerId, sendId } from '../../src/core/ids.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { jwt } from '../../src/sandbox/whatsapp/evolution/hooks.js';
import { startEvolutionServer, type EvolutionServer } from '../../src/sandbox/whatsapp/evolution/server.js';
import { WhatsAppWorld } from '../../src/sandbox/whatsapp/world/world.js';
import { MemoryStore } from '../support/memory-store.js';
import { ManualClock } from '../support/manual-clock.js';
import { numberOptions, type Heard } from './number-bed.js';

const secret = 'nobody guesses this';
let server: EvolutionServer;
let receiver: Receiver;
const hooks: Hook[] = [];
let made = 0;
beforeAll(async () => {
  const world = new WhatsAppWorld(systemClock(), randomBytes(8).toString('hex'));
  server = await startEvolutionServer({ world, firstRetryMs: 20 });
  receiver = await startReceiver({ hooks, host: '127.0.0.1', port: 0, onError: () => undefined });
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

/** @param clock moves what the channel waits by; the wire keeps real time */
async function opened(clock = systemClock()) {
  made += 1;
  const { world } = server;
  const name = `luna-${made}`;
  const instance = server.addInstance({
    name,
    token: `canary-key-${made}`,
    line: String(551_199_100_000 + made),
  });
  const ben = world.addUser({ number: `4917400${made}`, name: 'Ben' });
  const store = new MemoryStore();
  const heard: Heard = { log: [] };
  const hookPath = `/hooks/${name}`;
  const { channel, hook } = createEvolutionChannel({
    ...numberOptions(store, heard),
    clock,
    server: server.baseUrl,
    instance: name,
    token: instance.token,
    webhookSecret: secret,
    hookUrl: `http://127.0.0.1:${receiver.port}${hookPath}`,
    hookPath,
    cursor: null,
    receives: true,
  });
  hooks.push(hook);
  onTestFinished(() => channel.close());
  await channel.open(store);
  return { world, instance, ben, store, heard, channel, url: `http://127.0.0.1:${receiver.port}${hookPath}` };
}

it('believes tokens of the server alone, and blames no clock on it', () => {
  const now = 1_796_000_000_000;
  const seconds = now / 1_000;
  const head = { alg: 'HS256', typ: 'JWT' };
  const claims = { iat: seconds, exp: seconds + 600, app: 'evolution', action: 'webhook' };
  const is = (token: string) => proofOf({ headers: { authorization: `Bearer ${token}` } }, secret, now);
  expect(is(jwt(head, claims, secret))).toBe(true);
  expect(is(jwt(head, { ...claims, iat: seconds + 59 }, secret))).toBe(true);
  expect(is(jwt(head, { ...claims, iat: seconds + 61 }, secret))).toBe('later');
  expect(is(jwt(head, { ...claims, exp: seconds - 61 }, secret))).toBe('later');
  const none = [{ alg: 'none' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const wrong = [
    jwt(head, claims, 'another secret'),
    jwt({ alg: 'none' }, claims, secret),
    jwt({ alg: 'RS256' }, claims, secret),
    `${none.join('.')}.`,
    jwt(head, { ...claims, app: 'other' }, secret),
    jwt(head, { ...claims, action: 'other' }, secret),
    jwt(head, { app: 'evolution', action: 'webhook' }, secret),
    '',
  ];
  expect(wrong.map(is)).toEqual(wrong.map(() => false));
  expect(JSON.stringify(withoutKey({ event: 'x', apikey: 'canary' }))).not.toContain('canary');
});

it('asks to come again for troubles of its own, and loses nothing by them', async () => {
  const { world, instance, ben, store, heard } = await opened();
  store.failures = 2;
  world.say(ben.number, instance.line, 'through a full disk');
  await store.until((one) => one.incoming.length === 1);
  expect(server.hooks.lost).toEqual([]);
  expect(heard.log.join()).not.toContain('canary');
});

it('finds what the server stored and never posted, a minute later', async () => {
  const clock = new ManualClock(systemClock().now());
  const { world, instance, ben, store } = await opened(clock);
  world.say(ben.number, instance.line, 'posted');
  await store.until((one) => one.incoming.length === 1);
  instance.isDeaf = true;
  world.say(ben.number, instance.line, 'only stored');
  await clock.advance(61_000);
  await store.until((one) => one.incoming.length === 2);
  expect(store.incoming).toEqual(['posted', 'only stored']);
});

it('sends nothing while the instance only says that it is open', async () => {
  const clock = new ManualClock(systemClock().now());
  const { world, instance, ben, store, channel } = await opened(clock);
  world.say(ben.number, instance.line, 'hello');
  await store.until((one) => one.incoming.length === 1);
  const [{ peer } = { peer: undefined }] = store.messages;
  if (peer === undefined) throw new Error('nothing came');
  instance.isDead = true;
  // Past what an event is believed for, with the patience of the question on top.
  for (let minute = 0; minute < 8 && store.states.at(-1)?.state !== 'offline'; minute += 1) {
    await clock.advance(60_000);
    await expect.poll(() => clock.pending).toBeGreaterThan(0);
  }
  await store.until((one) => one.states.at(-1)?.state === 'offline');
  expect(store.states.at(-1)).toMatchObject({ reason: 'OPEN_BUT_DEAD' });
  expect(await channel.sendText({ peer, text: 'x', sendId: sendId('1') })).toMatchObject({
    ok: false,
    failure: { kind: 'unsent', code: 'OPEN_BUT_DEAD' },
  });
});

it('is one thread by number, by lid and by both, and answers to exactly what came', async () => {
  const { world, instance, ben, store, channel } = await opened();
  for (const [index, callsChats] of (['phone', 'lid-with-alt', 'lid', 'phone', 'lid'] as const).entries()) {
    instance.callsChats = callsChats;
    world.say(ben.number, instance.line, `called by ${callsChats}`);
    await store.until((one) => one.incoming.length === index + 1);
  }
  const peers = new Set(store.messages.map(({ peer }) => peer));
  expect(peers.size).toBe(1);
  const [peer] = peers;
  if (peer === undefined) throw new Error('nothing came');
  expect(store.address(peer)).toBe(`${ben.lid}@lid`);
  expect(await channel.sendText({ peer, text: 'hi', sendId: sendId('1') })).toMatchObject({ ok: true });
  const [{ messageId } = { messageId: undefined }] = store.messages;
  if (messageId === undefined) throw new Error('nothing came');
  // The server passes over keys by lid and answers as if it had not.
  expect(await channel.markRead(peer, messageId)).toMatchObject({
    ok: false,
    failure: { code: 'NOT_BY_LID' },
  });
});

it('takes a 400 for an answer about nothing, but where the number has no account', async () => {
  const { world, instance, ben, store, channel } = await opened();
  world.say(ben.number, instance.line, 'hello');
  await store.until((one) => one.incoming.length === 1);
  const [{ peer } = { peer: undefined }] = store.messages;
  if (peer === undefined) throw new Error('nothing came');
  server.faults.add({ at: 'sendText', count: 1, effect: { kind: 'error', code: 400 } });
  expect(await channel.sendText({ peer, text: 'x', sendId: sendId('1') })).toMatchObject({
    failure: { kind: 'unknown', code: 'EVOLUTION_400' },
  });
  world.changeNumber(ben.number, `${ben.number}9`, []);
  expect(await channel.sendText({ peer, text: 'x', sendId: sendId('2') })).toMatchObject({
    failure: { kind: 'peer-restricted', code: 'NO_ACCOUNT' },
  });
});

it('is told where to post to, also by a server that was not there at the start', async () => {
  const clock = new ManualClock(systemClock().now());
  server.faults.add({ at: 'connectionState', count: 1, effect: { kind: 'error', code: 500 } });
  const { instance, store, url } = await opened(clock);
  expect([store.states.at(-1)?.state, instance.hook]).toEqual(['offline', null]);
  await clock.advance(61_000);
  await store.until((one) => one.states.at(-1)?.state === 'online');
  expect(instance.hook?.url).toBe(url);
});

it('reads what lies in several wrappers', () => {
  const message = {
    ephemeralMessage: { message: { documentWithCaptionMessage: { message: { conversation: 'within' } } } },
  };
  expect(readMessage({ key: { id: '1' }, message }, peerId('1'), 'person')).toMatchObject({ text: 'within' });
});

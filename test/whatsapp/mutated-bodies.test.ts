import { expect, it } from 'vitest';
import type { DeliveryOutcome, Hook } from '../../src/channel/receiver/receiver.js';
import { createCloudChannel } from '../../src/channel/whatsapp/cloud/channel.js';
import { createEvolutionChannel } from '../../src/channel/whatsapp/evolution/channel.js';
import { readNotification } from '../../src/channel/whatsapp/green/read-notification.js';
import { nothingStored } from '../../src/channel/whatsapp/person/alias-book.js';
import { PeerFinder } from '../../src/channel/whatsapp/person/peer-finder.js';
import { accountId } from '../../src/core/ids.js';
import { dice, type Dice } from '../../src/lib/dice.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { payloadOf, type Item } from '../../src/sandbox/whatsapp/cloud/deliveries.js';
import { MessageNames } from '../../src/sandbox/whatsapp/cloud/names.js';
import { newNumber } from '../../src/sandbox/whatsapp/cloud/number.js';
import { renderContact, renderMessage } from '../../src/sandbox/whatsapp/cloud/render-message.js';
import { eventOf } from '../../src/sandbox/whatsapp/evolution/events.js';
import { newEvolutionInstance } from '../../src/sandbox/whatsapp/evolution/instance.js';
import { newInstance } from '../../src/sandbox/whatsapp/green/instance.js';
import { tellInstance } from '../../src/sandbox/whatsapp/green/notifications.js';
import { WhatsAppWorld, type Deed } from '../../src/sandbox/whatsapp/world/world.js';
import { MemoryStore } from '../support/memory-store.js';
import { numberOptions, type Heard } from './number-bed.js';

/** A slice of `npm run test:mutations`, which spoils ten thousand bodies a service. */
const bodies = Number(process.env['KINDRED_MUTATIONS'] ?? 300);
const line = '15550783881';

/** Everything that a person can do, as deeds of a world. */
function deeds(): { readonly world: WhatsAppWorld; readonly deeds: readonly Deed[] } {
  const world = new WhatsAppWorld(systemClock(), 'mutations');
  const { number } = world.addUser({ number: '4915228817386', name: 'Zoë' });
  const first = world.say(number, line, 'hello 👋');
  for (const kind of [
    'image',
    'audio',
    'sticker',
    'location',
    'contacts',
    'button',
    'unsupported',
    'tomorrow',
  ]) {
    world.say(
      number,
      line,
      { kind, text: 'caption', mime: 'image/jpeg', forwarded: true },
      { replyTo: first.id },
    );
  }
  world.reacts(first, 'user', '👍');
  world.edits(first, 'hello there');
  world.carry(world.post(line, number, { kind: 'text', text: 'ours' }, 'program'));
  world.removes(first);
  return { world, deeds: world.facts.map(({ deed }) => deed) };
}

const values: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  Number('9007199254740993'),
  '',
  '\u0000',
  '\ud800',
  'x'.repeat(70_000),
  [],
  {},
  [[[[]]]],
  { __proto__: null, constructor: 1 },
  'constructor',
  '__proto__',
];

/** One body spoilt: a value is another one, is gone, comes twice, lies deep; or the text itself is cut or has bits turned. */
function spoilt(body: object, chance: Dice): Buffer {
  const copy = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
  const places: [Record<string, unknown>, string][] = [];
  const walk = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const key of Object.keys(at)) {
      places.push([at as Record<string, unknown>, key]);
      walk((at as Record<string, unknown>)[key]);
    }
  };
  walk(copy);
  for (let count = chance.between(1, 3); count > 0; count -= 1) {
    const [at, key] = places[chance.between(0, places.length - 1)] ?? [copy, 'entry'];
    const way = chance.between(0, 4);
    if (way === 0) delete at[key];
    else if (way === 1) at[key] = [at[key], at[key]];
    else if (way === 2) {
      let deep: unknown = at[key];
      for (let level = 0; level < 200; level += 1) deep = { [key]: deep };
      at[key] = deep;
    } else at[key] = values[chance.between(0, values.length - 1)];
  }
  let text = JSON.stringify(copy);
  const how = chance.between(0, 9);
  if (how === 0) text = text.slice(0, chance.between(0, text.length));
  if (how === 1) text = text.replace('{', '{"__proto__":{"polluted":1},"messages":1,');
  const bytes = Buffer.from(text, 'utf8');
  if (how === 2 && bytes.length > 0) bytes[chance.between(0, bytes.length - 1)] = chance.between(0, 255);
  return bytes;
}

async function tryAll(
  bodiesOf: readonly object[],
  take: (body: Buffer) => Promise<DeliveryOutcome>,
): Promise<void> {
  const chance = dice(20_261_201);
  const outcomes = new Map<string, number>();
  for (let count = 0; count < bodies; count += 1) {
    const body = spoilt(bodiesOf[count % bodiesOf.length] ?? {}, chance);
    const { kind } = await take(body);
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
  }
  // The store was well all the time: nothing asks to come again, whatever came.
  expect([...outcomes.keys()].filter((kind) => kind !== 'kept' && kind !== 'unreadable')).toEqual([]);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
}

/** What was stored all the same can be stored: words are words, and moments are moments. */
function isSound(store: MemoryStore): void {
  expect(store.messages.length).toBeGreaterThan(0);
  for (const message of store.messages) {
    expect(typeof message.text).toBe('string');
    expect(Number.isSafeInteger(message.sentAt)).toBe(true);
    expect(message.peer).not.toBe('');
  }
}

async function heardBy(
  made: { channel: { open(store: MemoryStore): unknown; close(): Promise<void> }; hook: Hook },
  store: MemoryStore,
) {
  await made.channel.open(store);
  return (body: Buffer) => made.hook.deliver({ headers: {}, body });
}

it(
  'nothing that Meta could post makes the Cloud adapter fall',
  { timeout: 20_000 + bodies * 20 },
  async () => {
    const { world, deeds: all } = deeds();
    const number = newNumber({ phoneNumberId: '1', line, token: 'x', appSecret: 'x' });
    const names = new MessageNames();
    const items = all.flatMap((deed): Item[] => {
      if (deed.kind !== 'said') return [];
      const user = world.must(deed.message.user);
      const value = renderMessage(names, { message: deed.message, user, replied: undefined, line });
      return [{ number, field: 'messages', list: 'messages', value, contacts: [renderContact(user)], at: 0 }];
    });
    const status = {
      id: 'wamid.x',
      status: 'failed',
      timestamp: '1',
      recipient_id: '49',
      errors: [{ code: 131047 }],
    };
    items.push({ number, field: 'messages', list: 'statuses', value: status, at: 0 });
    items.push({ number, field: 'account_update', list: null, value: { event: 'DISABLED_UPDATE' }, at: 0 });
    const store = new MemoryStore();
    const heard: Heard = { log: [] };
    const made = createCloudChannel({
      ...numberOptions(store, heard),
      baseUrl: 'http://127.0.0.1:1',
      apiVersion: 'v25.0',
      phoneNumberId: '1',
      wabaId: number.wabaId,
      credentials: { token: 'x', appSecrets: ['x'], verifyToken: 'x' },
      region: null,
      hookPath: '/hooks/x',
    });
    const take = await heardBy(made, store);
    await tryAll(
      [...items.map((item, turn) => payloadOf([item], turn)), payloadOf(items, 1), payloadOf(items, 2)],
      take,
    );
    await made.channel.close();
    isSound(store);
  },
);

it(
  'nothing that Evolution API could post makes its adapter fall',
  { timeout: 20_000 + bodies * 20 },
  async () => {
    const { world, deeds: all } = deeds();
    const instance = newEvolutionInstance({ name: 'luna', token: 'x', line });
    instance.callsChats = 'lid-with-alt';
    const events = all.flatMap((deed) => {
      const event = eventOf(world, instance, deed);
      return event === null ? [] : [{ ...event, instance: 'luna', apikey: 'canary' }];
    });
    events.push({ event: 'connection.update', instance: 'luna', data: { state: 'open' }, apikey: 'canary' });
    const store = new MemoryStore();
    const heard: Heard = { log: [] };
    const made = createEvolutionChannel({
      ...numberOptions(store, heard),
      server: 'http://127.0.0.1:1',
      instance: 'luna',
      token: 'x',
      webhookSecret: 'x',
      hookUrl: null,
      hookPath: '/hooks/x',
      cursor: null,
      receives: true,
    });
    await tryAll(events, await heardBy(made, store));
    await made.channel.close();
    isSound(store);
    expect(heard.log.join()).not.toContain('canary');
  },
);

it(
  'nothing that Green API could hand over makes its adapter fall',
  { timeout: 20_000 + bodies * 20 },
  async () => {
    const { world, deeds: all } = deeds();
    const instance = newInstance({ id: '7103', token: 'x', line });
    for (const deed of all) tellInstance(world, instance, deed);
    const store = new MemoryStore();
    const finder = new PeerFinder({
      account: accountId('luna'),
      aliases: nothingStored,
      logger: numberOptions(store, { log: [] }).logger,
    });
    await tryAll(
      instance.notifications.map(({ body }) => body),
      async (body) => {
        let value: unknown;
        try {
          value = JSON.parse(body.toString('utf8'));
        } catch {
          return { kind: 'unreadable' };
        }
        const notified = await readNotification(value, '7103', finder);
        if (notified.kind === 'event') {
          await store.accept({ events: [notified.event], peers: notified.peers, receivedAt: 0 });
        }
        return { kind: 'kept' };
      },
    );
    isSound(store);
  },
);

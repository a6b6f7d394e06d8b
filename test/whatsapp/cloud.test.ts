import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendId } from '../../src/core/ids.js';
import { signed } from '../../src/sandbox/whatsapp/cloud/deliveries.js';
import { CloudBed } from '../sandbox/cloud-bed.js';
import { openCloud } from './number-bed.js';

let bed: CloudBed;
beforeAll(async () => {
  bed = await CloudBed.open();
});
afterAll(() => bed.close());

const words = 'Zoë schrieb: «да» 👋 @luna / <b>';

it('takes what Meta signs, raw, escaped or signed as escaped, and nothing that is off by a bit', async () => {
  const { number, store, hook } = await openCloud(bed);
  const ben = bed.world.addUser({ number: '491700001' });
  for (const signing of ['raw', 'escaped', 'signed-escaped'] as const) {
    number.signing = signing;
    bed.world.say(ben.number, number.line, `${words} ${signing}`);
  }
  await store.until((one) => one.incoming.length === 3);
  expect(store.incoming.toSorted()).toEqual(
    ['escaped', 'raw', 'signed-escaped'].map((one) => `${words} ${one}`),
  );

  const { body, signature } = signed({ entry: [] }, { signing: 'raw', appSecret: number.appSecret });
  const is = (value: string | undefined): unknown =>
    hook.isGenuine({ headers: value === undefined ? {} : { 'x-hub-signature-256': value }, body });
  expect(is(signature)).toBe(true);
  const hex = signature.slice('sha256='.length);
  const flipped = (parseInt(hex.slice(-1), 16) ^ 1).toString(16);
  const wrong = [
    undefined,
    '',
    hex,
    `sha256=${hex.slice(0, -1)}${flipped}`,
    `sha256=${hex.toUpperCase()}`,
    `${signature}, ${signature}`,
    `sha1=${createHmac('sha1', number.appSecret).update(body).digest('hex')}`,
    signed({ entry: [] }, { signing: 'raw', appSecret: 'of another app' }).signature,
    signed({ entry: [] }, { signing: 'raw', appSecret: '' }).signature,
  ];
  expect(wrong.map(is)).toEqual(wrong.map(() => false));
});

it('takes both secrets while they are changed, and echoes a challenge to whoever knows the token only', async () => {
  const { store, number, hook } = await openCloud(bed, {
    credentials: { token: 'x', appSecrets: ['new', 'old'], verifyToken: 'verify me' },
  });
  expect(store.states.at(-1)).toMatchObject({ state: 'lost', failure: { kind: 'logged-out' } });
  const post = (appSecret: string) => {
    const { body, signature } = signed({}, { signing: 'raw', appSecret });
    return hook.isGenuine({ headers: { 'x-hub-signature-256': signature }, body });
  };
  expect(['new', 'old', number.appSecret].map(post)).toEqual([true, true, false]);
  const ask = async (query: string) => {
    const answer = await fetch(`${bed.url(hook.path)}?${query}`);
    return [answer.status, await answer.text(), answer.headers.get('content-type')];
  };
  const right = 'hub.mode=subscribe&hub.verify_token=verify%20me&hub.challenge=115<b>';
  expect(await ask(right)).toEqual([200, '115<b>', 'text/plain; charset=utf-8']);
  for (const query of [
    '',
    right.replace('verify%20me', 'guess'),
    right.replace('subscribe', 'unsubscribe'),
    right.replace('115<b>', 'x'.repeat(257)),
  ]) {
    expect((await ask(query)).slice(0, 2)).toEqual([403, '']);
  }
});

it('finds every message and status of a batch, whichever way it is packed, and each once however often it comes', async () => {
  const { number, store, channel } = await openCloud(bed);
  number.batch = 100;
  const people = [1, 2, 3].map((index) =>
    bed.world.addUser({ number: `49170001${index}`, name: `P${index}` }),
  );
  bed.server.faults.add({ at: 'webhook', share: 0.3, seed: 4, effect: { kind: 'duplicate' } });
  bed.server.faults.add({ at: 'webhook', share: 0.3, seed: 5, effect: { kind: 'reorder' } });
  const said: string[] = [];
  for (let round = 0; round < 12; round += 1) {
    for (const { number: from } of people) {
      said.push(`${from} ${round}`);
      bed.world.say(from, number.line, `${from} ${round}`);
    }
    await Promise.resolve();
  }
  await store.until((one) => one.incoming.length === said.length);
  bed.server.faults.clear();
  expect(store.incoming.toSorted()).toEqual(said.toSorted());
  // Each by the person who wrote it.
  for (const message of store.messages)
    expect(message.text.startsWith(String(store.address(message.peer)))).toBe(true);
  const [first] = store.messages;
  if (first === undefined) throw new Error('nothing came');
  const sent = await channel.sendText({ peer: first.peer, text: 'hi', sendId: sendId('77') });
  const ours = sent.ok ? sent.value.messageId : '';
  await store.until((one) =>
    one.events.some((event) => event.kind === 'delivery' && event.state === 'delivered'),
  );
  expect(store.events).toContainEqual(
    expect.objectContaining({ kind: 'delivery', messageId: ours, sendId: '77', state: 'sent' }),
  );
});

it('answers somebody without a number by their user id, and never by a user id in the place of a number', async () => {
  const { number, store, channel } = await openCloud(bed);
  const ada = bed.world.addUser({ number: '491700021', name: 'Ada', username: 'ada.runs' });
  const said = bed.world.say(ada.number, number.line, 'no number here');
  await store.until((one) => one.incoming.length === 1);
  const [{ peer, messageId } = { peer: undefined, messageId: undefined }] = store.messages;
  if (peer === undefined) throw new Error('nothing came');
  expect(store.address(peer)).toBe(ada.userId);
  await channel.sendText({ peer, text: 'hello Ada', sendId: sendId('1') });
  await channel.react(peer, messageId, '👍');
  await channel.markRead(peer, messageId);
  expect(bed.world.chat(number.line, ada.number).map(({ content }) => content.text)).toEqual([
    'no number here',
    'hello Ada',
  ]);
  expect([...said.reactions.values(), said.isReadByLine]).toEqual(['👍', true]);
});

it('is one person with a number and a user id, and somebody else with a number that was given away', async () => {
  const { number, store } = await openCloud(bed);
  const first = bed.world.addUser({ number: '491700031', name: 'Old owner' });
  bed.world.say(first.number, number.line, 'mine');
  await store.until((one) => one.incoming.length === 1);
  first.username = 'hidden';
  bed.world.say(first.number, number.line, 'still me');
  await store.until((one) => one.incoming.length === 2);
  bed.world.changeNumber(first.number, '491700032', [number.line]);
  // The number is somebody's who has another user id.
  const second = bed.world.addUser({ number: '491700031', name: 'New owner' });
  second.userId = 'DE.99999999999999999';
  bed.world.say(second.number, number.line, 'who are you?');
  await store.until((one) => one.incoming.length === 3);
  const [one, two, three] = store.messages.map(({ peer }) => peer);
  expect(one).toBe(two);
  expect(three).not.toBe(one);
});

it('answers only whom its region lets in, and says nothing of what others wrote', async () => {
  const { number, store, heard } = await openCloud(bed, { region: 'eea' });
  const outside = bed.world.addUser({ number: '14155550101' });
  const inside = bed.world.addUser({ number: '4917000041' });
  bed.world.say(outside.number, number.line, 'a canary from afar');
  bed.world.say(inside.number, number.line, 'from here');
  await store.until((one) => one.incoming.length === 1);
  expect(store.incoming).toEqual(['from here']);
  expect(heard.log.join()).toContain('outside-region');
  expect(heard.log.join()).not.toContain('canary');
});

it('never asks for a sign of typing while one is shown, and reads no further by it than was read', async () => {
  const { number, store, channel } = await openCloud(bed);
  const ben = bed.world.addUser({ number: '491700051' });
  const read = bed.world.say(ben.number, number.line, 'one');
  await store.until((one) => one.incoming.length === 1);
  const [{ peer, messageId } = { peer: undefined, messageId: undefined }] = store.messages;
  if (peer === undefined) throw new Error('nothing came');
  bed.server.faults.add({ at: 'read', count: 1, effect: { kind: 'error', code: 131000 } });
  expect(await channel.markRead(peer, messageId)).toMatchObject({ ok: false });
  expect([await channel.markRead(peer, messageId), read.isReadByLine]).toEqual([
    { ok: true, value: undefined },
    true,
  ]);
  const unread = bed.world.say(ben.number, number.line, 'two');
  await store.until((one) => one.incoming.length === 2);
  for (let count = 0; count < 5; count += 1) await channel.setTyping(peer, 'typing');
  const shown = bed.world.facts.filter(({ deed }) => deed.kind === 'typing' && deed.user === ben.number);
  expect([shown.length, read.isReadByLine, unread.isReadByLine]).toEqual([1, true, false]);
});

it('tells how the number stands, and what failed after it was taken, by codes', async () => {
  const { number, store, channel } = await openCloud(bed);
  const ben = bed.world.addUser({ number: '491700061' });
  bed.world.say(ben.number, number.line, 'hello');
  await store.until((one) => one.incoming.length === 1);
  const [{ peer } = { peer: undefined }] = store.messages;
  if (peer === undefined) throw new Error('nothing came');
  bed.server.faults.add({ at: 'messages', count: 1, effect: { kind: 'fails-later', code: 131047 } });
  expect(await channel.sendText({ peer, text: 'too late', sendId: sendId('9') })).toMatchObject({ ok: true });
  await store.until((one) =>
    one.events.some((event) => event.kind === 'delivery' && event.state === 'failed'),
  );
  expect(store.events.at(-1)).toMatchObject({ kind: 'delivery', sendId: '9', code: 'WINDOW_CLOSED', peer });
  const told: unknown[] = [];
  Object.assign(store, { standing: (failure: unknown) => void told.push(failure) });
  bed.server.tell(number, 'phone_number_quality_update', { event: 'FLAGGED', current_limit: 'TIER_250' });
  bed.server.tell(number, 'phone_number_quality_update', { event: 'UNFLAGGED' });
  bed.server.tell(number, 'account_update', {
    event: 'DISABLED_UPDATE',
    ban_info: { waba_ban_state: 'DISABLE' },
  });
  await expect
    .poll(() => told)
    .toEqual([
      { kind: 'account-limited', code: 'QUALITY_FLAGGED' },
      null,
      { kind: 'account-banned', code: 'DISABLED_UPDATE' },
    ]);
});

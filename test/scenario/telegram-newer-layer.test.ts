import { describe, expect, it } from 'vitest';
import { peerId, sendId } from '../../src/core/ids.js';
import { sandboxForTest, signIn, telegramChannel } from '../support/telegram-world.js';

async function chat() {
  const sandbox = await sandboxForTest();
  const { session, self } = await signIn(sandbox, '+15550001');
  const account = Number(self);
  const ben = await sandbox.people.create({ firstName: 'Ben', phone: '15550002' });
  return { sandbox, session, account, ben: sandbox.people.person(ben.id), peer: peerId(String(ben.id)) };
}

/** How often the server was asked, counted by a rule that does nothing. */
const unreadable = (method: string) =>
  ({ method, effect: { kind: 'newer-layer', constructors: ['*'] } }) as const;

describe('an object of a newer layer', () => {
  it('in a push costs itself: the reply mark is gone, the words are there', async () => {
    const { sandbox, session, account, ben } = await chat();
    const { channel, store, logger } = telegramChannel(sandbox, session);
    await channel.open(store);
    ben.say(account, 'first');
    await store.until((one) => one.incoming.length === 1);
    sandbox.pushFaults.set({ newerLayer: ['messageReplyHeader'] }, account);
    const first = ben.latest(account, 'me');
    ben.post(account, { text: 'second', replyTo: first?.id ?? 0, media: dice });
    await store.until((one) => one.incoming.length === 2);
    expect(store.messages.at(-1)).toMatchObject({ text: 'second', attachments: [{ kind: 'sticker' }] });
    expect(store.messages.at(-1)).not.toHaveProperty('replyTo');
    expect(logger.lines.join('\n')).toMatch(/"kind":"MessageReplyHeader","code":"CTOR_[0-9A-F]{8}"/);
    expect(store.states.at(-1)).toMatchObject({ state: 'online' });
  });

  it('in a difference costs itself, and not what stands beside it', async () => {
    const { sandbox, session, account, ben } = await chat();
    const before = telegramChannel(sandbox, session);
    await before.channel.open(before.store);
    ben.say(account, 'before');
    await before.store.until((one) => one.incoming.length === 1);
    await before.channel.close();
    const first = ben.latest(account, 'me');
    ben.post(account, { text: 'one', replyTo: first?.id ?? 0 });
    ben.post(account, { text: 'two', media: dice });
    ben.say(account, 'three');
    sandbox.rules.add({
      method: 'updates.getDifference',
      effect: {
        kind: 'newer-layer',
        constructors: ['messageReplyHeader', 'messageMediaDice', 'user', 'messageReactions'],
      },
    });
    const { channel, store } = telegramChannel(sandbox, session, { store: before.store });
    await channel.open(store);
    await store.until((one) => one.incoming.length === 4);
    expect(store.incoming).toEqual(['before', 'one', 'two', 'three']);
  });

  it.each(['updates.state', 'peerUser'])(
    'that an answer is nothing without (%s) makes it no answer: the chats are read, and nobody is deaf and well',
    async (constructor) => {
      const { sandbox, session, account, ben } = await chat();
      const before = telegramChannel(sandbox, session);
      await before.channel.open(before.store);
      ben.say(account, 'before');
      await before.store.until((one) => one.incoming.length === 1);
      await before.channel.close();
      for (const text of ['one', 'two', 'three']) ben.say(account, text);
      sandbox.rules.add({
        method: 'updates.getDifference',
        effect: { kind: 'newer-layer', constructors: [constructor] },
      });
      const { channel, store } = telegramChannel(sandbox, session, { store: before.store });
      await channel.open(store);
      await store.until((one) => one.legibilities.at(-1)?.isLegible === false || one.incoming.length === 4);
      if (constructor === 'updates.state') {
        await store.until((one) => one.incoming.length === 4);
        expect(store.incoming).toEqual(['before', 'one', 'two', 'three']);
      }
      expect(store.legibilities.at(-1)).toMatchObject({ isLegible: false });
    },
  );

  it('as our own user leaves the account online, known from the profile', async () => {
    const { sandbox, session, account, ben } = await chat();
    sandbox.rules.add({
      method: 'users.*',
      account,
      effect: { kind: 'newer-layer', constructors: ['user'] },
    });
    const { channel, store } = telegramChannel(sandbox, session);
    expect(await channel.open(store)).toMatchObject({ ok: true, value: { peer: String(account) } });
    ben.say(account, 'hello');
    await store.until((one) => one.incoming.length === 1);
    expect(
      await channel.sendText({ peer: peerId(String(ben.id)), text: 'hi', sendId: sendId('5') }),
    ).toMatchObject({
      ok: true,
    });
  });
});

describe('an answer that cannot be read at all', () => {
  it('is asked for with pauses, the chats are read instead, and the account says that it is deaf', async () => {
    const { sandbox, session, account, ben, peer } = await chat();
    const before = telegramChannel(sandbox, session);
    await before.channel.open(before.store);
    ben.say(account, 'before');
    await before.store.until((one) => one.incoming.length === 1);
    await before.channel.close();
    ben.say(account, 'while away');
    const asked = counting(sandbox, account);
    const rule = sandbox.rules.add(unreadable('updates.getDifference'));

    const { channel, store, logger } = telegramChannel(sandbox, session, { store: before.store });
    expect(await channel.open(store)).toMatchObject({ ok: true });
    await store.until((one) => one.incoming.includes('while away'));
    // Three tries came before the chats were read, and no more than the pauses allow since.
    expect(asked()).toBeGreaterThanOrEqual(3);
    expect(asked()).toBeLessThan(10);
    expect(store.legibilities.at(-1)).toEqual({ isLegible: false, code: 'DIFFERENCE_UNREADABLE' });
    ben.say(account, 'pushed while deaf');
    await store.until((one) => one.incoming.includes('pushed while deaf'));
    expect(await channel.sendText({ peer, text: 'hi', sendId: sendId('6') })).toMatchObject({ ok: true });
    const before10 = asked();
    for (let round = 0; round < 50; round += 1)
      for (const key of sandbox.keysOf(account)) {
        sandbox.wire.sendUnknownConstructor(key);
      }
    ben.say(account, 'after a storm of nonsense');
    await store.until((one) => one.incoming.includes('after a storm of nonsense'));
    expect(asked() - before10).toBeLessThan(3);
    expect(logger.lines.join('\n')).toContain('"code":"ANSWER_UNREADABLE"');

    sandbox.rules.clear(rule.id);
    sandbox.cut(account);
    await store.until((one) => one.legibilities.at(-1)?.isLegible === true);
    expect(store.incoming).toEqual([
      'before',
      'while away',
      'pushed while deaf',
      'after a storm of nonsense',
    ]);
  });

  it.each(['users.getUsers', 'updates.getState', 'messages.getPeerDialogs', 'help.getConfig'])(
    'to %s alone keeps nobody off',
    async (method) => {
      const { sandbox, session, account, ben } = await chat();
      sandbox.rules.add(unreadable(method));
      const { channel, store } = telegramChannel(sandbox, session);
      expect(await channel.open(store)).toMatchObject({ ok: true });
      ben.say(account, 'hello');
      await store.until((one) => one.incoming.includes('hello'));
      expect(await channel.probe()).toMatchObject({ ok: true });
    },
  );

  it('not even to the list of chats: messages are found by their numbers', async () => {
    const { sandbox, session, account, ben } = await chat();
    const before = telegramChannel(sandbox, session);
    await before.channel.open(before.store);
    ben.say(account, 'before');
    await before.store.until((one) => one.incoming.length === 1);
    await before.channel.close();
    for (const method of [
      'updates.getDifference',
      'updates.getState',
      'messages.getDialogs',
      'messages.getPeerDialogs',
    ]) {
      sandbox.rules.add(unreadable(method));
    }
    ben.say(account, 'while away');
    const { channel, store } = telegramChannel(sandbox, session, { store: before.store });
    await channel.open(store);
    await store.until((one) => one.incoming.includes('while away'));
    ben.say(account, 'and then');
    await store.until((one) => one.incoming.includes('and then'));
    expect(store.incoming).toEqual(['before', 'while away', 'and then']);
  });
});

const dice = { _: 'messageMediaDice', value: 3, emoticon: '🎲' } as const;

/** How often the difference was asked for since. */
function counting(sandbox: Awaited<ReturnType<typeof chat>>['sandbox'], account: number): () => number {
  const rule = sandbox.rules.add({
    method: 'updates.getDifference',
    account,
    count: 1_000_000,
    effect: { kind: 'latency', ms: 0 },
  });
  return () => 1_000_000 - (sandbox.rules.list().find((one) => one.id === rule.id)?.count ?? 0);
}

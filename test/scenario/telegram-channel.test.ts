import { describe, expect, it, vi } from 'vitest';
import { peerId, sendId } from '../../src/core/ids.js';
import { startTelegramSandbox } from '../../src/sandbox/serving/telegram-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { privateKeyPem } from '../support/server-key.js';
import { sandboxForTest, signIn, telegramChannel } from '../support/telegram-world.js';
import type { TelegramSandboxOptions } from '../../src/sandbox/serving/telegram-server.js';

async function chat(options: TelegramSandboxOptions = {}) {
  const sandbox = await sandboxForTest(options);
  const { session, self } = await signIn(sandbox, '+15550001');
  const account = Number(self);
  const ben = await sandbox.people.create({ firstName: 'Ben', phone: '15550002' });
  return { sandbox, session, account, ben: sandbox.people.person(ben.id), peer: peerId(String(ben.id)) };
}

const lines = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `line ${from + index}`);

describe('updates that are lost on the way', () => {
  it.each([1, 2, 3, 4, 5])('are all there in the end, once and in order (seed %i)', async (seed) => {
    const { sandbox, session, account, ben } = await chat();
    const { channel, store } = telegramChannel(sandbox, session);
    await channel.open(store);
    sandbox.pushFaults.set({ drop: 0.1, duplicate: 0.2, reorder: 0.2, seed }, account);
    const said = lines(0, 80);
    for (const line of said) ben.say(account, line);
    // What was dropped at the very end shows only when something follows.
    sandbox.pushFaults.set(undefined, account);
    ben.say(account, 'the last one');
    await store.until((one) => one.incoming.includes('the last one'));
    expect(store.incoming).toEqual([...said, 'the last one']);
    expect(sandbox.pushFaults.counts.dropped).toBeGreaterThan(0);
    const state = JSON.parse(store.cursor ?? '{}') as { pts?: number };
    expect(state.pts).toBe(sandbox.world.boxes.of(account).pts);
  });
});

describe('downtime', () => {
  it('is made up for slice by slice, without repeating what was stored', async () => {
    const { sandbox, session, account, ben } = await chat({ limits: { differenceSlice: 10 } });
    const before = telegramChannel(sandbox, session);
    await before.channel.open(before.store);
    ben.say(account, 'before');
    await before.store.until((one) => one.incoming.length === 1);
    await before.channel.close();
    const said = lines(0, 35);
    for (const line of said) ben.say(account, line);

    const { channel, store } = telegramChannel(sandbox, session, { store: before.store });
    await channel.open(store);
    await store.until((one) => one.incoming.length === 36);
    expect(store.incoming).toEqual(['before', ...said]);
    const events = store.events.filter((event) => event.kind === 'message');
    expect(events).toHaveLength(36);
  });

  it('too long for the server to list is made up for from the chats themselves', async () => {
    const { sandbox, session, account, ben } = await chat({ limits: { differenceTotal: 5 } });
    const before = telegramChannel(sandbox, session);
    await before.channel.open(before.store);
    ben.say(account, 'before');
    await before.store.until((one) => one.incoming.length === 1);
    await before.channel.close();
    const said = lines(0, 12);
    for (const line of said) ben.say(account, line);
    const cid = await sandbox.people.create({ firstName: 'Cid', phone: '15550003' });
    sandbox.people.person(cid.id).say(account, 'we have not met');

    const { channel, store, logger } = telegramChannel(sandbox, session, { store: before.store });
    await channel.open(store);
    await store.until((one) => one.incoming.length === 14);
    expect([...store.incoming].sort()).toEqual(['before', ...said, 'we have not met'].sort());
    const sent = await channel.sendText({ peer: peerId(String(cid.id)), text: 'hello', sendId: sendId('9') });
    expect(sent.ok).toBe(true);
    ben.say(account, 'and on');
    await store.until((one) => one.incoming.includes('and on'));
    expect(logger.lines.join('\n')).toContain('"rebuilt":true');
  });

  it('replays what was not stored when the process ended', async () => {
    const { sandbox, session, account, ben } = await chat();
    const before = telegramChannel(sandbox, session);
    await before.channel.open(before.store);
    await before.store.until((one) => one.cursor !== null);
    before.store.failures = 1_000;
    ben.say(account, 'not stored');
    await before.store.until((one) => one.failures < 1_000);
    await before.channel.close();
    before.store.failures = 0;

    const { channel, store } = telegramChannel(sandbox, session, { store: before.store });
    await channel.open(store);
    await store.until((one) => one.incoming.length === 1);
    expect(store.incoming).toEqual(['not stored']);
  });
});

describe('the connection', () => {
  it('comes back after it was cut, with what was said meanwhile', async () => {
    const { sandbox, session, account, ben } = await chat();
    const { channel, store } = telegramChannel(sandbox, session);
    await channel.open(store);
    for (let round = 1; round <= 3; round += 1) {
      sandbox.cut(account);
      ben.say(account, `round ${round}`);
      await store.until((one) => one.incoming.length === round);
      await store.until((one) => one.states.filter((state) => state.state === 'online').length > round);
    }
    expect(store.incoming).toEqual(['round 1', 'round 2', 'round 3']);
    expect(store.states.some((state) => state.state === 'offline')).toBe(true);
  });

  it('gives up a call at once when the connection is cut, and calls its outcome unknown', async () => {
    const { sandbox, session, account, ben, peer } = await chat();
    const { channel, store } = telegramChannel(sandbox, session, { write: 3_600_000 });
    await channel.open(store);
    ben.say(account, 'hello');
    await store.until((one) => one.incoming.length === 1);
    const effect = { kind: 'lose', how: 'cut' } as const;
    sandbox.rules.add({ method: 'messages.sendMessage', account, count: 1, effect });
    const request = { peer, text: 'hi', sendId: sendId('77') };
    expect(await channel.sendText(request)).toEqual({
      ok: false,
      failure: { kind: 'unknown', code: 'CONNECTION_LOST' },
    });
    await store.until((one) => one.states.filter((state) => state.state === 'online').length === 2);
    expect(await channel.sendText(request)).toMatchObject({ ok: true });
    expect(ben.screen(account).filter((one) => !one.out)).toHaveLength(1);
  });

  it('survives a restart of the server', async () => {
    const folder = temporaryFolder();
    const { sandbox, session, account, ben } = await chat({ folder });
    const { channel, store } = telegramChannel(sandbox, session);
    await channel.open(store);
    ben.say(account, 'before');
    await store.until((one) => one.incoming.length === 1);
    const { port } = sandbox;
    await sandbox.close();
    await store.until((one) => one.states.at(-1)?.state === 'offline');
    const again = await sandboxForTest({ folder, port });
    again.people.person(ben.id).say(account, 'after');
    await store.until((one) => one.incoming.length === 2);
    expect(store.incoming).toEqual(['before', 'after']);
  });

  it('says that it cannot reach the server, and keeps trying', async () => {
    const { sandbox, session, account, ben } = await chat({ folder: temporaryFolder() });
    const { channel, store } = telegramChannel({ ...sandbox, port: await freePort() }, session);
    const opened = await channel.open(store);
    expect(opened).toEqual({ ok: false, failure: { kind: 'unknown', code: 'ECONNREFUSED' } });
    await store.until((one) => one.states.filter((state) => state.state === 'connecting').length >= 2);
    expect(store.states.some((state) => state.state === 'online')).toBe(false);
    ben.say(account, 'nobody hears this here');
    await channel.close();
    expect(store.states.at(-1)).toEqual({ state: 'closed' });
  });
});

describe('the end of an account', () => {
  it.each([
    ['SESSION_REVOKED', 'logged-out'],
    ['USER_DEACTIVATED_BAN', 'account-banned'],
    ['AUTH_KEY_DUPLICATED', 'session-duplicated'],
  ])('%s is reported as lost, at once and for good', async (type, kind) => {
    const { sandbox, session, account, ben, peer } = await chat();
    const { channel, store } = telegramChannel(sandbox, session);
    await channel.open(store);
    ben.say(account, 'hello');
    await store.until((one) => one.incoming.length === 1);
    sandbox.endAuthorizations(account, type);
    await channel.probe();
    await store.until((one) => one.states.some((state) => state.state === 'lost'));
    const answer = await channel.sendText({ peer, text: 'x', sendId: sendId('1') });
    expect(answer).toMatchObject({ ok: false, failure: { kind } });
    expect(store.states.at(-1)).toMatchObject({ state: 'lost', failure: { kind } });
  });

  it('is the answer to opening a session that was ended before', async () => {
    const { sandbox, session, account } = await chat();
    sandbox.endAuthorizations(account, 'SESSION_REVOKED');
    const { channel, store } = telegramChannel(sandbox, session);
    expect(await channel.open(store)).toMatchObject({ ok: false, failure: { kind: 'logged-out' } });
    expect(store.states.at(-1)).toMatchObject({ state: 'lost' });
  });

  it('counts a frozen account as lost', async () => {
    const { sandbox, session, account, ben, peer } = await chat();
    const { channel, store } = telegramChannel(sandbox, session);
    await channel.open(store);
    ben.say(account, 'hello');
    await store.until((one) => one.incoming.length === 1);
    const effect = { kind: 'error', code: 420, type: 'FROZEN_METHOD_INVALID' } as const;
    sandbox.rules.add({ method: 'messages.sendMessage', account, effect });
    const answer = await channel.sendText({ peer, text: 'x', sendId: sendId('1') });
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'account-frozen' } });
    expect(store.states.at(-1)).toMatchObject({ state: 'lost' });
  });
});

describe('the log', () => {
  it('holds no text, no session and no key, whatever happened', async () => {
    const { sandbox, session, account, ben, peer } = await chat({ limits: { differenceSlice: 3 } });
    const { channel, store, logger } = telegramChannel(sandbox, session);
    await channel.open(store);
    sandbox.pushFaults.set({ drop: 0.3, reorder: 0.3, seed: 3 }, account);
    for (const line of lines(0, 20)) ben.say(account, `canary-text ${line}`);
    sandbox.pushFaults.set(undefined, account);
    store.failures = 2;
    ben.say(account, 'canary-text end');
    await store.until((one) => one.incoming.length === 21);
    await channel.sendText({ peer, text: 'canary-text out', sendId: sendId('5') });
    sandbox.cut(account);
    ben.say(account, 'canary-text after');
    await store.until((one) => one.incoming.length === 22);
    const log = logger.lines.join('\n');
    expect(logger.lines.length).toBeGreaterThan(2);
    expect(log).not.toContain('canary');
    expect(log).not.toContain(session.slice(20, 60));
  });
});

/** A port nobody listens on: one that was just given back. */
async function freePort(): Promise<number> {
  const taken = await startTelegramSandbox({ privateKeyPem });
  await taken.close();
  return taken.port;
}

describe('the settings of the account', () => {
  it('are told where they answer people in its place', async () => {
    const { sandbox, session, account } = await chat();
    sandbox.habits.automated = [account];
    const { channel, store, logger } = telegramChannel(sandbox, session);
    await channel.open(store);
    await vi.waitFor(() => {
      expect(logger.lines.join('\n')).toContain('"code":"GREETING_MESSAGE_ON"');
      expect(logger.lines.join('\n')).toContain('"code":"AWAY_MESSAGE_ON"');
    });
  });

  it.each(['help.getConfig', 'users.getUsers'])(
    'do not matter to FLOOD_WAIT on %s: one try after it, shown with its end',
    async (method) => {
      const { sandbox, session } = await chat();
      const effect = { kind: 'error', code: 420, type: 'FLOOD_WAIT_3' } as const;
      const rule = sandbox.rules.add({ method, count: 100, effect });
      const { channel, store } = telegramChannel(sandbox, session);
      const failure = { kind: 'flood', wait: 3_000, code: 'FLOOD_WAIT' };
      expect(await channel.open(store)).toEqual({ ok: false, failure });
      await store.until((one) => one.states.at(-1)?.state === 'offline');
      expect(store.states.at(-1)).toMatchObject({ state: 'offline', reason: 'FLOOD_WAIT', failure });
      await store.until((one) => one.states.filter(({ state }) => state === 'offline').length === 2);
      expect(sandbox.rules.list().find(({ id }) => id === rule.id)?.count).toBe(98);
      sandbox.rules.clear();
      await store.until((one) => one.states.at(-1)?.state === 'online');
    },
  );
});

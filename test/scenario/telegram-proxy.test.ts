import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Channel } from '../../src/channel/contract.js';
import { createTelegramChannel } from '../../src/channel/telegram/channel.js';
import { DEFAULT_DEADLINES, type TelegramProxy } from '../../src/channel/telegram/options.js';
import { accountId } from '../../src/core/ids.js';
import type { TelegramSandbox } from '../../src/sandbox/serving/telegram-server.js';
import { MemoryStore } from '../support/memory-store.js';
import { socks5Server } from '../support/socks5-server.js';
import { connectionTo, MemoryLogger, sandboxForTest, signIn } from '../support/telegram-world.js';

async function through(
  sandbox: TelegramSandbox,
  proxy: TelegramProxy,
): Promise<{ channel: Channel; store: MemoryStore; logger: MemoryLogger; account: number }> {
  const { session, self } = await signIn(sandbox, '+15550001');
  const store = new MemoryStore();
  const logger = new MemoryLogger();
  const channel = createTelegramChannel({
    ...connectionTo(sandbox, session, logger),
    account: accountId('mia'),
    chance: { next: () => 0.5 },
    peerBook: store,
    cursor: null,
    deadlines: { ...DEFAULT_DEADLINES, connect: 10_000 },
    proxy,
  });
  onTestFinished(() => channel.close());
  return { channel, store, logger, account: Number(self) };
}

/** A message in and an answer from the server: the whole way works. */
async function hears(
  sandbox: TelegramSandbox,
  { channel, store, account }: { channel: Channel; store: MemoryStore; account: number },
): Promise<void> {
  expect(await channel.open(store)).toMatchObject({ ok: true });
  const { id } = await sandbox.people.create({ firstName: 'Ben' });
  sandbox.people.person(id).say(account, 'through the proxy');
  await store.until((one) => one.incoming.includes('through the proxy'));
  expect(await channel.probe()).toMatchObject({ ok: true });
}

describe('an account behind a SOCKS5 proxy', () => {
  it('goes through it, and asks it for the server itself', async () => {
    const sandbox = await sandboxForTest();
    const { port, asked } = await socks5Server();
    await hears(sandbox, await through(sandbox, { kind: 'socks5', host: '127.0.0.1', port }));
    expect(asked).toEqual([`127.0.0.1:${sandbox.port}`]);
  });

  it('signs in to a proxy that wants a name and a password', async () => {
    const sandbox = await sandboxForTest();
    const login = { user: 'proxy-user', password: 'canary-password' };
    const { port } = await socks5Server(login);
    const opened = await through(sandbox, {
      kind: 'socks5',
      host: '127.0.0.1',
      port,
      username: login.user,
      password: login.password,
    });
    await hears(sandbox, opened);
    expect(opened.logger.lines.join('\n')).not.toContain('canary');
  });

  it.each([
    ['that is down', 'PROXY_UNREACHABLE', async () => ({ port: 9 }), 'right'],
    [
      'that refuses the password',
      'PROXY_LOGIN_REFUSED',
      () => socks5Server({ user: 'u', password: 'right' }),
      'wrong',
    ],
  ])('%s is network trouble with a name of its own, not a lost account', async (_, code, make, password) => {
    const sandbox = await sandboxForTest();
    const { port } = await make();
    const proxy = { kind: 'socks5', host: '127.0.0.1', port, username: 'u', password } as const;
    const { channel, store, logger } = await through(sandbox, proxy);
    expect(await channel.open(store)).toEqual({ ok: false, failure: { kind: 'unknown', code } });
    expect(store.states.some(({ state }) => state === 'lost' || state === 'online')).toBe(false);
    expect(logger.lines.join('\n')).not.toContain(password === 'wrong' ? 'wrong' : 'canary');
  });
});

describe('an account behind an MTProxy', () => {
  it('goes through it with the secret', async () => {
    const secret = randomBytes(16);
    const sandbox = await sandboxForTest({ proxySecrets: [secret] });
    const { host, port } = sandbox;
    const proxy = { kind: 'mtproxy', host, port, secret: secret.toString('hex') } as const;
    await hears(sandbox, await through(sandbox, proxy));
  });

  it.each([
    ['that wants padded packets', (key: Buffer) => `dd${key.toString('hex')}`],
    [
      'named by its link',
      (key: Buffer) => `tg://proxy?server=a&port=1&secret=${key.toString('base64url')}\n`,
    ],
  ])('goes through one %s', async (_, written) => {
    const key = randomBytes(16);
    const sandbox = await sandboxForTest({ proxySecrets: [key] });
    const { host, port } = sandbox;
    await hears(sandbox, await through(sandbox, { kind: 'mtproxy', host, port, secret: written(key) }));
  });

  it('that hides in TLS is refused before anything is tried, without its secret in the words', async () => {
    const sandbox = await sandboxForTest();
    const { host, port } = sandbox;
    const secret = `ee${randomBytes(16).toString('hex')}${Buffer.from('example.org').toString('hex')}`;
    const proxy = { kind: 'mtproxy', host, port, secret } as const;
    await expect(through(sandbox, proxy)).rejects.toThrow(/begins with ee: such a proxy hides in TLS/);
    await expect(through(sandbox, proxy)).rejects.not.toThrow(secret);
  });

  it('gets nowhere with another secret', async () => {
    const sandbox = await sandboxForTest({ proxySecrets: [randomBytes(16)] });
    const { host, port } = sandbox;
    const proxy = { kind: 'mtproxy', host, port, secret: randomBytes(16).toString('hex') } as const;
    const { channel, store } = await through(sandbox, proxy);
    expect(await channel.open(store)).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
  });
});

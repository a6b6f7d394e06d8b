import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bigInt from 'big-integer';
import { Api, TelegramClient } from 'telegram';
import { _serverKeys } from 'telegram/crypto/RSA.js';
import { Raw } from 'telegram/events/index.js';
import { PromisedNetSockets } from 'telegram/extensions/index.js';
import { Logger, LogLevel } from 'telegram/extensions/Logger.js';
import { ConnectionTCPAbridged, ConnectionTCPFull, ConnectionTCPObfuscated } from 'telegram/network/index.js';
import { StringSession } from 'telegram/sessions/index.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../lib/system-clock.js';
import { RpcError, type RpcApplication, type RpcCaller, type TlObject } from './rpc.js';
import { CONFIG } from './test-config.js';
import { startMtprotoServer, type MtprotoServer, type MtprotoServerOptions } from './server.js';

const ME = 777n;

/** The least an API layer can be: one user, and what the test adds. */
class TinyApplication implements RpcApplication {
  readonly calls: { method: TlObject; caller: RpcCaller }[] = [];
  readonly handlers = new Map<string, (method: TlObject, caller: RpcCaller) => TlObject | TlObject[]>();

  call(method: TlObject, caller: RpcCaller) {
    this.calls.push({ method, caller });
    const handler = this.handlers.get(method._);
    if (handler) return { kind: 'result' as const, value: handler(method, caller) };
    switch (method._) {
      case 'help.getConfig':
        return { kind: 'result' as const, value: CONFIG };
      case 'users.getUsers':
        if (caller.userId === null) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED');
        return {
          kind: 'result' as const,
          value: [{ _: 'user', self: true, id: caller.userId, accessHash: 5n, firstName: 'Мия 🌿' }],
        };
      default:
        throw new RpcError(400, 'METHOD_NOT_IMPLEMENTED');
    }
  }
}

let folder: string;
let server: MtprotoServer;
let application: TinyApplication;
let problems: unknown[];
const clients: TelegramClient[] = [];

function start(more: Partial<MtprotoServerOptions> = {}): Promise<MtprotoServer> {
  return startMtprotoServer({
    application,
    clock: systemClock(),
    key: { file: join(folder, 'server.pem') },
    storeFile: join(folder, 'keys.sqlite'),
    onError: (error) => problems.push(error),
    ...more,
  });
}

function client(options: {
  session?: StringSession;
  connection?: typeof ConnectionTCPFull | typeof ConnectionTCPAbridged | typeof ConnectionTCPObfuscated;
}): TelegramClient {
  _serverKeys.set(server.publicKeyFingerprint.toString(), {
    n: bigInt(server.serverKey.modulus.toString('hex'), 16),
    e: Number(`0x${server.serverKey.exponent.toString('hex')}`),
  });
  class ToTheSandbox extends PromisedNetSockets {
    override connect(): ReturnType<PromisedNetSockets['connect']> {
      return super.connect(server.port, server.host);
    }
  }
  const made = new TelegramClient(options.session ?? new StringSession(''), 4321, 'hash', {
    connection: options.connection ?? ConnectionTCPFull,
    networkSocket: ToTheSandbox,
    baseLogger: new Logger(LogLevel.NONE),
    connectionRetries: 5,
    retryDelay: 10,
    floodSleepThreshold: 0,
    securityChecks: true,
    deviceModel: 'test device',
    appVersion: '1.2',
  });
  made.onError = () => Promise.resolve();
  clients.push(made);
  return made;
}

function keyOf(made: TelegramClient): string {
  const id = application.calls.at(-1)?.caller.keyId;
  if (id === undefined || !made.connected) throw new Error('the client made no call yet');
  return id;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mtproto-'));
  application = new TinyApplication();
  problems = [];
  server = await start();
});

afterEach(async () => {
  for (const made of clients.splice(0)) await made.destroy();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  expect(problems).toEqual([]);
});

describe('the unmodified GramJS client', () => {
  it.each([
    ['full', ConnectionTCPFull],
    ['abridged', ConnectionTCPAbridged],
    ['obfuscated', ConnectionTCPObfuscated],
  ])('makes a key and gets its calls answered over the %s transport', async (_name, connection) => {
    const made = client({ connection });
    await made.connect();
    const config = await made.invoke(new Api.help.GetConfig());
    expect(config.captionLengthMax).toBe(1024);
    const { method, caller } = application.calls[0] ?? {};
    expect(method?._).toBe('help.getConfig');
    expect(caller).toMatchObject({
      userId: null,
      layer: 198,
      device: { apiId: 4321, model: 'test device', appVersion: '1.2' },
    });
  });

  it('gets errors by name, and answers after them', async () => {
    const made = client({});
    await made.connect();
    await expect(made.invoke(new Api.updates.GetState())).rejects.toMatchObject({
      code: 400,
      errorMessage: 'METHOD_NOT_IMPLEMENTED',
    });
    await expect(made.getMe()).rejects.toMatchObject({ errorMessage: 'AUTH_KEY_UNREGISTERED' });
    server.transport.bind(keyOf(made), ME);
    const me = await made.getMe();
    expect(me.id.toString()).toBe('777');
    expect(me.firstName).toBe('Мия 🌿');
  });

  it('receives pushes for its user, once per session', async () => {
    const made = client({});
    await made.connect();
    server.transport.bind(keyOf(made), ME);
    await made.getMe(true);
    const seen: Api.TypeUpdate[] = [];
    const arrived = new Promise<void>((resolve) => {
      made.addEventHandler((update: Api.TypeUpdate) => {
        if (update instanceof Api.UpdateUserTyping) seen.push(update);
        if (update instanceof Api.UpdateConfig) resolve();
      }, new Raw({}));
    });
    const typing = { _: 'updateUserTyping', userId: 9n, action: { _: 'sendMessageTypingAction' } };
    expect(server.transport.push(ME, { _: 'updateShort', update: typing, date: 5 })).toBe(1);
    expect(
      server.transport.push(ME, { _: 'updateShort', update: typing, date: 5 }, { keyId: keyOf(made) }),
    ).toBe(0);
    expect(server.transport.push(778n, { _: 'updateShort', update: typing, date: 5 })).toBe(0);
    expect(
      server.transport.pushToKey(keyOf(made), { _: 'updateShort', update: { _: 'updateConfig' }, date: 5 }),
    ).toBe(1);
    await arrived;
    expect(seen).toHaveLength(1);
  });

  it('goes on with its key and its user after the server came back', async () => {
    const session = new StringSession('');
    const made = client({ session });
    await made.connect();
    server.transport.bind(keyOf(made), ME);
    const before = keyOf(made);
    const { port } = server;
    await server.close();
    server = await start({ port });
    // GramJS reconnects by itself and sends the call it holds, without initConnection.
    const me = await made.getMe();
    expect(me.id.toString()).toBe('777');
    expect(application.calls.at(-1)?.caller).toMatchObject({ keyId: before, layer: 198, userId: ME });
  });
});

import { onTestFinished } from 'vitest';
import { accountId, peerId } from '../../src/core/ids.js';
import type { PeerId } from '../../src/core/ids.js';
import type { Channel } from '../../src/channel/contract.js';
import { createTelegramChannel } from '../../src/channel/telegram/channel.js';
import { signInWithPhone } from '../../src/channel/telegram/sign-in/login.js';
import { DEFAULT_DEADLINES } from '../../src/channel/telegram/options.js';
import type {
  ChannelLogger,
  ConnectionOptions,
  Deadlines,
  TelegramServer,
} from '../../src/channel/telegram/options.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { startTelegramSandbox } from '../../src/sandbox/serving/telegram-server.js';
import type { TelegramSandbox, TelegramSandboxOptions } from '../../src/sandbox/serving/telegram-server.js';
import { MemoryStore } from './memory-store.js';
import { privateKeyPem } from './server-key.js';

/** Keeps what was logged, so that a test can look for what must not be there. */
export class MemoryLogger implements ChannelLogger {
  readonly lines: string[] = [];
  info(fields: object, message: string): void {
    this.lines.push(JSON.stringify({ level: 'info', ...fields, message }));
  }
  warn(fields: object, message: string): void {
    this.lines.push(JSON.stringify({ level: 'warn', ...fields, message }));
  }
  error(fields: object, message: string): void {
    this.lines.push(JSON.stringify({ level: 'error', ...fields, message }));
  }
}

export async function sandboxForTest(options: TelegramSandboxOptions = {}): Promise<TelegramSandbox> {
  const sandbox = await startTelegramSandbox({ privateKeyPem, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

function serverOf({ host, port, dcId, publicKeyPem }: TelegramSandbox): TelegramServer {
  return { host, port, dcId, publicKeyPem };
}

export function connectionTo(
  sandbox: TelegramSandbox,
  session: string,
  logger: ChannelLogger,
): ConnectionOptions {
  return {
    session,
    apiId: 1,
    apiHash: '0123456789abcdef0123456789abcdef',
    server: serverOf(sandbox),
    device: { model: 'test', systemVersion: '1', appVersion: '1', language: 'en' },
    clock: systemClock(),
    logger,
  };
}

export interface SignedIn {
  readonly session: string;
  readonly self: PeerId;
}

/** Signs an account of the sandbox in, as its owner would. */
export async function signIn(sandbox: TelegramSandbox, phone: string): Promise<SignedIn> {
  const result = await signInWithPhone(connectionTo(sandbox, '', new MemoryLogger()), phone, {
    code: async () => sandbox.habits.loginCode,
    password: async () => undefined,
  });
  if (!result.ok) throw new Error(`sign-in failed: ${result.failure.explanation}`);
  return { session: result.session, self: peerId(result.self.peer) };
}

export interface OpenedChannel {
  readonly channel: Channel;
  readonly store: MemoryStore;
  readonly logger: MemoryLogger;
}

/** A channel over the sandbox, not opened yet; closed at the end of the test. */
export function telegramChannel(
  sandbox: TelegramSandbox,
  session: string,
  { store = new MemoryStore(), ...deadlines }: Partial<Deadlines> & { readonly store?: MemoryStore } = {},
): OpenedChannel {
  const logger = new MemoryLogger();
  const channel = createTelegramChannel({
    ...connectionTo(sandbox, session, logger),
    account: accountId('mia'),
    chance: { next: () => 0.5 },
    peerBook: store,
    cursor: store.cursor,
    deadlines: { ...DEFAULT_DEADLINES, ...deadlines },
  });
  onTestFinished(() => channel.close());
  return { channel, store, logger };
}

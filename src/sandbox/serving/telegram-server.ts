import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { clockAhead } from '../../lib/clock-ahead.js';
import { systemClock } from '../../lib/system-clock.js';
import { startMtprotoServer, type MtprotoServer, type MtprotoServerOptions } from '../mtproto/server.js';
import { People } from '../people/people.js';
import { openBackend, type Backend, type BackendOptions } from '../telegram/backend.js';
import { acceptLogin } from '../telegram/method/auth-token.js';
import { endAuthorization } from '../telegram/method/sign-in.js';

export interface TelegramSandboxOptions extends Omit<BackendOptions, 'file' | 'clock'> {
  /** Where the world, the keys and the server's RSA key live; left out: in memory, gone with the process. */
  readonly folder?: string;
  /** The clock the people live by; may be virtual. Default: the machine's. */
  readonly clock?: Clock;
  /** By how much the server's clock, that of the wire too, is ahead of the machine's; negative where it is behind. */
  readonly aheadMs?: Milliseconds;
  /** The RSA private key; left out: the folder's own, made on first use, or a new one. */
  readonly privateKeyPem?: string;
  readonly host?: string;
  /** 0, the default: any free port. */
  readonly port?: number;
  /** Default 2. */
  readonly dcId?: number;
  /** Accepted on obfuscated connections, 16 bytes each. */
  readonly proxySecrets?: readonly Buffer[];
  /** Errors that are the sandbox's own fault. Default: they are thrown away after the client got `500 INTERNAL`. */
  readonly onError?: (error: unknown, where: string) => void;
}

/** A running Telegram on loopback: where to connect, who lives in it, and what may go wrong. */
export interface TelegramSandbox extends Omit<Backend, 'attach' | 'close' | 'application'> {
  readonly host: string;
  readonly port: number;
  readonly dcId: number;
  /** PKCS#1. */
  readonly publicKeyPem: string;
  /** As GramJS names the key: signed 64-bit. */
  readonly publicKeyFingerprint: bigint;
  readonly people: People;
  /** Faults below the API; keys are those of `keysOf`. */
  readonly wire: MtprotoServer['faults'];
  /** The authorization keys signed in as this user. */
  keysOf(user: number): string[];
  /** Cuts every connection of a user, or of everyone, without a word. */
  cut(user?: number): void;
  /**
   * Takes the authorizations of a user away, or only the one the list of devices names by `hash`: their calls get this
   * 401 type (406 for AUTH_KEY_DUPLICATED). Connections are cut unless `cut` is false. Returns how many it were.
   */
  endAuthorizations(user: number, type: string, options?: { hash?: string; cut?: boolean }): number;
  /** A signed-in phone of the user scans a QR code (`tg://login?token=…`). Answers the error type if it could not. */
  acceptLogin(user: number, token: Buffer): string | undefined;
  close(): Promise<void>;
}

export async function startTelegramSandbox(options: TelegramSandboxOptions = {}): Promise<TelegramSandbox> {
  const { folder, aheadMs = 0 } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const clock = clockAhead(options.clock ?? systemClock(), aheadMs);
  const backend = openBackend({
    ...options,
    file: folder === undefined ? ':memory:' : join(folder, 'world.db'),
    clock,
  });
  let mtproto: MtprotoServer;
  try {
    mtproto = await startMtprotoServer({
      application: backend.application,
      // The wire always keeps real time: clients reject servers that are minutes away.
      clock: clockAhead(systemClock(), aheadMs),
      ...(options.host === undefined ? {} : { host: options.host }),
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.dcId === undefined ? {} : { dcId: options.dcId }),
      ...(options.proxySecrets === undefined ? {} : { proxySecrets: options.proxySecrets }),
      ...(options.onError === undefined ? {} : { onError: options.onError }),
      ...keyOption(options),
      ...(folder === undefined ? {} : { storeFile: join(folder, 'keys.db') }),
    });
  } catch (cause) {
    backend.close();
    throw cause;
  }
  const { transport } = mtproto;
  backend.attach(transport, mtproto);
  const { world } = backend;
  const keysOf = (user: number): string[] => world.authorizations.keysOf(user);
  return {
    world,
    sessions: backend.sessions,
    rules: backend.rules,
    pushFaults: backend.pushFaults,
    habits: backend.habits,
    host: mtproto.host,
    port: mtproto.port,
    dcId: mtproto.dcId,
    publicKeyPem: mtproto.publicKeyPem,
    publicKeyFingerprint: mtproto.publicKeyFingerprint,
    people: new People(world),
    wire: mtproto.faults,
    keysOf,
    cut: (user) => {
      if (user === undefined) transport.disconnect();
      else for (const keyId of keysOf(user)) transport.disconnect(keyId);
    },
    endAuthorizations: (user, type, { hash, cut = true } = {}) => {
      const ended = world.authorizations
        .forUser(user)
        .filter((device) => hash === undefined || device.hash === hash);
      for (const { keyId } of ended) endAuthorization({ world, transport }, keyId, type, cut);
      return ended.length;
    },
    acceptLogin: (user, token) => acceptLogin({ world, transport }, token, user),
    close: async () => {
      await mtproto.close();
      backend.close();
    },
  };
}

function keyOption({ folder, privateKeyPem }: TelegramSandboxOptions): Pick<MtprotoServerOptions, 'key'> {
  if (privateKeyPem !== undefined) return { key: { pem: privateKeyPem } };
  return folder === undefined ? {} : { key: { file: join(folder, 'server-key.pem') } };
}

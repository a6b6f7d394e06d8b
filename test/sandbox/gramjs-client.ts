import { createHash, createPublicKey } from 'node:crypto';
import bigInt from 'big-integer';
import type { Api } from 'telegram';
import { TelegramClient } from 'telegram';
import { _serverKeys } from 'telegram/crypto/RSA.js';
import { Raw } from 'telegram/events/index.js';
import { PromisedNetSockets } from 'telegram/extensions/index.js';
import { Logger, LogLevel } from 'telegram/extensions/Logger.js';
import { StringSession } from 'telegram/sessions/index.js';

export interface Place {
  readonly host: string;
  readonly port: number;
  readonly publicKeyPem: string;
}

/** What Raw handlers get: inner updates, and the short forms whole. */
export type Heard = Api.TypeUpdate | Api.TypeUpdates;

/** An unmodified GramJS client pointed at a sandbox, with everything it heard. */
export interface GramjsClient {
  readonly client: TelegramClient;
  readonly heard: Heard[];
  /** Resolves with the first update heard so far or later that fits. */
  hears<T extends Heard>(fits: (update: Heard) => update is T): Promise<T>;
}

export function gramjsClient(place: Place, session = ''): GramjsClient {
  trust(place.publicKeyPem);
  class ToTheSandbox extends PromisedNetSockets {
    override connect(): ReturnType<PromisedNetSockets['connect']> {
      return super.connect(place.port, place.host);
    }
  }
  const client = new TelegramClient(new StringSession(session), 1, 'hash', {
    networkSocket: ToTheSandbox,
    baseLogger: new Logger(LogLevel.NONE),
    connectionRetries: 20,
    retryDelay: 50,
    floodSleepThreshold: 0,
    deviceModel: 'gramjs',
  });
  client.onError = () => Promise.resolve();
  const heard: Heard[] = [];
  const waiting = new Set<(update: Heard) => void>();
  client.addEventHandler((update: Heard) => {
    heard.push(update);
    for (const look of [...waiting]) look(update);
  }, new Raw({}));
  return {
    client,
    heard,
    hears: (fits) =>
      new Promise((resolve) => {
        const before = heard.find(fits);
        if (before !== undefined) {
          resolve(before);
          return;
        }
        const look = (update: Heard): void => {
          if (!fits(update)) return;
          waiting.delete(look);
          resolve(update);
        };
        waiting.add(look);
      }),
  };
}

export async function gramjsSignIn(
  { client }: GramjsClient,
  who: { phone: string; code?: string; password?: string },
): Promise<Api.User> {
  await client.start({
    phoneNumber: who.phone,
    phoneCode: () => Promise.resolve(who.code ?? '22222'),
    password: () => Promise.resolve(who.password ?? ''),
    onError: (error) => {
      throw error;
    },
  });
  return client.getMe();
}

export const session = ({ client }: GramjsClient): string => (client.session as StringSession).save();

/** GramJS knows keys by fingerprint: the last 8 bytes of the SHA-1 of both numbers as TL bytes. */
function trust(pem: string): void {
  const { n = '', e = '' } = createPublicKey(pem).export({ format: 'jwk' });
  const modulus = Buffer.from(n, 'base64url');
  const exponent = Buffer.from(e, 'base64url');
  const tl = (bytes: Buffer): Buffer => {
    const head =
      bytes.length < 254
        ? Buffer.from([bytes.length])
        : Buffer.from([254, bytes.length & 255, (bytes.length >> 8) & 255, bytes.length >> 16]);
    return Buffer.concat([head, bytes, Buffer.alloc((4 - ((head.length + bytes.length) % 4)) % 4)]);
  };
  const hash = createHash('sha1').update(tl(modulus)).update(tl(exponent)).digest();
  _serverKeys.set(hash.readBigInt64LE(12).toString(), {
    n: bigInt(modulus.toString('hex'), 16),
    e: Number(`0x${exponent.toString('hex')}`),
  });
}

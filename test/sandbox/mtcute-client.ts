import { createCipheriv, createHash, createHmac, pbkdf2, randomFillSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { deflateSync, gunzipSync } from 'node:zlib';
import { connectTcp } from '@fuman/node';
import { IntermediatePacketCodec, MemoryStorage, type TelegramTransport } from '@mtcute/core';
import { TelegramClient } from '@mtcute/core/client.js';
import { addPublicKey, BaseCryptoProvider, type ICryptoProvider } from '@mtcute/core/utils.js';
import { ige256Decrypt, ige256Encrypt, initSync } from '@mtcute/wasm';
import type { Place } from './gramjs-client.js';

/** What mtcute leaves to its surroundings, by Node's own means. Its package for Node would build SQLite from source. */
class NodeCrypto extends BaseCryptoProvider implements ICryptoProvider {
  initialize(): void {
    const { resolve } = createRequire(import.meta.url);
    initSync(readFileSync(resolve('@mtcute/wasm/mtcute.wasm')));
  }
  sha1 = (data: Uint8Array): Uint8Array => createHash('sha1').update(data).digest();
  sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();
  hmacSha256 = (data: Uint8Array, key: Uint8Array): Uint8Array =>
    createHmac('sha256', key).update(data).digest();
  pbkdf2 = (
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    keylen = 64,
    algo = 'sha512',
  ): Promise<Uint8Array> => promisify(pbkdf2)(password, salt, iterations, keylen, algo);
  createAesCtr(key: Uint8Array, iv: Uint8Array) {
    const cipher = createCipheriv(`aes-${key.length * 8}-ctr`, key, iv);
    return { process: (data: Uint8Array): Uint8Array => cipher.update(data) };
  }
  createAesIge(key: Uint8Array, iv: Uint8Array) {
    return {
      encrypt: (data: Uint8Array): Uint8Array => ige256Encrypt(data, key, iv),
      decrypt: (data: Uint8Array): Uint8Array => ige256Decrypt(data, key, iv),
    };
  }
  gzip = (data: Uint8Array): Uint8Array => deflateSync(data);
  gunzip = (data: Uint8Array): Uint8Array => gunzipSync(data);
  randomFill(bytes: Uint8Array): void {
    randomFillSync(bytes);
  }
}

const tcp: TelegramTransport = {
  connect: ({ ipAddress, port }) => connectTcp({ address: ipAddress, port }),
  packetCodec: () => new IntermediatePacketCodec(),
};

/** An unmodified mtcute client pointed at a sandbox: another implementation, on the layer of this year. */
export function mtcuteClient(
  { host, port, publicKeyPem }: Place,
  storage = new MemoryStorage(),
): TelegramClient {
  const crypto = new NodeCrypto();
  addPublicKey(crypto, publicKeyPem);
  const here = { id: 2, ipAddress: host, port };
  return new TelegramClient({
    apiId: 1,
    apiHash: 'hash',
    crypto,
    storage,
    transport: tcp,
    platform: {
      beforeExit: () => () => undefined,
      log: () => undefined,
      getDefaultLogLevel: () => 0,
      getDeviceModel: () => 'mtcute',
    },
    defaultDcs: { main: here, media: here },
    updates: { catchUp: true },
  });
}

import { constants, createHash, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toBig } from './big.js';
import { encryptIge } from '../../../lib/aes-ige.js';
import { newServerKey, serverKeyFile, serverKeyFromPem, type ServerKey } from './rsa.js';
import { unpadRsa } from './rsa-pad.js';

const folder = mkdtempSync(join(tmpdir(), 'rsa-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = newServerKey();

function bareRsa(target: ServerKey, block: Buffer): Buffer {
  return publicEncrypt(
    { key: createPublicKey(target.publicSpkiPem), padding: constants.RSA_NO_PADDING },
    block,
  );
}

/** The client's half of RSA_PAD, as the protocol page describes it. */
function rsaPad(target: ServerKey, data: Buffer): Buffer {
  const padded = Buffer.concat([data, randomBytes(192 - data.length)]);
  for (;;) {
    const tempKey = randomBytes(32);
    const hash = createHash('sha256').update(tempKey).update(padded).digest();
    const reversed = Buffer.from(padded).reverse();
    const encrypted = encryptIge(Buffer.concat([reversed, hash]), tempKey, Buffer.alloc(32));
    const mask = createHash('sha256').update(encrypted).digest();
    const head = Buffer.from(tempKey.map((byte, index) => byte ^ (mask[index] ?? 0)));
    const block = Buffer.concat([head, encrypted]);
    if (toBig(block) < toBig(target.modulus)) return bareRsa(target, block);
  }
}

function oldScheme(target: ServerKey, data: Buffer): Buffer {
  const hash = createHash('sha1').update(data).digest();
  return bareRsa(target, Buffer.concat([Buffer.of(0), hash, data, randomBytes(235 - data.length)]));
}

describe('the server key', () => {
  it('is made once and read back afterwards', () => {
    const path = join(folder, 'deep', 'server.pem');
    const made = serverKeyFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = serverKeyFile(path);
    expect(again.fingerprint).toBe(made.fingerprint);
    expect(again.publicPem).toBe(made.publicPem);
    expect(serverKeyFromPem(readFileSync(path, 'utf8')).fingerprint).toBe(made.fingerprint);
    expect(made.publicPem).toMatch(/^-----BEGIN RSA PUBLIC KEY-----/);
  });

  it('computes the fingerprint as Telegram does', () => {
    // sha1(tl(n) + tl(e)), last 8 bytes; checked against Telethon's and GramJS's key lists by the tests that connect them.
    const tl = (bytes: Buffer): Buffer => {
      const head =
        bytes.length < 254
          ? Buffer.of(bytes.length)
          : Buffer.of(254, bytes.length & 255, bytes.length >> 8, 0);
      const length = head.length + bytes.length;
      return Buffer.concat([head, bytes, Buffer.alloc((4 - (length % 4)) % 4)]);
    };
    const hash = createHash('sha1').update(tl(key.modulus)).update(tl(key.exponent)).digest();
    expect(key.fingerprint).toBe(hash.readBigInt64LE(12));
  });
});

describe('the RSA block', () => {
  const data = Buffer.from('the inner data of a key exchange');
  const lengthOf = (): number => data.length;

  it('opens under RSA_PAD', () => {
    for (let round = 0; round < 5; round++) {
      const opened = unpadRsa(key.decrypt(rsaPad(key, data)), lengthOf);
      expect(opened?.subarray(0, data.length)).toEqual(data);
    }
  });

  it('opens under the older scheme', () => {
    expect(unpadRsa(key.decrypt(oldScheme(key, data)), lengthOf)).toEqual(data);
  });

  it('does not open when anything was changed', () => {
    expect(unpadRsa(randomBytes(256), lengthOf)).toBeNull();
    const block = key.decrypt(oldScheme(key, data));
    block[30] = (block[30] ?? 0) ^ 1;
    expect(unpadRsa(block, lengthOf)).toBeNull();
  });
});

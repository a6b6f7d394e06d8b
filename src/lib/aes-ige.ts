import { createCipheriv } from 'node:crypto';
import { inverseKeySchedule, invertBlock } from './aes-inverse.js';

/**
 * AES-256-IGE encryption in one pass of CBC. With y(i) = c(i) ^ p(i-1), IGE's c(i) = E(p(i) ^ c(i-1)) ^ p(i-1) becomes
 * y(i) = E((p(i) ^ p(i-2)) ^ y(i-1)): CBC over p(i) ^ p(i-2), started from c(0). `iv` is c(0) then p(0); data in whole blocks.
 */
export function encryptIge(data: Buffer, key: Buffer, iv: Buffer): Buffer {
  const length = blocks(data);
  const mixed = Buffer.allocUnsafe(length);
  data.copy(mixed);
  for (let at = 16; at < length; at++) {
    // p(-1) is zero, so the first block enters unmixed; the second is mixed with p(0).
    const earlier = at < 32 ? iv[at] : data[at - 32];
    mixed[at] = (data[at] ?? 0) ^ (earlier ?? 0);
  }
  const cbc = createCipheriv('aes-256-cbc', key, iv.subarray(0, 16));
  cbc.setAutoPadding(false);
  const out = cbc.update(mixed);
  for (let at = 0; at < length; at++) {
    const before = at < 16 ? iv[16 + at] : data[at - 16];
    out[at] = (out[at] ?? 0) ^ (before ?? 0);
  }
  return out;
}

/** AES-256-IGE decryption: p(i) = D(c(i) ^ p(i-1)) ^ c(i-1), which no mode of OpenSSL chains, so it goes block by block here. */
export function decryptIge(data: Buffer, key: Buffer, iv: Buffer): Buffer {
  const length = blocks(data);
  const keys = inverseKeySchedule(key);
  const out = Buffer.allocUnsafe(length);
  const block = new Int32Array(4);
  const cipherBefore = words(iv, 0);
  const plainBefore = words(iv, 16);
  for (let at = 0; at < length; at += 16) {
    for (let index = 0; index < 4; index++) {
      block[index] = data.readInt32BE(at + index * 4) ^ (plainBefore[index] as number);
    }
    invertBlock(block, keys);
    for (let index = 0; index < 4; index++) {
      const plain = (block[index] as number) ^ (cipherBefore[index] as number);
      out.writeInt32BE(plain, at + index * 4);
      plainBefore[index] = plain;
      cipherBefore[index] = data.readInt32BE(at + index * 4);
    }
  }
  return out;
}

function words(bytes: Buffer, start: number): Int32Array {
  return Int32Array.from({ length: 4 }, (_, index) => bytes.readInt32BE(start + index * 4));
}

function blocks(data: Buffer): number {
  if (data.length % 16 !== 0) throw new RangeError(`${data.length} bytes are not whole AES blocks`);
  return data.length;
}

import { createCipheriv, createDecipheriv } from 'node:crypto';

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

/** AES-256-IGE decryption: p(i) = D(c(i) ^ p(i-1)) ^ c(i-1), which no mode of OpenSSL chains, so it goes block by block. */
export function decryptIge(data: Buffer, key: Buffer, iv: Buffer): Buffer {
  const length = blocks(data);
  const ecb = createDecipheriv('aes-256-ecb', key, null);
  ecb.setAutoPadding(false);
  const out = Buffer.allocUnsafe(length);
  const block = Buffer.allocUnsafe(16);
  for (let at = 0; at < length; at += 16) {
    for (let index = 0; index < 16; index++) {
      const plain = at === 0 ? iv[16 + index] : out[at - 16 + index];
      block[index] = (data[at + index] ?? 0) ^ (plain ?? 0);
    }
    const opened = ecb.update(block);
    for (let index = 0; index < 16; index++) {
      const cipher = at === 0 ? iv[index] : data[at - 16 + index];
      out[at + index] = (opened[index] ?? 0) ^ (cipher ?? 0);
    }
  }
  return out;
}

function blocks(data: Buffer): number {
  if (data.length % 16 !== 0) throw new RangeError(`${data.length} bytes are not whole AES blocks`);
  return data.length;
}

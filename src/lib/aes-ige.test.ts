import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inverseKeySchedule, invertBlock } from './aes-inverse.js';
import { decryptIge, encryptIge } from './aes-ige.js';

/** Made with Telethon 1.25's AES-IGE. */
const VECTOR = {
  key: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
  iv: '202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f',
  plain: '00'.repeat(16) + 'ff'.repeat(16) + '00112233445566778899aabbccddeeff' + '0f'.repeat(16),
  cipher:
    '5197a15d7aba262b24f8c3a8897f9eebf26cd5c31d5928a43fe892b27a6c8b70f30f72ae64218c5e89fbc94ea89663f6259434613b915bb24c8f23cf1274f942',
};

describe('AES-256 decryption of one block', () => {
  it('agrees with OpenSSL', () => {
    for (let round = 0; round < 200; round++) {
      const key = randomBytes(32);
      const plain = randomBytes(16);
      const ecb = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
      const cipher = ecb.update(plain);
      const block = Int32Array.from({ length: 4 }, (_, index) => cipher.readInt32BE(index * 4));
      invertBlock(block, inverseKeySchedule(key));
      expect([...block]).toEqual([0, 4, 8, 12].map((at) => plain.readInt32BE(at)));
    }
  });
});

describe('AES-IGE', () => {
  it('agrees with another implementation', () => {
    const key = Buffer.from(VECTOR.key, 'hex');
    const iv = Buffer.from(VECTOR.iv, 'hex');
    const plain = Buffer.from(VECTOR.plain, 'hex');
    expect(encryptIge(plain, key, iv).toString('hex')).toBe(VECTOR.cipher);
    expect(decryptIge(Buffer.from(VECTOR.cipher, 'hex'), key, iv).toString('hex')).toBe(VECTOR.plain);
  });

  it.each([0, 16, 32, 48, 4096, 16 * 1001])('opens what it closed: %d bytes', (length) => {
    const plain = randomBytes(length);
    const key = randomBytes(32);
    const iv = randomBytes(32);
    const closed = encryptIge(plain, key, iv);
    expect(closed).toHaveLength(length);
    expect(decryptIge(closed, key, iv).equals(plain)).toBe(true);
  });

  it('refuses half blocks', () => {
    expect(() => encryptIge(Buffer.alloc(17), Buffer.alloc(32), Buffer.alloc(32))).toThrow(RangeError);
    expect(() => decryptIge(Buffer.alloc(15), Buffer.alloc(32), Buffer.alloc(32))).toThrow(RangeError);
  });
});

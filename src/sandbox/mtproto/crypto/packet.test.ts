import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authKeyFrom } from './auth-key.js';
import { DH_GENERATOR, DH_PRIME, dhHalf, dhShared } from './dh.js';
import { modPow } from './big.js';
import { randomFactors } from './factors.js';
import { openAsClient, openPacket, sealAsClient, sealPacket } from './packet.js';

describe('an encrypted packet', () => {
  const auth = authKeyFrom(randomBytes(256));

  it('opens on the other side only', () => {
    const plain = randomBytes(100);
    const toServer = sealAsClient(auth, plain, randomBytes);
    expect(openPacket(auth, toServer)?.subarray(0, 100)).toEqual(plain);
    expect(openAsClient(auth, toServer)).toBeNull();
    const toClient = sealPacket(auth, plain, randomBytes);
    expect(openAsClient(auth, toClient)?.subarray(0, 100)).toEqual(plain);
    expect(openPacket(auth, toClient)).toBeNull();
  });

  it('is padded to whole blocks with at least 12 bytes', () => {
    for (let length = 32; length < 64; length += 4) {
      const packet = sealPacket(auth, randomBytes(length), randomBytes);
      expect((packet.length - 24) % 16).toBe(0);
      expect(packet.length - 24 - length).toBeGreaterThanOrEqual(12);
      expect(packet.length - 24 - length).toBeLessThan(28);
    }
  });

  it('does not open with a changed byte, another key or too little in it', () => {
    const packet = sealAsClient(auth, randomBytes(64), randomBytes);
    packet[60] = (packet[60] ?? 0) ^ 1;
    expect(openPacket(auth, packet)).toBeNull();
    expect(
      openPacket(authKeyFrom(randomBytes(256)), sealAsClient(auth, randomBytes(64), randomBytes)),
    ).toBeNull();
    expect(openPacket(auth, randomBytes(30))).toBeNull();
  });
});

describe('the key exchange numbers', () => {
  it('agree on both sides', () => {
    const server = dhHalf(randomBytes);
    const client = dhHalf(randomBytes);
    expect(dhShared(server, client.open)).toBe(modPow(server.open, client.secret, DH_PRIME));
    expect(server.open).toBe(modPow(BigInt(DH_GENERATOR), server.secret, DH_PRIME));
  });

  it('refuse a half outside the safe range', () => {
    const half = dhHalf(randomBytes);
    for (const bad of [0n, 1n, DH_PRIME - 1n, 1n << 1900n]) expect(dhShared(half, bad)).toBeNull();
  });

  it('give a product of two different primes', () => {
    for (let round = 0; round < 20; round++) {
      const { p, q, product } = randomFactors(randomBytes);
      expect(p).toBeLessThan(q);
      expect(BigInt(p) * BigInt(q)).toBe(product);
      for (const factor of [p, q]) {
        expect(modPow(2n, BigInt(factor - 1), BigInt(factor))).toBe(1n);
      }
    }
  });
});

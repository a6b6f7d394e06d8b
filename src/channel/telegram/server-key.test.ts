import { generateKeyPairSync } from 'node:crypto';
import bigInt from 'big-integer';
import { _serverKeys } from 'telegram/crypto/RSA.js';
import { describe, expect, it } from 'vitest';
import { fingerprint, trustServerKey } from './server-key.js';

describe('server keys', () => {
  it("computes the fingerprints of Telegram's own keys as the library lists them", () => {
    const known = [..._serverKeys.entries()];
    expect(known.length).toBeGreaterThan(0);
    for (const [listed, key] of known) {
      const modulus = Buffer.from(bigInt(key.n).toString(16).padStart(512, '0'), 'hex');
      expect(fingerprint(modulus, Buffer.from([1, 0, 1]))).toBe(listed);
    }
  });

  it('adds a key given as PEM', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const before = _serverKeys.size;
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    trustServerKey(pem);
    trustServerKey(pem);
    expect(_serverKeys.size).toBe(before + 1);
  });

  it('says what to do about something that is no key', () => {
    expect(() => trustServerKey('-----BEGIN NONSENSE-----')).toThrow(/public key is not an RSA public key/);
  });
});

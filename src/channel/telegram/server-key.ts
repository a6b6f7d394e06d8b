import { createHash, createPublicKey } from 'node:crypto';
import bigInt from 'big-integer';
import { _serverKeys } from 'telegram/crypto/RSA.js';
import { OperatorError } from '../../core/failure.js';

/**
 * Make the library trust a server's RSA key in the handshake. The library keeps one table for all clients of a
 * process; it is filled once per key and never read by us, so this is the one place where two accounts touch.
 */
export function trustServerKey(publicKeyPem: string): void {
  const { modulus, exponent } = readPublicKey(publicKeyPem);
  _serverKeys.set(fingerprint(modulus, exponent), {
    n: bigInt(modulus.toString('hex'), 16),
    e: Number(BigInt(`0x${exponent.toString('hex')}`)),
  });
}

function readPublicKey(pem: string): { modulus: Buffer; exponent: Buffer } {
  try {
    const jwk = createPublicKey(pem).export({ format: 'jwk' });
    if (typeof jwk.n !== 'string' || typeof jwk.e !== 'string') throw new Error('not an RSA key');
    return { modulus: Buffer.from(jwk.n, 'base64url'), exponent: Buffer.from(jwk.e, 'base64url') };
  } catch (cause) {
    throw new OperatorError(
      'telegram.server: the public key is not an RSA public key in PEM form',
      'copy the key the server printed at its start',
      { cause },
    );
  }
}

/** The last 8 bytes of sha1(n, e as TL strings), read as a signed little-endian number (core.telegram.org/mtproto/auth_key). */
export function fingerprint(modulus: Buffer, exponent: Buffer): string {
  const digest = createHash('sha1').update(tlBytes(modulus)).update(tlBytes(exponent)).digest();
  return digest.readBigInt64LE(digest.length - 8).toString();
}

function tlBytes(bytes: Buffer): Buffer {
  const head =
    bytes.length < 254
      ? Buffer.from([bytes.length])
      : Buffer.from([254, bytes.length & 255, (bytes.length >> 8) & 255, (bytes.length >> 16) & 255]);
  const padding = (4 - ((head.length + bytes.length) % 4)) % 4;
  return Buffer.concat([head, bytes, Buffer.alloc(padding)]);
}

import { createHash } from 'node:crypto';

/** A 2048-bit authorization key and the names derived from it. */
export interface AuthKey {
  readonly key: Buffer;
  /** The last 8 bytes of the key's SHA-1, as they stand on the wire. */
  readonly idBytes: Buffer;
  /** Hex of `idBytes`. */
  readonly id: string;
  /** The first 8 bytes of the key's SHA-1. */
  readonly auxHash: Buffer;
}

export function authKeyFrom(key: Buffer): AuthKey {
  if (key.length !== 256) throw new Error(`an authorization key has 256 bytes, not ${key.length}`);
  const hash = createHash('sha1').update(key).digest();
  const idBytes = hash.subarray(12, 20);
  return { key, idBytes, id: idBytes.toString('hex'), auxHash: hash.subarray(0, 8) };
}

/** The check value of an answer that ends the key exchange: 1 for ok, 2 for retry, 3 for fail. */
export function newNonceHash(newNonce: Buffer, number: 1 | 2 | 3, auxHash: Buffer): Buffer {
  return createHash('sha1')
    .update(newNonce)
    .update(Buffer.of(number))
    .update(auxHash)
    .digest()
    .subarray(4, 20);
}

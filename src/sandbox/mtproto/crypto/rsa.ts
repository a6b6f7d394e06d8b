import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { TlWriter } from '../tl/writer.js';

/** The server's RSA key: clients know its public half and encrypt the start of the key exchange with it. */
export interface ServerKey {
  /** Undoes the bare RSA operation: 256 bytes in, 256 bytes out. */
  decrypt(block: Buffer): Buffer;
  /** PKCS#1, `BEGIN RSA PUBLIC KEY` (what Telethon loads). */
  readonly publicPem: string;
  /** SPKI, `BEGIN PUBLIC KEY`. */
  readonly publicSpkiPem: string;
  /** Big-endian modulus and exponent (what GramJS wants in its key map). */
  readonly modulus: Buffer;
  readonly exponent: Buffer;
  /** Last 8 bytes of the SHA-1 over modulus and exponent as TL bytes, read as a signed little-endian number. */
  readonly fingerprint: bigint;
  readonly privatePem: string;
}

/** Reads the key file, or makes a new 2048-bit key and writes it there (readable by its owner only). */
export function serverKeyFile(path: string): ServerKey {
  if (existsSync(path)) return serverKeyFromPem(readFileSync(path, 'utf8'));
  const key = newServerKey();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, key.privatePem, { mode: 0o600 });
  return key;
}

export function newServerKey(): ServerKey {
  return serverKey(generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65537 }).privateKey);
}

export function serverKeyFromPem(pem: string): ServerKey {
  return serverKey(createPrivateKey(pem));
}

function serverKey(privateKey: KeyObject): ServerKey {
  const publicKey = createPublicKey(privateKey);
  const jwk = publicKey.export({ format: 'jwk' });
  const modulus = Buffer.from(jwk.n ?? '', 'base64url');
  const exponent = Buffer.from(jwk.e ?? '', 'base64url');
  if (modulus.length !== 256) throw new Error('the server key has to be RSA with 2048 bits');
  return {
    decrypt: (block) => privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, block),
    publicPem: publicKey.export({ format: 'pem', type: 'pkcs1' }).toString(),
    publicSpkiPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    modulus,
    exponent,
    fingerprint: fingerprint(modulus, exponent),
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

function fingerprint(modulus: Buffer, exponent: Buffer): bigint {
  const writer = new TlWriter(512);
  writer.bytes(modulus);
  writer.bytes(exponent);
  return createHash('sha1').update(writer.take()).digest().readBigInt64LE(12);
}

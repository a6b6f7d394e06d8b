import { createHash } from 'node:crypto';
import { decryptIge } from '../../../lib/aes-ige.js';

const PADDED_LENGTH = 192;

/**
 * The inner data of req_DH_params from one decrypted RSA block, still with its padding behind it; null when neither scheme fits.
 * RSA_PAD (core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication): 32 bytes of masked
 * AES key, then IGE over the reversed padded data and its SHA-256. The older scheme: a zero byte, SHA-1, data, padding.
 */
export function unpadRsa(block: Buffer, lengthOf: (data: Buffer) => number): Buffer | null {
  return unpadNew(block) ?? unpadOld(block, lengthOf);
}

function unpadNew(block: Buffer): Buffer | null {
  const encrypted = block.subarray(32);
  const mask = sha256(encrypted);
  const key = Buffer.alloc(32);
  for (let index = 0; index < 32; index++) key[index] = (block[index] ?? 0) ^ (mask[index] ?? 0);
  const plain = decryptIge(encrypted, key, Buffer.alloc(32));
  const data = Buffer.from(plain.subarray(0, PADDED_LENGTH)).reverse();
  return sha256(key, data).equals(plain.subarray(PADDED_LENGTH)) ? data : null;
}

/** The hash covers the data without its padding, so the data's length has to come from reading it. */
function unpadOld(block: Buffer, lengthOf: (data: Buffer) => number): Buffer | null {
  if (block[0] !== 0) return null;
  const rest = block.subarray(21);
  const data = rest.subarray(0, lengthOf(rest));
  const hash = createHash('sha1').update(data).digest();
  return hash.equals(block.subarray(1, 21)) ? data : null;
}

function sha256(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

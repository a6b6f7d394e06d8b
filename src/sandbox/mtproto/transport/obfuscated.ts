import { createDecipheriv, createCipheriv, createHash, type Cipher, type Decipher } from 'node:crypto';

/** Two running AES-256-CTR streams, one per direction. */
export interface ObfuscationStreams {
  readonly incoming: Decipher;
  readonly outgoing: Cipher;
  /** Bytes 56 to 60 of the opened header: which framing runs inside. */
  readonly tag: number;
}

export const OBFUSCATED_HEADER = 64;
const TAGS: ReadonlySet<number> = new Set([0xefefefef, 0xeeeeeeee, 0xdddddddd]);

/**
 * Opens the 64-byte header of an obfuscated connection (core.telegram.org/mtproto/mtproto-transports#transport-obfuscation).
 * Tries it without a secret, then with each MTProxy secret (16 bytes); null when no reading names a known framing.
 */
export function openObfuscation(header: Buffer, secrets: readonly Buffer[]): ObfuscationStreams | null {
  for (const secret of [null, ...secrets]) {
    const streams = open(header, secret);
    if (TAGS.has(streams.tag)) return streams;
  }
  return null;
}

function open(header: Buffer, secret: Buffer | null): ObfuscationStreams {
  const reversed = Buffer.from(header.subarray(8, 56)).reverse();
  const incoming = createDecipheriv(
    'aes-256-ctr',
    derive(header.subarray(8, 40), secret),
    header.subarray(40, 56),
  );
  const outgoing = createCipheriv(
    'aes-256-ctr',
    derive(reversed.subarray(0, 32), secret),
    reversed.subarray(32, 48),
  );
  const opened = incoming.update(header);
  return { incoming, outgoing, tag: opened.readUInt32LE(56) };
}

function derive(key: Buffer, secret: Buffer | null): Buffer {
  return secret ? createHash('sha256').update(key).update(secret).digest() : key;
}

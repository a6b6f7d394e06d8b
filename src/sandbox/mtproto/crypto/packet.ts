import { createHash } from 'node:crypto';
import type { AuthKey } from './auth-key.js';
import { decryptIge, encryptIge } from '../../../lib/aes-ige.js';

/** MTProto 2.0: key id, msg_key, then the IGE part (core.telegram.org/mtproto/description). */
const HEAD = 24;
/** Offset into the key: 0 for what a client sends, 8 for what a server sends. */
type Side = 0 | 8;

/** Encrypts what the server says: salt, session id and messages in `plain`; random padding of 12 to 1024 bytes is added here. */
export function sealPacket(auth: AuthKey, plain: Buffer, randomBytes: (count: number) => Buffer): Buffer {
  return seal(auth, plain, 8, randomBytes);
}

/** What the client said, with its padding still on; null when it was not made with this key. */
export function openPacket(auth: AuthKey, packet: Buffer): Buffer | null {
  return open(auth, packet, 0);
}

/** The client's side of the same, for tests that speak to the server. */
export function sealAsClient(auth: AuthKey, plain: Buffer, randomBytes: (count: number) => Buffer): Buffer {
  return seal(auth, plain, 0, randomBytes);
}

export function openAsClient(auth: AuthKey, packet: Buffer): Buffer | null {
  return open(auth, packet, 8);
}

function seal(auth: AuthKey, plain: Buffer, side: Side, randomBytes: (count: number) => Buffer): Buffer {
  const padding = randomBytes(12 + ((16 - ((plain.length + 12) & 15)) & 15));
  const padded = Buffer.concat([plain, padding]);
  const msgKey = messageKey(auth, padded, side);
  const { key, iv } = derive(auth.key, msgKey, side);
  return Buffer.concat([auth.idBytes, msgKey, encryptIge(padded, key, iv)]);
}

function open(auth: AuthKey, packet: Buffer, side: Side): Buffer | null {
  // A padded transport may leave a few bytes behind the last whole block.
  const end = HEAD + ((packet.length - HEAD) & ~15);
  if (end < HEAD + 48) return null;
  const msgKey = packet.subarray(8, HEAD);
  const { key, iv } = derive(auth.key, msgKey, side);
  const plain = decryptIge(packet.subarray(HEAD, end), key, iv);
  return messageKey(auth, plain, side).equals(msgKey) ? plain : null;
}

function messageKey(auth: AuthKey, padded: Buffer, side: Side): Buffer {
  const start = 88 + side;
  return sha256(auth.key.subarray(start, start + 32), padded).subarray(8, 24);
}

function derive(key: Buffer, msgKey: Buffer, side: Side): { key: Buffer; iv: Buffer } {
  const a = sha256(msgKey, key.subarray(side, side + 36));
  const b = sha256(key.subarray(40 + side, 76 + side), msgKey);
  return {
    key: Buffer.concat([a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)]),
    iv: Buffer.concat([b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)]),
  };
}

function sha256(one: Buffer, two: Buffer): Buffer {
  return createHash('sha256').update(one).update(two).digest();
}

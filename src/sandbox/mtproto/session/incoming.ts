import { GZIP_ID, unzip } from '../tl/decode.js';
import { TlDecodeError, TlReader } from '../tl/reader.js';

/** One message of the client. */
export interface IncomingMessage {
  readonly id: bigint;
  readonly sequence: number;
  readonly body: Buffer;
}

/** A decrypted packet. */
export interface IncomingPacket {
  readonly salt: bigint;
  readonly sessionId: bigint;
  readonly message: IncomingMessage;
}

const CONTAINER_ID = 0x73f1f8dc;
const MIN_PADDING = 12;
const MAX_PADDING = 1024;

/** Null when the lengths do not add up, as after a wrong key. */
export function readPacket(plain: Buffer): IncomingPacket | null {
  if (plain.length < 32) return null;
  const length = plain.readUInt32LE(28);
  const padding = plain.length - 32 - length;
  if (length % 4 !== 0 || padding < MIN_PADDING || padding > MAX_PADDING) return null;
  return {
    salt: plain.readBigInt64LE(0),
    sessionId: plain.readBigInt64LE(8),
    message: {
      id: plain.readBigInt64LE(16),
      sequence: plain.readInt32LE(24),
      body: plain.subarray(32, 32 + length),
    },
  };
}

/** The body with gzip taken off. Throws TlDecodeError when it does not unpack. */
export function unpacked(message: IncomingMessage): IncomingMessage {
  if (constructorOf(message.body) !== GZIP_ID) return message;
  return { ...message, body: unzip(new TlReader(message.body.subarray(4)).bytesView()) };
}

/** The messages of a container, or null when the message is none. Throws TlDecodeError when it is cut short. */
export function containerOf(message: IncomingMessage): IncomingMessage[] | null {
  if (constructorOf(message.body) !== CONTAINER_ID) return null;
  const reader = new TlReader(message.body);
  reader.uint();
  const count = reader.uint();
  if (count > reader.left / 16) throw new TlDecodeError(`a container of ${count} messages`);
  const messages: IncomingMessage[] = [];
  for (let index = 0; index < count; index++) {
    const id = reader.long();
    const sequence = reader.int();
    messages.push({ id, sequence, body: reader.raw(reader.uint()) });
  }
  return messages;
}

/** 0 when there is not even an id. */
export function constructorOf(body: Buffer): number {
  return body.length < 4 ? 0 : body.readUInt32LE(0);
}

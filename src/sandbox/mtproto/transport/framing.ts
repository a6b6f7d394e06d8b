import type { ByteQueue } from './byte-queue.js';

/** Larger than any packet a client may send (a container holds at most 1,044,456 bytes). */
const MAX_PACKET = 2 << 20;

/** The peer broke the rules of its transport; the connection cannot go on. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
}

/** How packets lie in the byte stream of one connection. */
export interface Framing {
  readonly name: string;
  /** The next whole packet, or null until more bytes arrive. Throws TransportError when the stream makes no sense. */
  next(input: ByteQueue): Buffer | null;
  /** Wraps one outgoing packet. */
  frame(packet: Buffer): Buffer;
}

export function checkedLength(length: number): number {
  if (length < 4 || length > MAX_PACKET) throw new TransportError(`a packet of ${length} bytes`);
  return length;
}

import type { ByteQueue } from './byte-queue.js';
import { checkedLength, type Framing } from './framing.js';

/** Four bytes of length, then the packet; the padded kind appends up to 15 random bytes. The high bit asks for a quick ack. */
export class IntermediateFraming implements Framing {
  readonly name: string;

  /** `padding` gives the bytes to append to a packet; null for the plain kind. */
  constructor(private readonly padding: (() => Buffer) | null) {
    this.name = padding ? 'padded intermediate' : 'intermediate';
  }

  next(input: ByteQueue): Buffer | null {
    const head = input.peek(4);
    if (!head) return null;
    const length = checkedLength(head.readUInt32LE(0) & 0x7fffffff);
    const whole = input.take(4 + length);
    if (!whole) return null;
    // Packets are whole words up to the padding; the encrypted part is cut to whole blocks by its reader.
    return this.padding ? whole.subarray(4, 4 + (length & ~3)) : whole.subarray(4);
  }

  frame(packet: Buffer): Buffer {
    const padding = this.padding?.() ?? Buffer.alloc(0);
    const head = Buffer.allocUnsafe(4);
    head.writeUInt32LE(packet.length + padding.length, 0);
    return Buffer.concat([head, packet, padding]);
  }
}

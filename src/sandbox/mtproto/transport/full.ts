import { crc32 } from 'node:zlib';
import type { ByteQueue } from './byte-queue.js';
import { checkedLength, TransportError, type Framing } from './framing.js';

/** Length, running number, packet, CRC-32 (core.telegram.org/mtproto/mtproto-transports#full). */
export class FullFraming implements Framing {
  readonly name = 'full';
  private expected = 0;
  private sent = 0;

  next(input: ByteQueue): Buffer | null {
    const head = input.peek(4);
    if (!head) return null;
    const length = checkedLength(head.readUInt32LE(0) - 12) + 12;
    const whole = input.take(length);
    if (!whole) return null;
    if (whole.readInt32LE(4) !== this.expected++) throw new TransportError('a packet is out of order');
    if (crc32(whole.subarray(0, length - 4)) !== whole.readUInt32LE(length - 4)) {
      throw new TransportError('a packet fails its checksum');
    }
    return whole.subarray(8, length - 4);
  }

  frame(packet: Buffer): Buffer {
    const length = packet.length + 12;
    const whole = Buffer.allocUnsafe(length);
    whole.writeUInt32LE(length, 0);
    whole.writeInt32LE(this.sent++, 4);
    packet.copy(whole, 8);
    whole.writeUInt32LE(crc32(whole.subarray(0, length - 4)), length - 4);
    return whole;
  }
}

import type { ByteQueue } from './byte-queue.js';
import { checkedLength, type Framing } from './framing.js';

/** One or four bytes of length in words, then the packet. The high bit asks for a quick ack, which a server may leave out. */
export class AbridgedFraming implements Framing {
  readonly name = 'abridged';

  next(input: ByteQueue): Buffer | null {
    const first = input.peek(1)?.[0];
    if (first === undefined) return null;
    const short = first & 0x7f;
    const head = short === 0x7f ? 4 : 1;
    const start = input.peek(head);
    if (!start) return null;
    const length = checkedLength((head === 1 ? short : start.readUIntLE(1, 3)) * 4);
    const whole = input.take(head + length);
    return whole ? whole.subarray(head) : null;
  }

  frame(packet: Buffer): Buffer {
    const words = packet.length >> 2;
    const head = words < 0x7f ? Buffer.of(words) : Buffer.of(0x7f, words, words >> 8, words >> 16);
    return Buffer.concat([head, packet]);
  }
}

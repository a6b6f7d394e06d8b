import { AbridgedFraming } from './abridged.js';
import { ByteQueue } from './byte-queue.js';
import { TransportError, type Framing } from './framing.js';
import { FullFraming } from './full.js';
import { IntermediateFraming } from './intermediate.js';
import { OBFUSCATED_HEADER, openObfuscation, type ObfuscationStreams } from './obfuscated.js';

export interface TransportOptions {
  /** MTProxy secrets to try on obfuscated connections, 16 bytes each. */
  readonly secrets: readonly Buffer[];
  readonly randomBytes: (count: number) => Buffer;
}

/**
 * The transport of one connection, recognised by its first bytes: ef abridged, eeeeeeee intermediate, dddddddd padded
 * intermediate, a first packet numbered zero full, anything else obfuscated.
 */
export class Transport {
  private readonly raw = new ByteQueue();
  private readonly opened = new ByteQueue();
  private framing: Framing | null = null;
  private streams: ObfuscationStreams | null = null;

  constructor(private readonly options: TransportOptions) {}

  /** For diagnosis; empty until recognised. */
  get name(): string {
    if (!this.framing) return '';
    return this.streams ? `obfuscated ${this.framing.name}` : this.framing.name;
  }

  /** Takes bytes from the socket and gives back the packets they complete. Throws TransportError on nonsense. */
  receive(chunk: Buffer): Buffer[] {
    this.raw.push(chunk);
    this.framing ??= this.recognise();
    const packets: Buffer[] = [];
    if (!this.framing) return packets;
    if (this.streams) this.opened.push(this.streams.incoming.update(this.raw.drain()));
    const input = this.streams ? this.opened : this.raw;
    for (let packet = this.framing.next(input); packet; packet = this.framing.next(input)) {
      packets.push(packet);
    }
    return packets;
  }

  /** The bytes to put on the socket for one packet. */
  wrap(packet: Buffer): Buffer {
    if (!this.framing) throw new TransportError('nothing can be sent before the client has spoken');
    const framed = this.framing.frame(packet);
    return this.streams ? this.streams.outgoing.update(framed) : framed;
  }

  private recognise(): Framing | null {
    const first = this.raw.peek(1)?.[0];
    if (first === undefined) return null;
    if (first === 0xef) {
      this.raw.take(1);
      return new AbridgedFraming();
    }
    const tag = this.raw.peek(4);
    if (!tag) return null;
    const framing = this.intermediate(tag.readUInt32LE(0));
    if (framing) {
      this.raw.take(4);
      return framing;
    }
    const head = this.raw.peek(8);
    if (!head) return null;
    if (head.readUInt32LE(4) === 0) return new FullFraming();
    const header = this.raw.take(OBFUSCATED_HEADER);
    if (!header) return null;
    this.streams = openObfuscation(header, this.options.secrets);
    if (!this.streams) throw new TransportError('the transport is not recognised');
    return this.streams.tag === 0xefefefef ? new AbridgedFraming() : this.intermediate(this.streams.tag);
  }

  private intermediate(tag: number): Framing | null {
    if (tag === 0xeeeeeeee) return new IntermediateFraming(null);
    if (tag !== 0xdddddddd) return null;
    const random = this.options.randomBytes;
    return new IntermediateFraming(() => random((random(1)[0] ?? 0) & 15));
  }
}

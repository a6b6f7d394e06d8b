import { randomBytes } from 'node:crypto';
import { PacketCodec } from 'telegram/network/connection/Connection.js';
import { TCPMTProxy } from 'telegram/network/connection/TCPMTProxy.js';

/** Nothing that is a packet is shorter; a server's error is four bytes. */
const SHORTEST_PACKET = 20;
/** Key id and message key, before the blocks of sixteen. */
const SEALED_HEAD = 24;

interface ByteSource {
  readExactly(count: number): Promise<Buffer>;
  read(count: number): Promise<Buffer>;
}

/**
 * Padded intermediate framing (core.telegram.org/mtproto/mtproto-transports#padded-intermediate): what a proxy whose
 * secret begins with `dd` asks for, and some of them take nothing else. The library has only the abridged one.
 */
class PaddedCodec extends PacketCodec {
  static readonly obfuscateTag = Buffer.from('dddddddd', 'hex');
  readonly tag = undefined;
  readonly obfuscateTag = Buffer.from('dddddddd', 'hex');

  override encodePacket(data: Buffer): Buffer {
    const padding = randomBytes((randomBytes(1)[0] ?? 0) & 15);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(data.length + padding.length);
    return Buffer.concat([head, data, padding]);
  }

  override async readPacket(reader: ByteSource): Promise<Buffer> {
    const length = (await reader.read(4)).readUInt32LE(0) & 0x7fffffff;
    const packet = await reader.read(length);
    if (length < SHORTEST_PACKET) return packet.subarray(0, 4);
    // Before there is a key the packet itself says how long it is.
    if (packet.readBigInt64LE(0) === 0n) return packet;
    return packet.subarray(0, length - ((length - SEALED_HEAD) % 16));
  }
}

export class PaddedProxyConnection extends TCPMTProxy {
  override PacketCodecClass = PaddedCodec as never;
}

/** Ogg pages (RFC 3533) with Opus in them (RFC 7845). */

export interface OggOpus {
  readonly channels: number;
  /** Samples at 48 kHz to be left out at the beginning. */
  readonly preSkip: number;
  readonly packets: readonly Uint8Array[];
}

const capture = 'OggS';

/** The packets of the first stream; null where the bytes are no such file, or a page is damaged. */
export function readOggOpus(bytes: Uint8Array): OggOpus | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packets: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let serial: number | null = null;
  let at = 0;
  while (at + 27 <= bytes.length) {
    if (text(bytes, at, 4) !== capture) return null;
    const count = bytes[at + 26] ?? 0;
    const body = at + 27 + count;
    let length = 0;
    for (let i = 0; i < count; i += 1) length += bytes[at + 27 + i] ?? 0;
    if (body + length > bytes.length) break;
    const page = bytes.subarray(at, body + length);
    if (checksum(page) !== view.getUint32(at + 22, true)) return null;
    const stream = view.getUint32(at + 14, true);
    serial ??= stream;
    // Another stream behind the first, or between its pages: none of it is listened to.
    if (stream === serial) {
      let from = body;
      for (let i = 0; i < count; i += 1) {
        const size = bytes[at + 27 + i] ?? 0;
        open.push(bytes.subarray(from, from + size));
        from += size;
        if (size < 255) {
          packets.push(joined(open));
          open = [];
        }
      }
    }
    at = body + length;
  }
  const [head, , ...sound] = packets;
  if (head === undefined || text(head, 0, 8) !== 'OpusHead' || head.length < 19) return null;
  const channels = head[9] ?? 0;
  if (channels < 1 || channels > 2) return null;
  return { channels, preSkip: (head[10] ?? 0) | ((head[11] ?? 0) << 8), packets: sound };
}

export interface WrittenOgg {
  readonly packets: readonly Uint8Array[];
  /** Samples at 48 kHz of each packet. */
  readonly frame: number;
  /** Samples of sound, at 48 kHz. */
  readonly samples: number;
  readonly preSkip: number;
  readonly serial: number;
  /** `NAME=words` each. */
  readonly comments: readonly string[];
}

/** One mono stream: a page for each of the headers, then pages of about a second. */
export function writeOggOpus({ packets, frame, samples, preSkip, serial, comments }: WrittenOgg): Uint8Array {
  const pages: Uint8Array[] = [];
  const page = (content: readonly Uint8Array[], granule: number, flags: number): void => {
    pages.push(pageOf(content, { granule, flags, serial, sequence: pages.length }));
  };
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(48_000, 12);
  page([head], 0, 2);
  page([tagsOf(comments)], 0, 0);
  const perPage = Math.max(1, Math.floor(48_000 / frame));
  for (let from = 0; from < packets.length; from += perPage) {
    const some = packets.slice(from, from + perPage);
    const isLast = from + perPage >= packets.length;
    const end = (from + some.length) * frame;
    page(some, isLast ? Math.min(end, samples + preSkip) : end, isLast ? 4 : 0);
  }
  return joined(pages);
}

function tagsOf(comments: readonly string[]): Uint8Array {
  const sized = (words: string): Buffer => {
    const bytes = Buffer.from(words, 'utf8');
    const size = Buffer.alloc(4);
    size.writeUInt32LE(bytes.length);
    return Buffer.concat([size, bytes]);
  };
  const count = Buffer.alloc(4);
  count.writeUInt32LE(comments.length);
  return Buffer.concat([Buffer.from('OpusTags', 'latin1'), sized('kindred'), count, ...comments.map(sized)]);
}

function pageOf(
  packets: readonly Uint8Array[],
  at: {
    readonly granule: number;
    readonly flags: number;
    readonly serial: number;
    readonly sequence: number;
  },
): Uint8Array {
  const lacing = packets.flatMap((packet) => [
    ...Array.from({ length: Math.floor(packet.length / 255) }, () => 255),
    packet.length % 255,
  ]);
  const head = Buffer.alloc(27 + lacing.length);
  head.write(capture, 0, 'latin1');
  head.writeUInt8(at.flags, 5);
  head.writeBigInt64LE(BigInt(at.granule), 6);
  head.writeUInt32LE(at.serial, 14);
  head.writeUInt32LE(at.sequence, 18);
  head.writeUInt8(lacing.length, 26);
  head.set(lacing, 27);
  const page = Buffer.concat([head, ...packets]);
  page.writeUInt32LE(checksum(page), 22);
  return page;
}

/** CRC of RFC 3533: polynomial 0x04c11db7, not reflected, over the page with zeros where the CRC stands. */
function checksum(page: Uint8Array): number {
  let crc = 0;
  for (let at = 0; at < page.length; at += 1) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] ?? 0);
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

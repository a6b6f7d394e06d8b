import { deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** Pixels a side of a square of the code. */
const scale = 6;
/** Squares of white around it. */
const quiet = 4;

/** A QR code as services send it: a picture, eight bits of grey. */
export function qrPng(text: string): Buffer {
  const { data } = encode(text, { ecc: 'L', border: quiet });
  const side = data.length * scale;
  const rows = data.flatMap((row) => {
    const pixels = row.flatMap((isDark) => Array.from({ length: scale }, () => (isDark ? 0 : 255)));
    return Array.from({ length: scale }, () => Buffer.from([0, ...pixels]));
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, body: Buffer): Buffer {
  const inner = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(inner), 4);
  return Buffer.concat([frame.subarray(0, 4), inner, frame.subarray(4)]);
}

/** PNG, annex D. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

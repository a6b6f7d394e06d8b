import { deflateSync } from 'node:zlib';

/** Which of the seven strokes of a digit are drawn: top, the two above, middle, the two below, bottom. */
const strokes = [
  '1110111',
  '0010010',
  '1011101',
  '1011011',
  '0111010',
  '1101011',
  '1101111',
  '1010010',
  '1111111',
  '1111011',
];

const stroke = 8;
const glyph = { width: 40, height: 72, gap: 24 };
const margin = 32;

/** A number in large digits, black on white, as PNG: what a model is asked to read that says it sees. */
export function numberPicture(digits: string): {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
} {
  const width = margin * 2 + digits.length * (glyph.width + glyph.gap) - glyph.gap;
  const height = margin * 2 + glyph.height;
  const rows = Array.from({ length: height }, () => Buffer.alloc(width, 255));
  const draw = (left: number, top: number, wide: number, high: number): void => {
    for (let y = top; y < top + high; y += 1) rows[y]?.fill(0, left, left + wide);
  };
  for (const [at, digit] of [...digits].entries()) {
    const left = margin + at * (glyph.width + glyph.gap);
    const half = glyph.height / 2;
    const places: readonly (readonly [number, number, number, number])[] = [
      [left, margin, glyph.width, stroke],
      [left, margin, stroke, half],
      [left + glyph.width - stroke, margin, stroke, half],
      [left, margin + half - stroke / 2, glyph.width, stroke],
      [left, margin + half, stroke, half],
      [left + glyph.width - stroke, margin + half, stroke, half],
      [left, margin + glyph.height - stroke, glyph.width, stroke],
    ];
    for (const [index, place] of places.entries()) {
      if (strokes[Number(digit)]?.[index] === '1') draw(...place);
    }
  }
  return { png: greyPng(rows, width), width, height };
}

/** https://www.w3.org/TR/png-3/: eight bits of grey, no filter. */
function greyPng(rows: readonly Buffer[], width: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head.writeUInt8(8, 8);
  const pixels = deflateSync(Buffer.concat(rows.flatMap((row) => [Buffer.alloc(1), row])));
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(checksum(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

function checksum(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

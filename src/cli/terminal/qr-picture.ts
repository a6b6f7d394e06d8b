import { inflateSync } from 'node:zlib';

/** The squares of a QR code, `true` where dark. */
export type QrModules = readonly (readonly boolean[])[];

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly isDark: (x: number, y: number) => boolean;
}

/** Larger than any picture of a code, smaller than what hurts. */
const longestSide = 4_096;
const signature = '89504e470d0a1a0a';

/**
 * The squares of a QR code in a picture, to be drawn in a terminal: some services give no text of the code. Null for
 * anything but a PNG of a whole, upright code on a light ground.
 */
export function qrModulesIn(png: Buffer): QrModules | null {
  const picture = decodePng(png);
  const frame = picture === null ? null : frameOf(picture);
  if (picture === null || frame === null) return null;
  const { left, top, size } = frame;
  // The corner is a dark line of seven modules.
  let run = 0;
  while (run < size && picture.isDark(left + run, top)) run += 1;
  const count = Math.round(size / (run / 7));
  // Versions 1 to 40 have 21 to 177 modules a side, in steps of four (ISO/IEC 18004).
  if (run < 7 || count < 21 || count > 177 || (count - 17) % 4 !== 0) return null;
  const module = size / count;
  const middle = (at: number): number => Math.floor((at + 0.5) * module);
  return Array.from({ length: count }, (_row, y) =>
    Array.from({ length: count }, (_column, x) => picture.isDark(left + middle(x), top + middle(y))),
  );
}

/** The smallest square that holds everything dark. */
function frameOf({ width, height, isDark }: Picture): { left: number; top: number; size: number } | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isDark(x, y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const size = right - left + 1;
  return right < 0 || Math.abs(size - (bottom - top + 1)) > 2 ? null : { left, top, size };
}

/** Eight bits a channel or less, not interlaced: what programs that draw codes write (PNG, third edition). */
function decodePng(png: Buffer): Picture | null {
  if (png.subarray(0, 8).toString('hex') !== signature || png.length < 33) return null;
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth = 0, colour = 0, , , interlace = 0] = png.subarray(24, 29);
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[colour];
  if (channels === undefined || interlace !== 0 || depth > 8 || width > longestSide || height > longestSide)
    return null;
  const { data, palette } = chunksOf(png);
  const perLine = Math.ceil((width * channels * depth) / 8);
  let raw: Buffer;
  try {
    raw = inflateSync(data, { maxOutputLength: (perLine + 1) * height });
  } catch {
    return null;
  }
  if (raw.length < (perLine + 1) * height) return null;
  const lines = unfiltered(raw, { height, perLine, step: Math.max(1, (channels * depth) / 8) });
  const brightest = 2 ** depth - 1;
  const sample = (x: number, y: number): number => {
    const bit = x * channels * depth;
    const byte = lines[y * perLine + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & brightest;
  };
  return {
    width,
    height,
    isDark: (x, y) =>
      colour === 3 ? (palette[sample(x, y) * 3] ?? 255) < 128 : sample(x, y) / brightest < 0.5,
  };
}

function chunksOf(png: Buffer): { data: Buffer; palette: Buffer } {
  const parts: Buffer[] = [];
  let palette = Buffer.alloc(0);
  for (let at = 8; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at);
    const kind = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (kind === 'IDAT') parts.push(body);
    if (kind === 'PLTE') palette = Buffer.from(body);
    at += 12 + length;
  }
  return { data: Buffer.concat(parts), palette };
}

/** Each line is told as its difference from what is left of it and above (PNG 9.2). */
function unfiltered(
  raw: Buffer,
  { height, perLine, step }: { readonly height: number; readonly perLine: number; readonly step: number },
): Uint8Array {
  const lines = new Uint8Array(perLine * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (perLine + 1)] ?? 0;
    for (let x = 0; x < perLine; x += 1) {
      const at = y * perLine + x;
      const left = x >= step ? (lines[at - step] ?? 0) : 0;
      const up = y > 0 ? (lines[at - perLine] ?? 0) : 0;
      const corner = y > 0 && x >= step ? (lines[at - perLine - step] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      lines[at] = (raw[y * (perLine + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return lines;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

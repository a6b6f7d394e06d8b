import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { WirePicture } from '../wire/wire.js';

/** What this eye makes of a picture: true of it, and of no other. */
export interface Sighting {
  /** `a red picture, wider than tall`. */
  readonly words: string;
  /** Digits or words that stand in it; empty where none were read. */
  readonly text: string;
}

const side = 160;

/**
 * An eye that looks: the colour most of a picture has, its shape, large digits made of strokes, and with Debian's
 * `tesseract-ocr` installed any words. It knows nothing else, and says nothing that is not there.
 */
export async function lookAt({ bytes, width, height }: WirePicture): Promise<Sighting> {
  const shape =
    width > height * 1.1 ? 'wider than tall' : height > width * 1.1 ? 'taller than wide' : 'square';
  try {
    const { default: sharp } = await import('sharp');
    const { data } = await sharp(bytes)
      .resize(side, side, { fit: 'fill' })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const grey = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
    const text = readDigits(grey.data, grey.info.width, grey.info.height) || (await readWords(bytes));
    return { words: `a ${colourOf(data)} picture, ${shape}`, text };
  } catch {
    return { words: `a picture, ${shape}`, text: '' };
  }
}

const named: readonly (readonly [string, readonly [number, number, number]])[] = [
  ['black', [20, 20, 20]],
  ['white', [240, 240, 240]],
  ['grey', [128, 128, 128]],
  ['red', [200, 40, 40]],
  ['green', [40, 160, 60]],
  ['blue', [40, 70, 200]],
  ['yellow', [230, 210, 50]],
  ['orange', [235, 140, 40]],
  ['purple', [130, 50, 160]],
  ['brown', [120, 75, 40]],
  ['pink', [240, 150, 190]],
];

/** The name most of the pixels are nearest to. */
function colourOf(pixels: Buffer): string {
  const counts = new Map<string, number>();
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const distance = ([, colour]: (typeof named)[number]): number =>
      colour.reduce((sum, value, index) => sum + (value - (pixels[at + index] ?? 0)) ** 2, 0);
    const nearest = named.reduce((best, one) => (distance(one) < distance(best) ? one : best));
    counts.set(nearest[0], (counts.get(nearest[0]) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 'dark';
}

/** Strokes of the digits of a seven-segment display: top, upper two, middle, lower two, bottom. */
const segments = [
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

/** Large dark digits on a light ground; empty where there are none. */
function readDigits(grey: Buffer, width: number, height: number): string {
  const isDark = (x: number, y: number): boolean => (grey[y * width + x] ?? 255) < 100;
  const inked = Array.from({ length: width }, (_, x) =>
    Array.from({ length: height }, (__, y) => y).some((y) => isDark(x, y)),
  );
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (__, x) => x).some((x) => isDark(x, y)),
  );
  const top = rows.indexOf(true);
  const tall = rows.lastIndexOf(true) - top + 1;
  const isLight = [0, width - 1].every((x) => [0, height - 1].every((y) => (grey[y * width + x] ?? 0) > 200));
  if (!isLight || top < 0 || tall < 20) return '';
  let digits = '';
  for (let x = 0; x < width;) {
    if (inked[x] !== true) {
      x += 1;
      continue;
    }
    let end = x;
    while (inked[end] === true) end += 1;
    const read = digitAt(isDark, { left: x, wide: end - x, top, tall });
    if (read === null) return '';
    digits += read;
    x = end;
  }
  return digits;
}

function digitAt(
  isDark: (x: number, y: number) => boolean,
  { left, wide, top, tall }: { left: number; wide: number; top: number; tall: number },
): string | null {
  // A one has its two right strokes alone.
  if (wide < tall * 0.3) return wide < tall * 0.2 ? '1' : null;
  const at = (x: number, y: number): string =>
    isDark(left + Math.floor(wide * x), top + Math.floor(tall * y)) ? '1' : '0';
  const found = [
    at(0.5, 0.04),
    at(0.05, 0.25),
    at(0.95, 0.25),
    at(0.5, 0.5),
    at(0.05, 0.75),
    at(0.95, 0.75),
    at(0.5, 0.96),
  ].join('');
  const digit = segments.indexOf(found);
  return digit === -1 ? null : String(digit);
}

const run = promisify(execFile);

async function readWords(bytes: Buffer): Promise<string> {
  const answer = run('tesseract', ['-', '-', '--psm', '6'], { timeout: 10_000, encoding: 'utf8' });
  answer.child.stdin?.on('error', () => undefined);
  answer.child.stdin?.end(bytes);
  // Not installed, or nothing to read.
  const { stdout } = await answer.catch(() => ({ stdout: '' }));
  return stdout.replace(/\s+/gu, ' ').trim();
}

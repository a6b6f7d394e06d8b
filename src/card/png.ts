import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { largestText, refuse, type CardRefusal } from './refusal.js';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Chunks of a picture; an animation of a few minutes has some thousands. */
const mostChunks = 20_000;
const textChunks = ['tEXt', 'zTXt', 'iTXt'];

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

export interface PngContent {
  readonly ok: true;
  /** Texts by keyword; the first of a keyword counts. */
  readonly texts: ReadonlyMap<string, string>;
  /** The picture without any texts: they can say who made it, and with what. */
  readonly image: Buffer;
}

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}

/** The texts in a PNG (PNG specification, 11.3.3), and the picture without them. */
export function readPng(bytes: Buffer): PngContent | CardRefusal {
  const chunks: Chunk[] = [];
  let at = signature.length;
  for (;;) {
    if (at + 12 > bytes.length) return cutShort();
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) return cutShort();
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(end - 4)) {
      return refuse('the picture is damaged: a checksum is wrong', 'download or export it again');
    }
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    if (chunks.length > mostChunks) return refuse('the picture has too many parts', 'use another card');
    at = end;
    if (type === 'IEND') break;
  }
  const texts = new Map<string, string>();
  for (const chunk of chunks.filter(({ type }) => textChunks.includes(type))) {
    const text = readText(chunk);
    if (text === null) return refuse('a text in the picture cannot be unpacked', 'export the card as JSON');
    if (!texts.has(text.keyword)) texts.set(text.keyword, text.value);
  }
  return { ok: true, texts, image: pack(chunks.filter(({ type }) => !textChunks.includes(type))) };
}

const cutShort = (): CardRefusal =>
  refuse('the picture is cut short: its end is missing', 'download or export it again');

/** A picture with texts put in before its end. `image` must have come from `readPng` or `plainImage`. */
export function withTexts(image: Buffer, texts: Readonly<Record<string, string>>): Buffer {
  const end = image.length - 12;
  return Buffer.concat([
    image.subarray(0, end),
    ...Object.entries(texts).map(([keyword, value]) =>
      packChunk({ type: 'tEXt', data: Buffer.from(`${keyword}\0${value}`, 'latin1') }),
    ),
    image.subarray(end),
  ]);
}

/** A picture of one colour, for characters without one. */
export function plainImage(width = 400, height = 600): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a sample, palette: one byte a pixel.
  header.set([8, 3, 0, 0, 0], 8);
  return pack([
    { type: 'IHDR', data: header },
    { type: 'PLTE', data: Buffer.from([0x5b, 0x6c, 0x7d]) },
    { type: 'IDAT', data: deflateSync(Buffer.alloc((width + 1) * height)) },
    { type: 'IEND', data: Buffer.alloc(0) },
  ]);
}

function pack(chunks: readonly Chunk[]): Buffer {
  return Buffer.concat([signature, ...chunks.map(packChunk)]);
}

function packChunk({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const packed = Buffer.alloc(body.length + 8);
  packed.writeUInt32BE(data.length, 0);
  packed.set(body, 4);
  packed.writeUInt32BE(crc32(body), packed.length - 4);
  return packed;
}

function readText({ type, data }: Chunk): { readonly keyword: string; readonly value: string } | null {
  const split = data.indexOf(0);
  if (split === -1) return { keyword: '', value: '' };
  const keyword = data.toString('latin1', 0, split);
  const rest = data.subarray(split + 1);
  if (type === 'tEXt') return { keyword, value: rest.toString('latin1') };
  if (type === 'zTXt') return unpacked(keyword, rest.subarray(1));
  // iTXt: compressed or not, method, language, translated keyword, text.
  const language = rest.indexOf(0, 2);
  const translated = language === -1 ? -1 : rest.indexOf(0, language + 1);
  if (translated === -1) return null;
  const value = rest.subarray(translated + 1);
  return rest[0] === 1 ? unpacked(keyword, value) : { keyword, value: value.toString('utf8') };
}

function unpacked(keyword: string, value: Buffer): { keyword: string; value: string } | null {
  try {
    // Base64 in UTF-8 in JSON: four thirds of the largest text.
    const text = inflateSync(value, { maxOutputLength: largestText * 2 });
    return { keyword, value: text.toString('utf8') };
  } catch {
    return null;
  }
}

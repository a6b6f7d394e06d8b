import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { largestText, refuse, type CardRefusal } from './refusal.js';
import { exifWords } from './tiff.js';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Chunks of a picture; an animation of a few minutes has some thousands. */
const mostChunks = 20_000;
const textChunks = ['tEXt', 'zTXt', 'iTXt'];
/** Say who made a picture, when, where and with what: nothing that is kept. */
const privateChunks = [...textChunks, 'eXIf', 'tIME'];
/** Only texts under these names are unpacked: a picture may hold thousands that unpack to much. */
const cardKeyword = /^\s*(?:chara|ccv\d)\s*$/iu;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  readonly isWhole: boolean;
}

/** A text in a picture. */
export interface PictureText {
  readonly keyword: string;
  readonly bytes: Buffer;
}

export interface PngContent {
  readonly ok: true;
  /** In their order; compressed ones only under the names that cards have. */
  readonly texts: readonly PictureText[];
  /** The picture without any texts: they can say who made it, and with what. Null when it is damaged. */
  readonly image: Buffer | null;
  /** What is wrong with the file, in words. */
  readonly damage: string | null;
}

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}

/**
 * The texts in a PNG (PNG specification, 11.3.3), and the picture without them. Texts are read as far as they can be,
 * with a wrong checksum, behind the end of the picture, and before the place where a file is cut.
 */
export function readPng(bytes: Buffer): PngContent | CardRefusal {
  const read = chunksOf(bytes);
  if (read === null) return refuse('the picture has too many parts', 'use another card');
  const { chunks } = read;
  const end = chunks.findIndex(({ type }) => type === 'IEND');
  const visible = chunks.slice(0, end + 1).filter(({ type }) => !privateChunks.includes(type));
  const damage =
    end === -1
      ? 'the picture is cut short: its end is missing'
      : chunks.some(({ isWhole }) => !isWhole)
        ? 'the picture is damaged: a checksum is wrong'
        : null;
  const isGood = end !== -1 && visible[0]?.type === 'IHDR' && visible.every(({ isWhole }) => isWhole);
  return { ok: true, texts: chunks.flatMap(textsIn), image: isGood ? pack(visible) : null, damage };
}

function chunksOf(bytes: Buffer): { readonly chunks: readonly Chunk[] } | null {
  const chunks: Chunk[] = [];
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    const type = bytes.toString('latin1', at + 4, at + 8);
    // What is no chunk is not of the picture: programs hang all kinds of things behind one.
    if (end > bytes.length || !/^[A-Za-z]{4}$/u.test(type)) break;
    const isWhole = crc32(bytes.subarray(at + 4, at + 8 + length)) === bytes.readUInt32BE(end - 4);
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length), isWhole });
    if (chunks.length > mostChunks) return null;
    at = end;
  }
  return { chunks };
}

/** A picture with texts put in before its end. `image` must have come from `readPng` or `plainImage`. */
export function withTexts(image: Buffer, texts: Readonly<Record<string, string>>): Buffer {
  const end = image.length - 12;
  return Buffer.concat([
    image.subarray(0, end),
    ...Object.entries(texts).map(([keyword, value]) =>
      packChunk('tEXt', Buffer.from(`${keyword}\0${value}`, 'latin1')),
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

function pack(chunks: readonly Pick<Chunk, 'type' | 'data'>[]): Buffer {
  return Buffer.concat([signature, ...chunks.map(({ type, data }) => packChunk(type, data))]);
}

function packChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const packed = Buffer.alloc(body.length + 8);
  packed.writeUInt32BE(data.length, 0);
  packed.set(body, 4);
  packed.writeUInt32BE(crc32(body), packed.length - 4);
  return packed;
}

function textsIn({ type, data }: Chunk): readonly PictureText[] {
  if (type === 'eXIf') return exifWords(data).map((bytes) => ({ keyword: 'eXIf', bytes }));
  if (!textChunks.includes(type)) return [];
  const split = data.indexOf(0);
  if (split === -1) return [];
  const keyword = data.toString('latin1', 0, split);
  const rest = data.subarray(split + 1);
  if (type === 'tEXt') return [{ keyword, bytes: rest }];
  if (type === 'zTXt') return unpacked(keyword, rest.subarray(1));
  // iTXt: compressed or not, method, language, translated keyword, text.
  const language = rest.indexOf(0, 2);
  const translated = language === -1 ? -1 : rest.indexOf(0, language + 1);
  if (translated === -1) return [];
  const bytes = rest.subarray(translated + 1);
  return rest[0] === 1 ? unpacked(keyword, bytes) : [{ keyword, bytes }];
}

function unpacked(keyword: string, packed: Buffer): readonly PictureText[] {
  if (!cardKeyword.test(keyword)) return [];
  try {
    // Base64 in UTF-8 in JSON: four thirds of the largest text.
    return [{ keyword, bytes: inflateSync(packed, { maxOutputLength: largestText * 2 }) }];
  } catch {
    // Its place stays, so that it can be said that it is there and not readable.
    return [{ keyword, bytes: Buffer.alloc(0) }];
  }
}

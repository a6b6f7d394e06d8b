import { isZip } from './charx.js';
import { isPng } from './png.js';

/** What a file is by its first bytes, whatever its name says. */
export type FileKind = 'PNG' | 'WebP' | 'JPEG' | 'CHARX' | 'text' | 'other';

export interface KindOfFile {
  readonly kind: FileKind;
  /** In words, with an article: "a JPEG picture". */
  readonly called: string;
}

const others: readonly (readonly [RegExp, string])[] = [
  [/^GIF8/u, 'a GIF picture'],
  [/^BM/u, 'a BMP picture'],
  [/^....ftyp(?:avif|avis)/su, 'an AVIF picture'],
  [/^....ftyp(?:hei|mif)/su, 'an HEIC picture'],
  [/^....ftyp/su, 'a video'],
  [/^%PDF-/u, 'a PDF'],
  [/^Rar!/u, 'a RAR archive'],
  [/^7z\xbc\xaf/u, 'a 7z archive'],
  [/^SQLite format 3\0/u, 'a database'],
];

export function kindOfFile(bytes: Buffer): KindOfFile {
  const start = bytes.toString('latin1', 0, 16);
  if (isPng(bytes)) return { kind: 'PNG', called: 'a PNG picture' };
  if (isZip(bytes)) return { kind: 'CHARX', called: 'an archive (CHARX, ZIP)' };
  if (/^RIFF....WEBP/su.test(start)) return { kind: 'WebP', called: 'a WebP picture' };
  if (/^\xff\xd8\xff/u.test(start)) return { kind: 'JPEG', called: 'a JPEG picture' };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { kind: 'other', called: 'a gzip archive' };
  const other = others.find(([pattern]) => pattern.test(start));
  if (other !== undefined) return { kind: 'other', called: other[1] };
  const isPage = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head)/iu.test(bytes.toString('latin1', 0, 400));
  if (isPage) return { kind: 'other', called: 'a web page' };
  return bytes.length === 0 ? { kind: 'other', called: 'empty' } : { kind: 'text', called: 'text' };
}

/** Endings a file of a kind goes by. */
const endings: Readonly<Record<FileKind, readonly string[]>> = {
  PNG: ['png', 'apng'],
  WebP: ['webp'],
  JPEG: ['jpg', 'jpeg', 'jpe', 'charx'],
  CHARX: ['charx', 'zip', 'byaf'],
  text: [],
  other: [],
};

/** The ending of a file's name, where it says something else than the file is; null where it says the same or nothing. */
export function wrongEnding({ kind }: KindOfFile, name: string): string | null {
  const ending = /\.([a-z\d]{1,8})$/iu.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined || endings[kind].includes(ending)) return null;
  const isKnown = Object.values(endings).some((known) => known.includes(ending)) || ending === 'json';
  return isKnown && kind !== 'text' ? `.${ending}` : null;
}

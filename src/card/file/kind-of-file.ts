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
  // A file of images of either kind: which one, its list of brands says.
  [/^....ftyp(?:mif1|msf1|miaf)(?:.{4})+?(?:avif|avis)/su, 'an AVIF picture'],
  [/^....ftyp(?:hei|hev|mif|msf|miaf)/su, 'an HEIC picture'],
  [/^(?:\xff\n|\0\0\0.JXL )/su, 'a JPEG XL picture'],
  [/^(?:II\*\0|MM\0\*)/su, 'a TIFF picture'],
  [/^8BPS/u, 'a Photoshop file'],
  [/^....ftyp/su, 'a video'],
  [/^%PDF-/u, 'a PDF'],
  [/^\{\\rtf/u, 'an RTF document'],
  [/^\xd0\xcf.\xe0/su, 'an old Office document'],
  [/^GGUF/u, 'a model (GGUF)'],
  [/^.E\xdf\xa3/su, 'a video'],
  [/^(?:ID3|OggS|fLaC)/u, 'a sound'],
  [/^(?:BZh|\xfd7zXZ|\x28\xb5\x2f\xfd)/u, 'a packed file'],
  [/^Rar!/u, 'a RAR archive'],
  [/^7z\xbc\xaf/u, 'a 7z archive'],
  [/^SQLite format 3\0/u, 'a database'],
];

export function kindOfFile(bytes: Buffer): KindOfFile {
  const start = bytes.toString('latin1', 0, 64);
  if (isPng(bytes)) return { kind: 'PNG', called: 'a PNG picture' };
  if (isZip(bytes)) return { kind: 'CHARX', called: 'an archive (CHARX, ZIP)' };
  if (/^RIFF....WEBP/su.test(start)) return { kind: 'WebP', called: 'a WebP picture' };
  if (/^\xff\xd8\xff/u.test(start)) return { kind: 'JPEG', called: 'a JPEG picture' };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { kind: 'other', called: 'a gzip archive' };
  const other = others.find(([pattern]) => pattern.test(start));
  if (other !== undefined) return { kind: 'other', called: other[1] };
  if (bytes.toString('latin1', 257, 262) === 'ustar') return { kind: 'other', called: 'a TAR archive' };
  const beginning = bytes.toString('latin1', 0, 400);
  if (/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<svg/iu.test(beginning))
    return { kind: 'other', called: 'an SVG picture' };
  const isPage = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head)/iu.test(beginning);
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

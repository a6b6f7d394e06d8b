import { exifWords } from './tiff.js';

/** Parts of a picture, segments of a JPEG: far more than any has. */
const mostParts = 20_000;
const xmpMark = 'http://ns.adobe.com/xap/1.0/\0';

/** The words that stand in a WebP (RFC 9649: chunks EXIF and "XMP "), as bytes. */
export function webpWords(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  let at = 12;
  for (let count = 0; at + 8 <= bytes.length && count < mostParts; count += 1) {
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'EXIF') found.push(...exifWords(data));
    if (type === 'XMP ') found.push(...xmpWords(data));
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return found;
}

/** The words that stand in a JPEG: Exif and XMP (segments APP1), comments (COM). */
export function jpegWords(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  let at = 2;
  for (let count = 0; at + 4 <= bytes.length && bytes[at] === 0xff && count < mostParts; count += 1) {
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    const data = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xfe) found.push(data);
    if (marker === 0xe1) {
      const isXmp = data.toString('latin1', 0, xmpMark.length) === xmpMark;
      found.push(...(isXmp ? xmpWords(data.subarray(xmpMark.length)) : exifWords(data)));
    }
    // The picture itself begins: no words stand behind it.
    if (marker === 0xda || length < 2) break;
    at += 2 + length;
  }
  return found;
}

/** Values of XMP that may be a card: those of a field named after one, or any that are long and in one piece. */
function xmpWords(data: Buffer): readonly Buffer[] {
  const xml = data.toString('utf8');
  const attributes = xml.matchAll(/(?:chara|ccv3|UserComment)[\w:]{0,20}\s?=\s?"([^"<]{20,})"/giu);
  const elements = xml.matchAll(/>([^<>]{20,})</gu);
  return [...attributes, ...elements].map(([, value = '']) => Buffer.from(unescaped(value.trim()), 'utf8'));
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const unescaped = (xml: string): string =>
  xml.replace(/&(lt|gt|quot|apos|amp|#\d{1,7}|#x[\da-f]{1,6});/giu, (whole, name: string) => {
    const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });

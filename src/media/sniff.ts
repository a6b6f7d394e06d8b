/** What the bytes say they are, whatever was announced. Everything else is opened by nobody. */
export type FileType = 'jpeg' | 'png' | 'webp' | 'gif' | 'ogg-opus' | 'mp4' | 'text';

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** By the first bytes (the formats' own specifications); null for what is not on the list. */
export function sniff(bytes: Uint8Array): FileType | null {
  if (bytes.length < 12) return isText(bytes) ? 'text' : null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (ascii(bytes, 0, 8) === '\u0089PNG\r\n\u001a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/u.test(ascii(bytes, 0, 6))) return 'gif';
  // The first page of an Ogg stream holds nothing but the header of its codec (RFC 7845, 3).
  if (ascii(bytes, 0, 4) === 'OggS') return ascii(bytes, 28, 36) === 'OpusHead' ? 'ogg-opus' : null;
  if (ascii(bytes, 4, 8) === 'ftyp') return 'mp4';
  return isText(bytes) ? 'text' : null;
}

/** Whole UTF-8 without control characters, and no markup that is meant to be run. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !holdsControls(text) && !/^\s*<(?:!doctype|html|svg|\?xml)/iu.test(text);
  } catch {
    return false;
  }
}

/** Characters that no text is written with: all below a blank but tab, line feed, form feed and return. */
function holdsControls(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 && ![9, 10, 12, 13].includes(code)) return true;
  }
  return false;
}

import { decodeText } from './decode-text.js';

/** Packings around packings; nobody makes more than two. */
const mostLayers = 4;

export type Unpacked =
  | { readonly ok: true; readonly json: string; readonly assumed: string | null }
  | { readonly ok: false; readonly why: string };

/**
 * The JSON in a text of a picture: in base64 as the specifications have it, or as it is, as a list of byte numbers (some
 * writers of WebP), as a data: address, in any encoding.
 */
export function unpackText(bytes: Uint8Array, layer = 0): Unpacked {
  const decoded = decodeText(bytes);
  if (decoded === null) return { ok: false, why: 'its letters are in an encoding that cannot be told' };
  const text = decoded.text.trim();
  if (text === '') return { ok: false, why: 'it is empty or cannot be unpacked' };
  if (/^[{["]/u.test(text)) return { ok: true, json: text, assumed: decoded.assumed };
  if (layer >= mostLayers) return { ok: false, why: 'it is packed too often' };
  const packed = packedIn(text);
  if (packed === null) {
    return {
      ok: false,
      why: text.startsWith('rcc|') ? 'it is encrypted (RisuAI)' : 'it is neither JSON nor base64',
    };
  }
  return unpackText(packed, layer + 1);
}

function packedIn(text: string): Buffer | null {
  if (/^%7b/iu.test(text)) {
    try {
      return Buffer.from(decodeURIComponent(text), 'utf8');
    } catch {
      return null;
    }
  }
  if (/^\d{1,3}\s?,/u.test(text) && /^[\d,\s]+$/u.test(text)) return Buffer.from(text.split(',').map(Number));
  const clean = text.replace(/^data:[\w/.+;=-]{0,80};base64,/iu, '').replace(/\s+/gu, '');
  return /^[A-Za-z0-9+/_-]+={0,2}$/u.test(clean) ? Buffer.from(clean, 'base64') : null;
}

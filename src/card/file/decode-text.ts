export interface Decoded {
  readonly text: string;
  /** What had to be assumed about the letters, in words; null for UTF-8 and for what a mark at the beginning names. */
  readonly assumed: string | null;
}

/** Of a text in a Western encoding about one letter in ten is beyond ASCII; of one in another alphabet nearly all are. */
const mostForeign = 0.15;

/**
 * The text in a file or a chunk, whatever encoding an editor saved it in: UTF-8 and UTF-16 with a mark at the beginning
 * or without, Windows-1252 where the bytes can be nothing else. Null where it cannot be told.
 */
export function decodeText(bytes: Uint8Array): Decoded | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return null;
  if (a === 0xff && b === 0xfe) return decoded('utf-16le', bytes.subarray(2));
  if (a === 0xfe && b === 0xff) return decoded('utf-16be', bytes.subarray(2));
  const zeros = zerosIn(bytes.subarray(0, 64));
  if (zeros === 'odd') return decoded('utf-16le', bytes);
  if (zeros === 'even') return decoded('utf-16be', bytes);
  const utf8 = decoded('utf-8', bytes);
  if (utf8 !== null) return utf8;
  const foreign = bytes.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  if (foreign > bytes.length * mostForeign) return null;
  const western = decoded('windows-1252', bytes);
  return (
    western && { ...western, assumed: 'it is not in UTF-8 and was read as Windows-1252: look at its accents' }
  );
}

/** Where the zero bytes of UTF-16 stand in text that is mostly Latin letters and marks of JSON. */
function zerosIn(start: Uint8Array): 'odd' | 'even' | null {
  const zeros = (from: 0 | 1): number =>
    start.filter((byte, index) => byte === 0 && index % 2 === from).length;
  const half = start.length / 2;
  if (half < 2) return null;
  if (zeros(1) >= half * 0.6 && zeros(0) === 0) return 'odd';
  return zeros(0) >= half * 0.6 && zeros(1) === 0 ? 'even' : null;
}

function decoded(encoding: string, bytes: Uint8Array): Decoded | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return { text: text.replace(/^\uFEFF+/u, '').replace(/\0+$/u, ''), assumed: null };
  } catch {
    return null;
  }
}

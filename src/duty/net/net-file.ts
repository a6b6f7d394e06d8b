import type { HiddenNet } from './hidden.js';
import type { LinearNet } from './linear.js';

/** The nets of one direction and from which score on each label counts. */
export interface TrainedNet {
  /** Number of concepts of the lexicon they were trained with. */
  readonly concepts: number;
  readonly labels: readonly string[];
  readonly linear: LinearNet;
  readonly hidden: readonly HiddenNet[];
  /** By label: the score from which it counts, and where a language needs another. */
  readonly thresholds: Readonly<Record<string, Threshold>>;
}

export interface Threshold {
  readonly shared: number;
  readonly byLanguage: Readonly<Record<string, number>>;
}

const magic = 0x4b434e32;

interface Section {
  readonly kind: 'bytes' | 'floats';
  readonly length: number;
}

/** The file: magic `KCN2`, the length of a JSON head, the head, then the arrays in the order in which the head names them. */
export function encodeNet(net: TrainedNet): Uint8Array {
  const arrays: (Int8Array | Float32Array)[] = [];
  const head = JSON.stringify(net, (_, value: unknown) => {
    if (!(value instanceof Int8Array) && !(value instanceof Float32Array)) return value;
    arrays.push(value);
    const section: Section = { kind: value instanceof Int8Array ? 'bytes' : 'floats', length: value.length };
    return { section };
  });
  const text = new TextEncoder().encode(head);
  const size = 8 + text.length + arrays.reduce((sum, array) => sum + array.byteLength, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint32(4, text.length);
  bytes.set(text, 8);
  let at = 8 + text.length;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  return bytes;
}

/** @throws Error when the bytes are no net of this program's shape. */
export function decodeNet(bytes: Uint8Array): TrainedNet {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0) !== magic)
    throw new Error('the file of a care net is not one of this version');
  const end = 8 + view.getUint32(4);
  let at = end;
  const net: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, end)), (_, value: unknown) => {
    if (!isSection(value)) return value;
    const { kind, length } = value.section;
    const from = bytes.byteOffset + at;
    at += kind === 'bytes' ? length : 4 * length;
    if (at > bytes.length) throw new Error('the file of a care net is cut off');
    if (kind === 'bytes') return new Int8Array(bytes.buffer, from, length);
    // Floats need not lie at a multiple of four in the file.
    return new Float32Array(bytes.buffer.slice(from, from + 4 * length));
  });
  if (at !== bytes.length) throw new Error('the file of a care net has more in it than it says');
  return net as TrainedNet;
}

function isSection(value: unknown): value is { readonly section: Section } {
  return typeof value === 'object' && value !== null && 'section' in value;
}

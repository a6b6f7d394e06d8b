import type { TokenParts } from './token-parts.js';

/** How many tokens the filters of each kind see. */
const filterWidths = [1, 2, 3] as const;

/** Vectors of concepts and of pieces of words, a byte a number; filters and what follows from them as floats. */
export interface ConvolutionNet {
  /** Numbers of a vector. */
  readonly size: number;
  /** Filters of each width. */
  readonly filters: number;
  readonly pieceBuckets: number;
  readonly conceptVectors: Int8Array;
  readonly conceptScale: number;
  readonly pieceVectors: Int8Array;
  readonly pieceScale: number;
  /** By width, then filter, then token. */
  readonly kernels: readonly Float32Array[];
  readonly kernelBiases: Float32Array;
  /** By label, then filter of all widths. */
  readonly dense: Float32Array;
  readonly denseBiases: Float32Array;
}

/** One score per label: log-odds. Each filter counts where it fits best, so the place of what is said does not matter. */
export function convolutionScores(tokens: readonly TokenParts[], net: ConvolutionNet): Float64Array {
  const vectors = embedded(tokens, net);
  const strongest = filterWidths.flatMap((width, kind) =>
    strongestOf(vectors, tokens.length, width, kind, net),
  );
  return Float64Array.from(net.denseBiases, (bias, label) => {
    let sum = bias;
    const first = label * strongest.length;
    for (let at = 0; at < strongest.length; at += 1)
      sum += (net.dense[first + at] ?? 0) * (strongest[at] ?? 0);
    return sum;
  });
}

function embedded(tokens: readonly TokenParts[], net: ConvolutionNet): Float32Array {
  const { size } = net;
  const vectors = new Float32Array(tokens.length * size);
  tokens.forEach(({ concepts, pieces }, at) => {
    for (const concept of concepts)
      addTo(vectors, at * size, net.conceptVectors, concept * size, net.conceptScale, size);
    const share = net.pieceScale / Math.max(1, pieces.length);
    for (const piece of pieces) addTo(vectors, at * size, net.pieceVectors, piece * size, share, size);
  });
  return vectors;
}

function addTo(
  sums: Float32Array,
  to: number,
  bytes: Int8Array,
  from: number,
  scale: number,
  size: number,
): void {
  for (let at = 0; at < size; at += 1) sums[to + at] = (sums[to + at] ?? 0) + scale * (bytes[from + at] ?? 0);
}

function strongestOf(
  vectors: Float32Array,
  count: number,
  width: number,
  kind: number,
  { size, filters, kernels, kernelBiases }: ConvolutionNet,
): readonly number[] {
  const kernel = kernels[kind] ?? new Float32Array();
  const long = width * size;
  return Array.from({ length: filters }, (_, filter) => {
    const first = filter * long;
    const bias = kernelBiases[kind * filters + filter] ?? 0;
    let best = 0;
    for (let start = 0; start + width <= count; start += 1) {
      let sum = bias;
      const there = start * size;
      for (let at = 0; at < long; at += 1) sum += (kernel[first + at] ?? 0) * (vectors[there + at] ?? 0);
      if (sum > best) best = sum;
    }
    return best;
  });
}

import type { TokenParts } from './token-parts.js';

/** How many tokens the filters of each kind see. */
const filterWidths = [1, 2, 3] as const;

/** Vectors of concepts and of pieces of words, a byte a number; filters and what follows from them as floats. */
export interface ConvolutionNet {
  /** Numbers of a vector. */
  readonly size: number;
  /** Filters of each width, a multiple of four. */
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
  const biases = kernelBiases.subarray(kind * filters, (kind + 1) * filters);
  const strongest: number[] = [];
  for (let filter = 0; filter < filters; filter += together)
    strongest.push(
      ...strongestOfFour(vectors, count - width, { kernel, biases, long: width * size, size }, filter),
    );
  return strongest;
}

/** Filters whose sums are taken side by side, so that none waits for another: a third of the time of one by one. */
const together = 4;

interface Kernel {
  readonly kernel: Float32Array;
  readonly biases: Float32Array;
  /** Numbers of one filter. */
  readonly long: number;
  readonly size: number;
}

function strongestOfFour(
  vectors: Float32Array,
  last: number,
  { kernel, biases, long, size }: Kernel,
  filter: number,
): readonly number[] {
  const [one, two, three, four] = [
    filter * long,
    (filter + 1) * long,
    (filter + 2) * long,
    (filter + 3) * long,
  ];
  const best: [number, number, number, number] = [0, 0, 0, 0];
  for (let start = 0; start <= last; start += 1) {
    let first = biases[filter] ?? 0;
    let second = biases[filter + 1] ?? 0;
    let third = biases[filter + 2] ?? 0;
    let fourth = biases[filter + 3] ?? 0;
    const there = start * size;
    for (let at = 0; at < long; at += 1) {
      const value = vectors[there + at] ?? 0;
      first += (kernel[one + at] ?? 0) * value;
      second += (kernel[two + at] ?? 0) * value;
      third += (kernel[three + at] ?? 0) * value;
      fourth += (kernel[four + at] ?? 0) * value;
    }
    if (first > best[0]) best[0] = first;
    if (second > best[1]) best[1] = second;
    if (third > best[2]) best[2] = third;
    if (fourth > best[3]) best[3] = fourth;
  }
  return best;
}

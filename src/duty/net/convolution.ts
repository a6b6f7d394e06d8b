import { recentlyWith } from '../../lib/recently.js';
import type { TokenParts } from './token-parts.js';

/** How many tokens the filters of each kind see. */
const filterWidths = [1, 2, 3] as const;
/** Places of a token under the filters of all kinds: first, second and third of three, and so on. */
const slices = 6;

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
  const { filters, kernelBiases, dense, denseBiases } = net;
  const made = tokens.map((token) => productsOf(token, net));
  const strongest = new Float64Array(filterWidths.length * filters);
  for (let start = 0; start < made.length; start += 1) {
    const [one, two, three] = [made[start], made[start + 1], made[start + 2]];
    if (one === undefined) break;
    raiseByOne(strongest, kernelBiases, filters, one);
    if (two === undefined) break;
    raiseByTwo(strongest, kernelBiases, filters, one, two);
    if (three !== undefined) raiseByThree(strongest, kernelBiases, filters, one, two, three);
  }
  const scores = new Float64Array(denseBiases.length);
  for (let label = 0; label < scores.length; label += 1) {
    let sum = denseBiases[label] ?? 0;
    const first = label * strongest.length;
    for (let at = 0; at < strongest.length; at += 1) sum += (dense[first + at] ?? 0) * (strongest[at] ?? 0);
    scores[label] = sum;
  }
  return scores;
}

/*
 * Each filter's best so far, against what it gives where it begins at this token: of one, two or three tokens. Three loops
 * and not one with a width: what is known beforehand is kept out of memory by the compiler.
 */
function raiseByOne(best: Float64Array, biases: Float32Array, filters: number, one: Float64Array): void {
  for (let at = 0; at < filters; at += 1) {
    const sum = (biases[at] ?? 0) + (one[at] ?? 0);
    if (sum > (best[at] ?? 0)) best[at] = sum;
  }
}

function raiseByTwo(
  best: Float64Array,
  biases: Float32Array,
  filters: number,
  one: Float64Array,
  two: Float64Array,
): void {
  for (let at = filters; at < 2 * filters; at += 1) {
    const sum = (biases[at] ?? 0) + (one[at] ?? 0) + (two[at + filters] ?? 0);
    if (sum > (best[at] ?? 0)) best[at] = sum;
  }
}

function raiseByThree(
  best: Float64Array,
  biases: Float32Array,
  filters: number,
  one: Float64Array,
  two: Float64Array,
  three: Float64Array,
): void {
  for (let at = 2 * filters; at < 3 * filters; at += 1) {
    const sum =
      (biases[at] ?? 0) +
      (one[at + filters] ?? 0) +
      (two[at + 2 * filters] ?? 0) +
      (three[at + 3 * filters] ?? 0);
    if (sum > (best[at] ?? 0)) best[at] = sum;
  }
}

/**
 * What the filters make of one token, wherever it stands: a number for each of their slices and each filter. Two of three
 * tokens of a talk are words that were said before, and nine tenths of a reading's time went into these products. Two and a
 * half KB a word and net.
 */
const rememberedTokens = 384;
const productsOf = recentlyWith(rememberedTokens, products, ({ name }: TokenParts) => name);

function products(token: TokenParts, net: ConvolutionNet): Float64Array {
  const { size, filters, kernels } = net;
  const vector = embedded(token, net);
  const made = new Float64Array(slices * filters);
  let slice = 0;
  filterWidths.forEach((width, kind) => {
    const kernel = kernels[kind] ?? new Float32Array();
    for (let part = 0; part < width; part += 1) {
      multiply(made, slice * filters, vector, { kernel, filters, from: part * size, long: width * size });
      slice += 1;
    }
  });
  return made;
}

/** Filters whose sums are taken side by side, so that none waits for another: a third of the time of one by one. */
const together = 4;

interface Slice {
  readonly kernel: Float32Array;
  readonly filters: number;
  /** Where the slice begins in a filter, and numbers of one filter. */
  readonly from: number;
  readonly long: number;
}

function multiply(
  made: Float64Array,
  to: number,
  vector: Float32Array,
  { kernel, filters, from, long }: Slice,
): void {
  for (let filter = 0; filter < filters; filter += together) {
    const one = filter * long + from;
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let at = 0; at < vector.length; at += 1) {
      const value = vector[at] ?? 0;
      first += (kernel[one + at] ?? 0) * value;
      second += (kernel[one + long + at] ?? 0) * value;
      third += (kernel[one + 2 * long + at] ?? 0) * value;
      fourth += (kernel[one + 3 * long + at] ?? 0) * value;
    }
    made[to + filter] = first;
    made[to + filter + 1] = second;
    made[to + filter + 2] = third;
    made[to + filter + 3] = fourth;
  }
}

function embedded({ concepts, pieces }: TokenParts, net: ConvolutionNet): Float32Array {
  const { size } = net;
  const vector = new Float32Array(size);
  for (const concept of concepts) addTo(vector, net.conceptVectors, concept * size, net.conceptScale);
  const share = net.pieceScale / Math.max(1, pieces.length);
  for (const piece of pieces) addTo(vector, net.pieceVectors, piece * size, share);
  return vector;
}

function addTo(sums: Float32Array, bytes: Int8Array, from: number, scale: number): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + scale * (bytes[from + at] ?? 0);
}

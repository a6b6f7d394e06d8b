import type { Features } from './features.js';

/**
 * A short vector for every bucket, a byte a number. A message is the sum of its features' vectors; what of it lies above
 * zero speaks for the labels by the weights of `dense`, what lies below a tenth as much.
 */
export interface HiddenNet {
  readonly bucketBits: number;
  /** Numbers of a vector, a multiple of four. */
  readonly size: number;
  /** By bucket. */
  readonly vectors: Int8Array;
  /** What a byte of the vectors stands for. */
  readonly scale: number;
  readonly biases: Float32Array;
  /** By label, then number of the vector. */
  readonly dense: Float32Array;
  readonly denseBiases: Float32Array;
}

/** What is left of a number below zero. @public the training fits the same net */
export const leak = 0.1;

/** One score per label: log-odds. @param features of as many buckets or more: their last bits are the net's */
export function hiddenScores(features: Features, net: HiddenNet): Float64Array {
  const { size, scale, biases, dense } = net;
  const sums = new Float64Array(size);
  for (let first = 0; first < size; first += together) sumFour(features, net, first, sums);
  for (let one = 0; one < size; one += 1) {
    const sum = (sums[one] ?? 0) * scale + (biases[one] ?? 0);
    sums[one] = sum > 0 ? sum : leak * sum;
  }
  return Float64Array.from(net.denseBiases, (bias, label) => {
    let score = bias;
    for (let one = 0; one < size; one += 1) score += (dense[label * size + one] ?? 0) * (sums[one] ?? 0);
    return score;
  });
}

/** Numbers that are summed side by side, so that none waits for another and none is written until all is seen. */
const together = 4;

function sumFour(
  { buckets, values }: Features,
  { bucketBits, size, vectors }: HiddenNet,
  first: number,
  sums: Float64Array,
): void {
  const mask = (1 << bucketBits) - 1;
  let [one, two, three, four] = [0, 0, 0, 0];
  for (let at = 0; at < buckets.length; at += 1) {
    const from = ((buckets[at] ?? 0) & mask) * size + first;
    const value = values[at] ?? 0;
    one += value * (vectors[from] ?? 0);
    two += value * (vectors[from + 1] ?? 0);
    three += value * (vectors[from + 2] ?? 0);
    four += value * (vectors[from + 3] ?? 0);
  }
  sums[first] = one;
  sums[first + 1] = two;
  sums[first + 2] = three;
  sums[first + 3] = four;
}

// A net with one hidden layer over the same hashed features: what stands for the same in two languages or two wordings
// gets vectors that are alike, and labels share what they have in common.
import { leak } from '../../dist/duty/net/hidden.js';
import { seeded } from './chance.mjs';
import { thinned } from './fit-linear.mjs';

/** Shares of features and of hidden numbers that are left out of each row at random. */
const dropout = 0.2;
const hiddenDropout = 0.2;
/** First steps of vectors, of what labels weigh them by, and of biases. */
const steps = { vectors: 0.8, dense: 0.02, biases: 0.01, hiddenBiases: 0.004 };

/** Takes rows `{ buckets, values, targets: Float32Array, weight }` one by one. */
export function hiddenTrainer({ labels, bucketBits, size }, seed) {
  const chance = seeded(seed);
  const mask = 2 ** bucketBits - 1;
  const net = {
    bucketBits,
    size,
    labels,
    vectors: Float32Array.from(
      { length: size * 2 ** bucketBits },
      () => (chance() + chance() + chance() - 1.5) * 0.5,
    ),
    biases: new Float64Array(size),
    dense: Float32Array.from({ length: labels * size }, () => chance() + chance() - 1),
    denseBiases: new Float64Array(labels).fill(-2),
  };
  const sums = new Float64Array(size);
  const bent = new Float64Array(size);
  const kept = new Float64Array(size);
  const slopes = new Float64Array(size);

  /** @param left the share of the training that is still to come, 1 to 0: the steps get smaller */
  function learn(row, left) {
    const shrunk = 0.05 + 0.95 * left;
    const seen = thinned(row, dropout, chance);
    sumInto(sums, seen, net, mask);
    for (let one = 0; one < size; one += 1) {
      kept[one] = chance() < hiddenDropout ? 0 : 1 / (1 - hiddenDropout);
      bent[one] = kept[one] * (sums[one] > 0 ? sums[one] : leak * sums[one]);
      slopes[one] = 0;
    }
    learnDense(row, shrunk);
    for (let one = 0; one < size; one += 1) {
      const slope = slopes[one] * kept[one] * (sums[one] > 0 ? 1 : leak);
      net.biases[one] -= steps.hiddenBiases * shrunk * slope;
      slopes[one] = steps.vectors * shrunk * slope;
    }
    for (let at = 0; at < seen.buckets.length; at += 1) {
      const first = (seen.buckets[at] & mask) * size;
      const value = seen.values[at];
      for (let one = 0; one < size; one += 1) net.vectors[first + one] -= slopes[one] * value;
    }
  }

  function learnDense({ targets, weight }, shrunk) {
    for (let label = 0; label < labels; label += 1) {
      const first = label * size;
      let score = net.denseBiases[label];
      for (let one = 0; one < size; one += 1) score += net.dense[first + one] * bent[one];
      const slope = (1 / (1 + Math.exp(-score)) - targets[label]) * weight;
      // What is right already teaches nothing.
      if (Math.abs(slope) < 0.002) continue;
      net.denseBiases[label] -= steps.biases * shrunk * slope;
      for (let one = 0; one < size; one += 1) {
        slopes[one] += slope * net.dense[first + one];
        net.dense[first + one] -= steps.dense * shrunk * slope * bent[one];
      }
    }
  }

  return { net, learn };
}

function sumInto(sums, { buckets, values }, { vectors, size, biases }, mask) {
  sums.set(biases);
  for (let at = 0; at < buckets.length; at += 1) {
    const first = (buckets[at] & mask) * size;
    const value = values[at];
    for (let one = 0; one < size; one += 1) sums[one] += vectors[first + one] * value;
  }
}

/** Vectors as bytes: what is beyond five standard deviations is clipped. */
export function quantiseHidden({ bucketBits, size, vectors, biases, dense, denseBiases }) {
  const squares = vectors.reduce((sum, one) => sum + one * one, 0);
  const scale = (5 * Math.sqrt(squares / vectors.length)) / 127;
  return {
    bucketBits,
    size,
    vectors: Int8Array.from(vectors, (one) => Math.max(-127, Math.min(127, Math.round(one / scale)))),
    scale,
    biases: Float32Array.from(biases),
    dense,
    denseBiases: Float32Array.from(denseBiases),
  };
}

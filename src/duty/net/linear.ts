import type { Features } from './features.js';

/** One weight per bucket and label, a byte each, interleaved by label. */
export interface LinearNet {
  readonly bucketBits: number;
  readonly labels: number;
  readonly weights: Int8Array;
  /** What a byte of each label's weights stands for. */
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

/** One score per label: log-odds. */
export function linearScores({ buckets, values }: Features, net: LinearNet): Float64Array {
  const { labels, weights, scales, biases } = net;
  const sums = new Float64Array(labels);
  for (let at = 0; at < buckets.length; at += 1) {
    const first = (buckets[at] ?? 0) * labels;
    const value = values[at] ?? 0;
    for (let label = 0; label < labels; label += 1) {
      sums[label] = (sums[label] ?? 0) + value * (weights[first + label] ?? 0);
    }
  }
  for (let label = 0; label < labels; label += 1) {
    sums[label] = (sums[label] ?? 0) * (scales[label] ?? 0) + (biases[label] ?? 0);
  }
  return sums;
}

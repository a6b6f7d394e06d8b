// One logistic regression per label over the hashed features that the program itself computes, all labels in one pass.
import { seeded, shuffle } from './chance.mjs';

/** Rows `{ buckets, values, targets: Float32Array, weight }`. AdaGrad; `decay` pulls weights that little speaks for to nothing. */
export function fitLinear(rows, { labels, bucketBits, epochs = 5, rate = 0.3, seed = 1, decay = 0 }) {
  const weights = new Float32Array(labels * 2 ** bucketBits);
  const squares = new Float32Array(weights.length).fill(1e-6);
  const biases = new Float64Array(labels).fill(-3);
  const chance = seeded(seed);
  const order = Int32Array.from(rows.keys());
  const slopes = new Float64Array(labels);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, chance);
    const step = rate * (1 - (0.85 * epoch) / epochs);
    for (const index of order) {
      const row = rows[index];
      scoreInto(slopes, row, weights, biases, labels);
      for (let label = 0; label < labels; label += 1) {
        slopes[label] = (1 / (1 + Math.exp(-slopes[label])) - row.targets[label]) * row.weight;
        biases[label] -= 0.02 * step * slopes[label];
      }
      for (let at = 0; at < row.buckets.length; at += 1) {
        const first = row.buckets[at] * labels;
        const value = row.values[at];
        for (let label = 0; label < labels; label += 1) {
          const slope = slopes[label] * value + decay * weights[first + label];
          squares[first + label] += slope * slope;
          weights[first + label] -= (step * slope) / Math.sqrt(squares[first + label]);
        }
      }
    }
  }
  return { weights, biases, labels, bucketBits };
}

function scoreInto(sums, row, weights, biases, labels) {
  sums.set(biases);
  for (let at = 0; at < row.buckets.length; at += 1) {
    const first = row.buckets[at] * labels;
    const value = row.values[at];
    for (let label = 0; label < labels; label += 1) sums[label] += weights[first + label] * value;
  }
}

export function scoreLinear(row, { weights, biases, labels }) {
  const sums = new Float64Array(labels);
  scoreInto(sums, row, weights, biases, labels);
  return sums;
}

/** One byte a weight: each label has its own scale, and the few weights beyond five standard deviations are clipped. */
export function quantise({ weights, biases, labels, bucketBits }) {
  const scales = new Float32Array(labels);
  for (let label = 0; label < labels; label += 1) {
    let sum = 0;
    let used = 0;
    for (let at = label; at < weights.length; at += labels) {
      if (weights[at] === 0) continue;
      sum += weights[at] ** 2;
      used += 1;
    }
    scales[label] = (5 * Math.sqrt(sum / Math.max(1, used))) / 127;
  }
  const bytes = Int8Array.from(weights, (weight, at) =>
    Math.max(-127, Math.min(127, Math.round(weight / scales[at % labels]))),
  );
  return { bucketBits, labels, weights: bytes, scales, biases: Float32Array.from(biases) };
}

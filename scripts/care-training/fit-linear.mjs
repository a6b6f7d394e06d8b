// One logistic regression per label over the hashed features that the program itself computes, all labels in one pass.
import { seeded } from './chance.mjs';

/** Share of a row's features that is left out at random: none may be relied on alone. */
const dropout = 0.2;

/** Takes rows `{ buckets, values, targets: Float32Array, weight }` one by one; AdaGrad. */
export function linearTrainer({ labels, bucketBits }, seed) {
  const chance = seeded(seed);
  const weights = new Float32Array(labels * 2 ** bucketBits);
  const squares = new Float32Array(weights.length).fill(1e-6);
  const biases = new Float64Array(labels).fill(-3);
  const slopes = new Float64Array(labels);
  const net = { weights, biases, labels, bucketBits };
  /** @param left the share of the training that is still to come, 1 to 0: the steps get smaller */
  function learn({ buckets, values: all, targets, weight }, left) {
    const values = all.map((value) => (chance() < dropout ? 0 : value / (1 - dropout)));
    const step = 0.3 * (0.15 + 0.85 * left);
    scoreInto(slopes, { buckets, values }, net);
    for (let label = 0; label < labels; label += 1) {
      slopes[label] = (1 / (1 + Math.exp(-slopes[label])) - targets[label]) * weight;
      biases[label] -= 0.02 * step * slopes[label];
    }
    for (let label = 0; label < labels; label += 1) {
      const base = slopes[label];
      // What is right already teaches nothing.
      if (Math.abs(base) < 0.002) continue;
      for (let at = 0; at < buckets.length; at += 1) {
        const there = buckets[at] * labels + label;
        if (values[at] === 0) continue;
        const slope = base * values[at];
        squares[there] += slope * slope;
        weights[there] -= (step * slope) / Math.sqrt(squares[there]);
      }
    }
  }
  return { net, learn, score: (row) => scoreLinear(row, net) };
}

function scoreInto(sums, { buckets, values }, { weights, biases, labels }) {
  sums.set(biases);
  for (let at = 0; at < buckets.length; at += 1) {
    const first = buckets[at] * labels;
    const value = values[at];
    for (let label = 0; label < labels; label += 1) sums[label] += weights[first + label] * value;
  }
}

function scoreLinear(row, net) {
  const sums = new Float64Array(net.labels);
  scoreInto(sums, row, net);
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

// One logistic regression per label over the hashed features that the program itself computes, all labels in one pass.
// Plain steps: what adapts its steps to each feature takes rare ones, which stand in one writer's sentence, for telling.
import { seeded } from './chance.mjs';

/** Share of a row's features that is left out at random: none may be relied on alone. */
const dropout = 0.2;
const firstStep = 3;
/** Biases move slower: they would follow each run of rows of one kind. */
const biasShare = 0.02;

/** Takes rows `{ buckets, values, targets: Float32Array, weight }` one by one. */
export function linearTrainer({ labels, bucketBits }, seed) {
  const chance = seeded(seed);
  const weights = new Float32Array(labels * 2 ** bucketBits);
  const biases = new Float64Array(labels).fill(-3);
  const slopes = new Float64Array(labels);
  const net = { weights, biases, labels, bucketBits };
  /** @param left the share of the training that is still to come, 1 to 0: the steps get smaller */
  function learn(row, left) {
    const { buckets, values } = thinned(row, dropout, chance);
    const step = firstStep * (0.05 + 0.95 * left) * row.weight;
    scoreInto(slopes, { buckets, values }, net);
    for (let label = 0; label < labels; label += 1) {
      slopes[label] = step * (1 / (1 + Math.exp(-slopes[label])) - row.targets[label]);
      biases[label] -= biasShare * slopes[label];
    }
    for (let at = 0; at < buckets.length; at += 1) {
      const first = buckets[at] * labels;
      const value = values[at];
      for (let label = 0; label < labels; label += 1) weights[first + label] -= slopes[label] * value;
    }
  }
  return { net, learn, score: (row) => scoreLinear(row, net) };
}

/** A row without a share of its features; the others count the more. */
export function thinned({ buckets, values }, share, chance) {
  const kept = { buckets: new Int32Array(buckets.length), values: new Float32Array(buckets.length) };
  let size = 0;
  for (let at = 0; at < buckets.length; at += 1) {
    if (chance() < share) continue;
    kept.buckets[size] = buckets[at];
    kept.values[size] = values[at] / (1 - share);
    size += 1;
  }
  return { buckets: kept.buckets.subarray(0, size), values: kept.values.subarray(0, size) };
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

// Logistic regression, one per emotion, over the hashed features that the program itself computes.
import { bucketBits, featuresOf } from '../../dist/strategist/moment/features.js';
import { emotions } from '../../dist/strategist/moment/moment.js';

const kinds = emotions.length;

/** mulberry32: the same seed gives the same model. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `{ buckets, values, labels, weight }` per row. In rows whose order is wrong, pairs of neighbours mean nothing. */
export function vectorise(rows, { weight = 1, ordered = true } = {}) {
  return rows.map(({ text, labels }) => {
    const { words, pairs: neighbours, pieces, value } = featuresOf(text);
    const pairs = ordered ? neighbours : new Set();
    const buckets = Int32Array.from([...words, ...pairs, ...pieces]);
    const values = new Float32Array(buckets.length);
    values.fill(value.words, 0, words.size);
    values.fill(value.pairs, words.size, words.size + pairs.size);
    values.fill(value.pieces, words.size + pairs.size);
    return { buckets, values, labels, weight };
  });
}

/** Stochastic gradient descent with AdaGrad step sizes. `epochs` and `rate` were chosen on the dev split. */
export function fit(rows, { epochs = 5, rate = 0.1, seed = 1 } = {}) {
  const weights = new Float32Array(kinds * 2 ** bucketBits);
  const squares = new Float32Array(weights.length).fill(1e-8);
  const biases = new Float64Array(kinds).fill(-2);
  const chance = seeded(seed);
  const order = Int32Array.from(rows.keys());
  const slopes = new Float64Array(kinds);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, chance);
    const step = rate * (1 - (0.8 * epoch) / epochs);
    for (const index of order) {
      const row = rows[index];
      scoreInto(slopes, row, weights, biases);
      for (let kind = 0; kind < kinds; kind += 1) {
        const present = row.labels.includes(kind) ? 1 : 0;
        slopes[kind] = (1 / (1 + Math.exp(-slopes[kind])) - present) * row.weight;
        biases[kind] -= 0.01 * step * slopes[kind];
      }
      for (let at = 0; at < row.buckets.length; at += 1) {
        const first = row.buckets[at] * kinds;
        const value = row.values[at];
        for (let kind = 0; kind < kinds; kind += 1) {
          const slope = slopes[kind] * value;
          squares[first + kind] += slope * slope;
          weights[first + kind] -= (step * slope) / Math.sqrt(squares[first + kind]);
        }
      }
    }
  }
  return { weights, biases };
}

function shuffle(order, chance) {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    const kept = order[at];
    order[at] = order[other];
    order[other] = kept;
  }
}

function scoreInto(sums, row, weights, biases) {
  sums.set(biases);
  for (let at = 0; at < row.buckets.length; at += 1) {
    const first = row.buckets[at] * kinds;
    const value = row.values[at];
    for (let kind = 0; kind < kinds; kind += 1) sums[kind] += weights[first + kind] * value;
  }
}

export function scoreRows(rows, { weights, biases }) {
  return rows.map((row) => {
    const sums = new Float64Array(kinds);
    scoreInto(sums, row, weights, biases);
    return sums;
  });
}

/** One byte a weight: each emotion has its own scale, and the few weights beyond four standard deviations are clipped. */
export function quantise({ weights, biases }) {
  const scales = emotions.map((_, kind) => {
    let sum = 0;
    let used = 0;
    for (let at = kind; at < weights.length; at += kinds) {
      if (weights[at] === 0) continue;
      sum += weights[at] ** 2;
      used += 1;
    }
    return Math.fround((4 * Math.sqrt(sum / Math.max(1, used))) / 127);
  });
  const bytes = Int8Array.from(weights, (weight, at) =>
    Math.max(-127, Math.min(127, Math.round(weight / scales[at % kinds]))),
  );
  return { weights: bytes, scales, biases: [...biases] };
}

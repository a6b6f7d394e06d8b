// A small convolution over the tokens of a message: each token is the sum of what its concepts and its pieces stand
// for, filters of one to three tokens look for what is said, and the strongest place of each filter counts.
import { seeded, shuffle } from './chance.mjs';

const widths = [1, 2, 3];

/** Rows `{ tokens: [{ concepts: number[], pieces: number[] }], targets, weight }`, framed tokens included. */
export function fitConv(
  rows,
  shape,
  { epochs = 6, rate = 0.05, seed = 1, dropout = 0.3, wordDropout = 0.25, l2 = 0 } = {},
) {
  const { labels, concepts, pieceBuckets, size, filters } = shape;
  const chance = seeded(seed);
  const normal = (scale) => () => (chance() + chance() + chance() - 1.5) * 2 * scale;
  const make = (length, value) => Float32Array.from({ length }, value);
  const total = filters * widths.length;
  const net = {
    ...shape,
    conceptVectors: make(concepts * size, normal(0.25)),
    pieceVectors: make(pieceBuckets * size, normal(0.1)),
    kernels: widths.map((width) => make(filters * width * size, normal(0.6 / Math.sqrt(width * size)))),
    kernelBiases: make(total, () => 0),
    dense: make(labels * total, normal(0.3 / Math.sqrt(total))),
    denseBiases: make(labels, () => -2),
  };
  const first = (array) => new Float32Array(array.length).fill(0.02);
  const memory = {
    conceptVectors: first(net.conceptVectors),
    pieceVectors: first(net.pieceVectors),
    kernels: net.kernels.map(first),
    kernelBiases: first(net.kernelBiases),
    dense: first(net.dense),
    denseBiases: first(net.denseBiases),
  };
  const order = Int32Array.from(rows.keys());
  const hidden = new Float32Array(total);
  const places = new Int32Array(total);
  const kept = new Float32Array(total);
  const hiddenSlopes = new Float32Array(total);
  let step = rate;
  const update = (array, squares, at, slope) => {
    squares[at] += slope * slope;
    array[at] -= (step * slope) / Math.sqrt(squares[at]);
  };
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, chance);
    step = rate * (1 - (0.9 * epoch) / epochs);
    for (const index of order) {
      const row = rows[index];
      const count = row.tokens.length;
      const dropped = row.tokens.map(() => chance() < wordDropout);
      const x = embed(row.tokens, net, dropped);
      convolve(x, count, net, hidden, places);
      for (let at = 0; at < total; at += 1) {
        kept[at] = chance() < dropout ? 0 : 1 / (1 - dropout);
        hiddenSlopes[at] = 0;
      }
      for (let label = 0; label < labels; label += 1) {
        let sum = net.denseBiases[label];
        const from = label * total;
        for (let at = 0; at < total; at += 1) sum += net.dense[from + at] * hidden[at] * kept[at];
        const slope = (1 / (1 + Math.exp(-sum)) - row.targets[label]) * row.weight;
        if (Math.abs(slope) < 0.003) continue;
        update(net.denseBiases, memory.denseBiases, label, slope);
        for (let at = 0; at < total; at += 1) {
          if (kept[at] === 0 || hidden[at] === 0) continue;
          hiddenSlopes[at] += slope * net.dense[from + at] * kept[at];
          update(
            net.dense,
            memory.dense,
            from + at,
            slope * hidden[at] * kept[at] + l2 * net.dense[from + at],
          );
        }
      }
      const xSlopes = new Float32Array(x.length);
      widths.forEach((width, kind) => {
        const kernel = net.kernels[kind];
        const squares = memory.kernels[kind];
        const long = width * size;
        for (let filter = 0; filter < filters; filter += 1) {
          const at = kind * filters + filter;
          const slope = hiddenSlopes[at];
          if (slope === 0 || places[at] < 0) continue;
          update(net.kernelBiases, memory.kernelBiases, at, slope);
          const from = filter * long;
          const there = places[at] * size;
          for (let one = 0; one < long; one += 1) {
            xSlopes[there + one] += slope * kernel[from + one];
            update(kernel, squares, from + one, slope * x[there + one]);
          }
        }
      });
      row.tokens.forEach(({ concepts: known, pieces }, at) => {
        const from = at * size;
        for (const concept of known)
          for (let one = 0; one < size; one += 1)
            if (xSlopes[from + one] !== 0)
              update(net.conceptVectors, memory.conceptVectors, concept * size + one, xSlopes[from + one]);
        if (dropped[at] || pieces.length === 0) return;
        const share = 1 / pieces.length;
        for (const piece of pieces)
          for (let one = 0; one < size; one += 1)
            if (xSlopes[from + one] !== 0)
              update(net.pieceVectors, memory.pieceVectors, piece * size + one, xSlopes[from + one] * share);
      });
    }
  }
  return net;
}

function embed(tokens, { size, conceptVectors, pieceVectors }, dropped = null) {
  const x = new Float32Array(tokens.length * size);
  tokens.forEach(({ concepts, pieces }, at) => {
    const from = at * size;
    for (const concept of concepts) {
      const start = concept * size;
      for (let one = 0; one < size; one += 1) x[from + one] += conceptVectors[start + one];
    }
    if (dropped?.[at] || pieces.length === 0) return;
    const share = 1 / pieces.length;
    for (const piece of pieces) {
      const start = piece * size;
      for (let one = 0; one < size; one += 1) x[from + one] += pieceVectors[start + one] * share;
    }
  });
  return x;
}

function convolve(x, count, { size, filters, kernels, kernelBiases }, hidden, places) {
  widths.forEach((width, kind) => {
    const kernel = kernels[kind];
    const long = width * size;
    for (let filter = 0; filter < filters; filter += 1) {
      const at = kind * filters + filter;
      const from = filter * long;
      let best = 0;
      let place = -1;
      for (let start = 0; start + width <= count; start += 1) {
        let sum = kernelBiases[at];
        const there = start * size;
        for (let one = 0; one < long; one += 1) sum += kernel[from + one] * x[there + one];
        if (sum > best) {
          best = sum;
          place = start;
        }
      }
      hidden[at] = best;
      places[at] = place;
    }
  });
}

export function scoreConv(row, net) {
  const total = net.filters * widths.length;
  const hidden = new Float32Array(total);
  convolve(embed(row.tokens, net), row.tokens.length, net, hidden, new Int32Array(total));
  const sums = new Float64Array(net.labels);
  for (let label = 0; label < net.labels; label += 1) {
    let sum = net.denseBiases[label];
    for (let at = 0; at < total; at += 1) sum += net.dense[label * total + at] * hidden[at];
    sums[label] = sum;
  }
  return sums;
}

/** Vectors as bytes: what is beyond four standard deviations is clipped. */
export function quantiseConv({
  size,
  filters,
  pieceBuckets,
  conceptVectors,
  pieceVectors,
  kernels,
  kernelBiases,
  dense,
  denseBiases,
}) {
  const [conceptBytes, conceptScale] = asBytes(conceptVectors);
  const [pieceBytes, pieceScale] = asBytes(pieceVectors);
  return {
    size,
    filters,
    pieceBuckets,
    conceptVectors: conceptBytes,
    conceptScale,
    pieceVectors: pieceBytes,
    pieceScale,
    kernels,
    kernelBiases,
    dense,
    denseBiases,
  };
}

function asBytes(array) {
  let sum = 0;
  for (const one of array) sum += one * one;
  const scale = (5 * Math.sqrt(sum / array.length)) / 127;
  return [Int8Array.from(array, (one) => Math.max(-127, Math.min(127, Math.round(one / scale)))), scale];
}

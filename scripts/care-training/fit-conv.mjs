// A small convolution over the tokens of a message: each token is the sum of what its concepts and its pieces stand
// for, filters of one to three tokens look for what is said, and the strongest place of each filter counts.
import { seeded } from './chance.mjs';

const widths = [1, 2, 3];
/** Shares of filters and of words' letters (their concepts stay) that are left out of each row at random. */
const dropout = 0.3;
const wordDropout = 0.25;
const rate = 0.05;

/** Takes rows `{ tokens: [{ concepts: number[], pieces: number[] }], targets, weight }` one by one, framed tokens included; AdaGrad. */
export function convolutionTrainer(shape, seed) {
  const { labels, size, filters } = shape;
  const chance = seeded(seed);
  const net = startingNet(shape, chance);
  const total = filters * widths.length;
  const first = (array) => new Float32Array(array.length).fill(0.02);
  const memory = {
    conceptVectors: first(net.conceptVectors),
    pieceVectors: first(net.pieceVectors),
    kernels: net.kernels.map(first),
    kernelBiases: first(net.kernelBiases),
    dense: first(net.dense),
    denseBiases: first(net.denseBiases),
  };
  const hidden = new Float32Array(total);
  const places = new Int32Array(total);
  const kept = new Float32Array(total);
  const hiddenSlopes = new Float32Array(total);
  let step = rate;
  const update = (array, squares, at, slope) => {
    squares[at] += slope * slope;
    array[at] -= (step * slope) / Math.sqrt(squares[at]);
  };

  /** @param left the share of the training that is still to come, 1 to 0: the steps get smaller */
  function learn(row, left) {
    step = rate * (0.1 + 0.9 * left);
    const dropped = row.tokens.map(() => chance() < wordDropout);
    const x = embed(row.tokens, net, dropped);
    convolve(x, row.tokens.length, net, hidden, places);
    if (!learnDense(row)) return;
    const slopes = learnKernels(x);
    learnVectors(row.tokens, slopes, dropped);
  }

  function learnDense({ targets, weight }) {
    for (let at = 0; at < total; at += 1) {
      kept[at] = chance() < dropout ? 0 : 1 / (1 - dropout);
      hiddenSlopes[at] = 0;
    }
    let isTaught = false;
    for (let label = 0; label < labels; label += 1) {
      let sum = net.denseBiases[label];
      const from = label * total;
      for (let at = 0; at < total; at += 1) sum += net.dense[from + at] * hidden[at] * kept[at];
      const slope = (1 / (1 + Math.exp(-sum)) - targets[label]) * weight;
      if (Math.abs(slope) < 0.003) continue;
      isTaught = true;
      update(net.denseBiases, memory.denseBiases, label, slope);
      for (let at = 0; at < total; at += 1) {
        if (kept[at] === 0 || hidden[at] === 0) continue;
        hiddenSlopes[at] += slope * net.dense[from + at] * kept[at];
        update(net.dense, memory.dense, from + at, slope * hidden[at] * kept[at]);
      }
    }
    return isTaught;
  }

  function learnKernels(x) {
    const slopes = new Float32Array(x.length);
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
          slopes[there + one] += slope * kernel[from + one];
          update(kernel, squares, from + one, slope * x[there + one]);
        }
      }
    });
    return slopes;
  }

  function learnVectors(tokens, slopes, dropped) {
    tokens.forEach(({ concepts, pieces }, at) => {
      const from = at * size;
      for (const concept of concepts)
        for (let one = 0; one < size; one += 1)
          if (slopes[from + one] !== 0)
            update(net.conceptVectors, memory.conceptVectors, concept * size + one, slopes[from + one]);
      if (dropped[at] || pieces.length === 0) return;
      const share = 1 / pieces.length;
      for (const piece of pieces)
        for (let one = 0; one < size; one += 1)
          if (slopes[from + one] !== 0)
            update(net.pieceVectors, memory.pieceVectors, piece * size + one, slopes[from + one] * share);
    });
  }

  return { net, learn, score: (row) => scoreConv(row, net) };
}

function startingNet(shape, chance) {
  const { labels, concepts, pieceBuckets, size, filters } = shape;
  const normal = (scale) => () => (chance() + chance() + chance() - 1.5) * 2 * scale;
  const make = (length, value) => Float32Array.from({ length }, value);
  const total = filters * widths.length;
  return {
    ...shape,
    conceptVectors: make(concepts * size, normal(0.25)),
    pieceVectors: make(pieceBuckets * size, normal(0.1)),
    kernels: widths.map((width) => make(filters * width * size, normal(0.6 / Math.sqrt(width * size)))),
    kernelBiases: make(total, () => 0),
    dense: make(labels * total, normal(0.3 / Math.sqrt(total))),
    denseBiases: make(labels, () => -2),
  };
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

function convolve(x, count, net, hidden, places) {
  for (let kind = 0; kind < widths.length; kind += 1) convolveBy(kind, x, count, net, hidden, places);
}

/** Four filters at once: their sums do not wait for one another. */
function convolveBy(kind, x, count, { size, filters, kernels, kernelBiases }, hidden, places) {
  const kernel = kernels[kind];
  const long = widths[kind] * size;
  const last = count - widths[kind];
  for (let filter = 0; filter < filters; filter += 4) {
    const at = kind * filters + filter;
    const [one, two, three, four] = [0, 1, 2, 3].map((more) => (filter + more) * long);
    for (let more = 0; more < 4; more += 1) {
      hidden[at + more] = 0;
      places[at + more] = -1;
    }
    for (let start = 0; start <= last; start += 1) {
      let first = kernelBiases[at];
      let second = kernelBiases[at + 1];
      let third = kernelBiases[at + 2];
      let fourth = kernelBiases[at + 3];
      const there = start * size;
      for (let place = 0; place < long; place += 1) {
        const value = x[there + place];
        first += kernel[one + place] * value;
        second += kernel[two + place] * value;
        third += kernel[three + place] * value;
        fourth += kernel[four + place] * value;
      }
      if (first > hidden[at]) [hidden[at], places[at]] = [first, start];
      if (second > hidden[at + 1]) [hidden[at + 1], places[at + 1]] = [second, start];
      if (third > hidden[at + 2]) [hidden[at + 2], places[at + 2]] = [third, start];
      if (fourth > hidden[at + 3]) [hidden[at + 3], places[at + 3]] = [fourth, start];
    }
  }
}

function scoreConv(row, net) {
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

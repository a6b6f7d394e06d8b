import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dice } from '../../lib/dice.js';
import { convolutionScores, type ConvolutionNet } from './convolution.js';
import type { TokenParts } from './token-parts.js';

const [size, filters, labels, concepts, pieceBuckets] = [8, 8, 3, 12, 16];

function aNet(seed: number): ConvolutionNet {
  const random = dice(seed);
  const floats = (count: number): Float32Array =>
    Float32Array.from({ length: count }, () => random.next() - 0.5);
  const bytes = (count: number): Int8Array =>
    Int8Array.from({ length: count }, () => Math.floor(random.next() * 255) - 127);
  return {
    size,
    filters,
    pieceBuckets,
    conceptVectors: bytes(concepts * size),
    conceptScale: 0.01,
    pieceVectors: bytes(pieceBuckets * size),
    pieceScale: 0.02,
    kernels: [1, 2, 3].map((width) => floats(filters * width * size)),
    kernelBiases: floats(3 * filters),
    dense: floats(labels * 3 * filters),
    denseBiases: floats(labels),
  };
}

/** As it is written in a book: every filter at every place, with nothing remembered. */
function plainly(tokens: readonly TokenParts[], net: ConvolutionNet): readonly number[] {
  const vectors = tokens.map((token) => {
    const vector = new Float32Array(size);
    const add = (from: Int8Array, row: number, scale: number): void =>
      vector.forEach((sum, at) => (vector[at] = sum + scale * (from[row * size + at] ?? 0)));
    for (const concept of token.concepts) add(net.conceptVectors, concept, net.conceptScale);
    for (const piece of token.pieces)
      add(net.pieceVectors, piece, net.pieceScale / Math.max(1, token.pieces.length));
    return vector;
  });
  const strongest = [1, 2, 3].flatMap((width, kind) =>
    Array.from({ length: filters }, (_, filter) => {
      let best = 0;
      for (let start = 0; start + width <= vectors.length; start += 1) {
        const seen = vectors.slice(start, start + width).flatMap((vector) => [...vector]);
        const sum = seen.reduce(
          (all, value, at) => all + value * (net.kernels[kind]?.[filter * width * size + at] ?? 0),
          net.kernelBiases[kind * filters + filter] ?? 0,
        );
        best = Math.max(best, sum);
      }
      return best;
    }),
  );
  return Array.from(net.denseBiases, (bias, label) =>
    strongest.reduce((sum, value, at) => sum + value * (net.dense[label * 3 * filters + at] ?? 0), bias),
  );
}

it('gives what every filter gives at every place, for tokens seen before and new ones', () => {
  const nets = [aNet(1), aNet(2)];
  const token = fc
    .record({
      concepts: fc.array(fc.integer({ min: 0, max: concepts - 1 }), { minLength: 1, maxLength: 3 }),
      pieces: fc.array(fc.integer({ min: 0, max: pieceBuckets - 1 }), { maxLength: 6 }),
    })
    .map((parts): TokenParts => ({ name: `${parts.concepts.join()}\n${parts.pieces.join()}`, ...parts }));
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), fc.constantFrom(...nets), (tokens, net) => {
      const scores = convolutionScores(tokens, net);
      plainly(tokens, net).forEach((score, label) => expect(scores[label]).toBeCloseTo(score, 9));
    }),
    { numRuns: 200 },
  );
});

// Turns sentences into what the nets are trained on, by the same functions the program reads messages with.
import { featuresOf } from '../../dist/duty/net/features.js';
import { readingOf } from '../../dist/duty/net/reading.js';
import { signCount, tokenParts } from '../../dist/duty/net/token-parts.js';
import { seeded } from './chance.mjs';
import { recounted, varied } from './augment.mjs';

export const shapes = {
  incoming: { bucketBits: 17, pieceBuckets: 2 ** 14, size: 32, filters: 48 },
  outgoing: { bucketBits: 16, pieceBuckets: 2 ** 13, size: 32, filters: 32 },
};

/** What a variant counts beside the sentence as written, and everyday talk beside both. */
const weights = { written: 1, varied: 0.7, everyday: 0.5 };

function vectorise(text, { labels }, shape, labelCount, weight) {
  const { lexicon } = shape;
  const reading = readingOf(text, lexicon);
  const { buckets, values } = featuresOf(reading, shape.bucketBits);
  const targets = new Float32Array(labelCount);
  for (const label of labels) targets[label] = 1;
  return { buckets, values, tokens: tokenParts(reading, lexicon.size, shape.pieceBuckets), targets, weight };
}

/** For each written row the sentence and its variants; `everyday` rows once. */
export function prepare(rows, everyday, shape, labelCount, { variants, seed, age }) {
  const chance = seeded(seed);
  const beside = {};
  for (const { text, language } of everyday) (beside[language] ??= []).push(text);
  for (const { text, language, labels, likeness } of rows)
    if (labels.length === 0 && likeness === null) (beside[language] ??= []).push(text);
  return {
    written: rows.map((row) => [
      vectorise(row.text, row, shape, labelCount, weights.written),
      ...Array.from({ length: variants }, () => {
        const counted = { ...row, ...recounted(row, age, chance) };
        return vectorise(varied(counted, beside, chance), counted, shape, labelCount, weights.varied);
      }),
    ]),
    everyday: everyday.map((row) => vectorise(row.text, row, shape, labelCount, weights.everyday)),
  };
}

/** The shape of a convolution over this lexicon. */
export function convolutionShape({ lexicon, pieceBuckets, size, filters }, labels) {
  return { labels, concepts: lexicon.size + signCount, pieceBuckets, size, filters };
}

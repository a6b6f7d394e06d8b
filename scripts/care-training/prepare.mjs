// Turns sentences into what the nets are trained on, by the same functions the program reads messages with.
import { featuresOf } from '../../dist/duty/net/features.js';
import { readingOf } from '../../dist/duty/net/reading.js';
import { shuffle } from './chance.mjs';
import { recounted, varied } from './augment.mjs';
import { sentenceOf } from './patterns.mjs';

export const shapes = {
  incoming: { bucketBits: 18, hidden: { bits: 15, size: 48, count: 1 } },
  outgoing: { bucketBits: 17, hidden: { bits: 14, size: 48, count: 1 } },
};

/** What a sentence as written counts beside a varied one, one of a pattern and everyday talk. */
const weights = { written: 1, varied: 0.7, pattern: 0.7, everyday: 0.7 };
/** A round takes each sentence once, as it is or varied, and of each pattern so many of its sentences. */
const ofPattern = 3;
/** The share that is varied: over all rounds nets see most sentences both ways. */
const variedShare = 0.5;

function vectorise(text, { labels }, shape, labelCount, weight = 1) {
  const { lexicon } = shape;
  const reading = readingOf(text, lexicon);
  const { buckets, values } = featuresOf(reading, shape.bucketBits);
  const targets = new Float32Array(labelCount);
  for (const label of labels) targets[label] = 1;
  return { buckets, values, targets, weight };
}

/** One round of the training: every row of `rows`, in another order and other words each time; it knows its length. */
export function round(rows, everyday, shape, labelCount, { age, beside, chance, mostEveryday }) {
  const order = rows.flatMap((row) => Array(row.source === 'pattern' ? ofPattern : 1).fill(row));
  const each = Math.min(1, mostEveryday / Math.max(1, everyday.length));
  for (const row of everyday) if (chance() < each) order.push(row);
  shuffle(order, chance);
  return { length: order.length, [Symbol.iterator]: () => taught() };

  function* taught() {
    for (const row of order) {
      const said = row.source === 'pattern' ? { ...row, text: sentenceOf(row.pattern, chance) } : row;
      const isVaried = row.source !== 'everyday' && chance() < variedShare;
      const counted = isVaried ? { ...said, ...recounted(said, age, chance) } : said;
      const text = isVaried ? varied(counted, beside, chance) : counted.text;
      const weight = weights[row.source === 'written' && isVaried ? 'varied' : row.source];
      yield vectorise(text, counted, shape, labelCount, weight);
    }
  }
}

/** What stands beside another sentence in one message: talk that means nothing, by language. */
export function besides(rows, everyday) {
  const beside = {};
  for (const { text, language } of everyday) (beside[language] ??= []).push(text);
  for (const { text, language, labels, likeness } of rows)
    if (labels.length === 0 && likeness === null) (beside[language] ??= []).push(text);
  return beside;
}

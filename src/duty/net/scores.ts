import type { Lexicon } from './concepts.js';
import { featuresOf } from './features.js';
import { hiddenScores } from './hidden.js';
import { linearScores } from './linear.js';
import type { TrainedNet } from './net-file.js';
import { readingOf } from './reading.js';

export interface Scores {
  /** By label, in the net's order: the nets' log-odds together. */
  readonly byLabel: Float64Array;
  readonly languages: readonly string[];
  readonly words: number;
}

/** What the linear net counts beside the hidden ones together: it tells look-alikes apart a little better. */
const linearShare = 2 / 3;

/** How much one piece of text means each of the labels. */
export function scoresOf(text: string, net: TrainedNet, lexicon: Lexicon): Scores {
  const { tokens, languages } = readingOf(text, lexicon);
  const features = featuresOf({ tokens, languages }, net.linear.bucketBits);
  const byLabel = linearScores(features, net.linear).map((score) => linearShare * score);
  for (const hidden of net.hidden)
    hiddenScores(features, hidden).forEach((score, label) => {
      byLabel[label] = (byLabel[label] ?? 0) + ((1 - linearShare) / net.hidden.length) * score;
    });
  return { byLabel, languages, words: tokens.filter(({ kind }) => kind !== 'mark').length };
}

/** Sentences of a longer message are read one by one too, up to so many. */
const mostSentences = 40;
/** A sentence of fewer words says something only together with its neighbours. */
const shortest = 2;
/** Signs; longer than this the whole says less than its parts. */
const longestWhole = 300;

/**
 * The pieces of a message in which something may be said: each sentence, and the whole, or of a long message each two
 * sentences that follow one another. What any of them says counts.
 */
export function piecesOf(text: string): readonly string[] {
  const whole = text.trim();
  const sentences = whole
    .split(/(?<=[.!?…。？！])\s+|\n+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .slice(0, mostSentences);
  if (sentences.length < 2) return [whole];
  const alone = sentences.filter((one) => one.split(/\s+/u).length >= shortest);
  if (whole.length <= longestWhole) return [whole, ...alone];
  return [...alone, ...sentences.slice(1).map((one, at) => `${sentences[at] ?? ''} ${one}`)];
}

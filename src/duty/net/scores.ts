import type { Lexicon } from './concepts.js';
import { convolutionScores } from './convolution.js';
import { featuresOf } from './features.js';
import { linearScores } from './linear.js';
import type { TrainedNet } from './net-file.js';
import { readingOf, type Reading } from './reading.js';
import { tokenParts } from './token-parts.js';

export interface Scores {
  /** By label, in the net's order: the nets' log-odds together. */
  readonly byLabel: Float64Array;
  readonly languages: readonly string[];
  readonly words: number;
}

/**
 * What the linear net counts beside the convolutions together. On sentences held out, it tells look-alikes apart better
 * and they everyday talk.
 */
const linearShare = 0.5;

/** How much one piece of text means each of the labels. */
export function scoresOf(text: string, net: TrainedNet, lexicon: Lexicon): Scores {
  const reading = readingOf(text, lexicon);
  const byLabel = linearScores(featuresOf(reading, net.linear.bucketBits), net.linear);
  const share = net.convolutions.length === 0 ? 1 : linearShare;
  const mean = byLabel.map((score) => share * score);
  const buckets = net.convolutions[0]?.pieceBuckets ?? 1;
  const tokens = tokenParts(reading, lexicon.size, buckets);
  for (const convolution of net.convolutions) {
    const parts =
      convolution.pieceBuckets === buckets
        ? tokens
        : tokenParts(reading, lexicon.size, convolution.pieceBuckets);
    const scores = convolutionScores(parts, convolution);
    scores.forEach((score, label) => {
      mean[label] = (mean[label] ?? 0) + (score * (1 - share)) / net.convolutions.length;
    });
  }
  ruled(mean, net.labels, reading, lexicon);
  return {
    byLabel: mean,
    languages: reading.languages,
    words: reading.tokens.filter(({ kind }) => kind !== 'mark').length,
  };
}

/** As unlikely as can be. */
const none = -20;
/** By how much less danger is heard where nothing names it. */
const unnamed = 1.5;

/** Changes scores by what is exact: what a message of danger names, in one word or another. */
function ruled(
  byLabel: Float64Array,
  labels: readonly string[],
  { tokens }: Reading,
  { concept }: Lexicon,
): void {
  const said = new Set(tokens.flatMap(({ concepts }) => concepts));
  const names = (words: readonly string[]): boolean =>
    words.some((one) => said.has(concept(one) ?? Number.NaN));
  const method = labels.indexOf('method');
  if (method >= 0 && !names(means)) byLabel[method] = none;
  if (names(means) || names(despair)) return;
  for (const label of ['explicit', 'ideation', 'method']) {
    const at = labels.indexOf(label);
    if (at >= 0) byLabel[at] = (byLabel[at] ?? 0) - unnamed;
  }
}

/**
 * What a question for a method names. "How do I do it?" asks for directions as well, and nets that learnt how such
 * questions begin take every second one in a shop for them.
 */
const means: readonly string[] = [
  'die', 'kill', 'life', 'live', 'hurt', 'vein', 'pills', 'weapon', 'jump', 'poison', 'painless', 'end', 'disappear', 'wake',
  'pain', 'funeral', 'ill', 'letter',
]; // prettier-ignore

/**
 * What else danger names. Seven of ten everyday messages have none of these words and nine of ten of danger have one: what
 * has none must be surer.
 */
const despair: readonly string[] = [
  'burden', 'pointless', 'exist_not', 'give_up', 'darkness', 'peace_rest', 'over_dose', 'in_hand', 'blood_cut', 'hang_rope',
  'high_place', 'after_me', 'settled', 'belongings', 'too_much', 'tired', 'god', 'without_you',
]; // prettier-ignore

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

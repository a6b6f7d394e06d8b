import { bucketBits, type Features } from './features.js';
import { emotions, momentLanguages, type MomentLanguage } from './moment.js';

/** What is set per language after training, on messages the weights were not trained on. */
export interface LanguageTerms {
  /** Score above which an emotion counts as present: best F1 of each emotion. */
  readonly thresholds: readonly number[];
  /** Score to probability: `1 / (1 + exp(-(slope * score + shift)))`. */
  readonly slopes: readonly number[];
  readonly shifts: readonly number[];
  /** How much of its threshold an emotion must overcome to be the one: 0 is the likeliest emotion, 1 favours rare ones. */
  readonly share: number;
  /** From lead over the second emotion, and probability of the first, to how likely the first is right. */
  readonly trust: { readonly lead: number; readonly probability: number; readonly shift: number };
}

/** A linear model: one weight per bucket and emotion, quantised to a byte, interleaved by emotion. */
export interface MomentModel {
  readonly weights: Int8Array;
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  readonly terms: Readonly<Record<MomentLanguage, LanguageTerms>>;
}

const magic = 0x4b4d4f31;
const kinds = emotions.length;
const termNumbers = 3 * kinds + 4;
const headNumbers = 2 * kinds + momentLanguages.length * termNumbers;
const headBytes = 8 + 4 * headNumbers;

/** The file: magic `KMO1`, bucket bits, then little-endian floats (scales, biases, terms per language), then the weights. */
export function encodeModel(model: MomentModel): Uint8Array {
  const bytes = new Uint8Array(headBytes + model.weights.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint32(4, bucketBits);
  const numbers = [
    ...model.scales,
    ...model.biases,
    ...momentLanguages.flatMap((language) => {
      const { thresholds, slopes, shifts, share, trust } = model.terms[language];
      return [...thresholds, ...slopes, ...shifts, share, trust.lead, trust.probability, trust.shift];
    }),
  ];
  numbers.forEach((number, index) => view.setFloat32(8 + 4 * index, number, true));
  bytes.set(new Uint8Array(model.weights.buffer, model.weights.byteOffset, model.weights.length), headBytes);
  return bytes;
}

/** @throws Error when the bytes are no model of this program's shape. */
export function decodeModel(bytes: Uint8Array): MomentModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = headBytes + kinds * 2 ** bucketBits;
  if (bytes.length !== size || view.getUint32(0) !== magic || view.getUint32(4) !== bucketBits) {
    throw new Error(`the moment classifier's file is not one of this version (${bytes.length} bytes)`);
  }
  let at = 8;
  const next = (): number => {
    at += 4;
    return view.getFloat32(at - 4, true);
  };
  const perEmotion = (): readonly number[] => Array.from({ length: kinds }, next);
  const scales = perEmotion();
  const biases = perEmotion();
  const terms = (): LanguageTerms => ({
    thresholds: perEmotion(),
    slopes: perEmotion(),
    shifts: perEmotion(),
    share: next(),
    trust: { lead: next(), probability: next(), shift: next() },
  });
  const en = terms();
  const ru = terms();
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + headBytes, kinds * 2 ** bucketBits);
  return { weights, scales, biases, terms: { en, ru } };
}

/** One score per emotion, in their order: log-odds before calibration. */
export function scoresOf(features: Features, model: MomentModel): Float64Array {
  const sums = new Float64Array(kinds);
  addWeights(sums, features.words, features.value.words, model.weights);
  addWeights(sums, features.pairs, features.value.pairs, model.weights);
  addWeights(sums, features.pieces, features.value.pieces, model.weights);
  for (let kind = 0; kind < kinds; kind += 1) {
    sums[kind] = (sums[kind] ?? 0) * (model.scales[kind] ?? 0) + (model.biases[kind] ?? 0);
  }
  return sums;
}

function addWeights(
  sums: Float64Array,
  buckets: ReadonlySet<number>,
  value: number,
  weights: Int8Array,
): void {
  for (const bucket of buckets) {
    const first = bucket * kinds;
    for (let kind = 0; kind < kinds; kind += 1) {
      sums[kind] = (sums[kind] ?? 0) + value * (weights[first + kind] ?? 0);
    }
  }
}

export interface Judged {
  /** Index of the one emotion to go by. */
  readonly first: number;
  readonly probabilities: readonly number[];
  readonly lead: number;
  readonly confidence: number;
}

/** What the scores mean in a language. */
export function judgeScores(scores: ArrayLike<number>, terms: LanguageTerms): Judged {
  let first = 0;
  let best = -Infinity;
  let second = -Infinity;
  const probabilities: number[] = [];
  for (let kind = 0; kind < kinds; kind += 1) {
    const score = scores[kind] ?? 0;
    probabilities.push(logistic((terms.slopes[kind] ?? 1) * score + (terms.shifts[kind] ?? 0)));
    const above = score - terms.share * (terms.thresholds[kind] ?? 0);
    if (above > best) {
      second = best;
      best = above;
      first = kind;
    } else if (above > second) second = above;
  }
  const lead = best - second;
  const { trust } = terms;
  const confidence = logistic(
    trust.lead * lead + trust.probability * (probabilities[first] ?? 0) + trust.shift,
  );
  return { first, probabilities, lead, confidence };
}

const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

import type { NearMessage } from '../../store/index/message-vector-reader.js';
import type { RankedPlace } from './rank.js';

export interface FusedPlace extends RankedPlace {
  /** Found by meaning alone: none of its words, nor of its neighbours', is looked for. */
  readonly onlyMeaning: boolean;
}

/*
 * Relevance is added up, not ranks (as reciprocal rank fusion does): a clear best by words stays the best. The nearest in
 * meaning gets a fifth of what the best by words has, the last of the list nothing. Words weigh more: names, numbers and
 * dates are what small embedders confuse. docs/recall.md says what this gains with a real embedder; one that knows nothing
 * (chance) costs .2 points of recall@10 on LoCoMo.
 */
const meaningWeight = 0.2;
/** Where no word is found at all: enough to answer a question, too little to come to mind in small talk. */
const withoutWords = 0.3;

/**
 * Both as one, best first. `near` in order of likeness; `worthOf` says how likely a message is an answer at all, whatever
 * it was found by.
 */
export function fuse(
  byWords: readonly RankedPlace[],
  near: readonly NearMessage[],
  worthOf: (position: number) => number,
  most: number,
): readonly FusedPlace[] {
  const known = new Set(byWords.map(({ position }) => position));
  const relevances = new Map(byWords.map(({ position, relevance }) => [position, relevance]));
  const best = byWords[0]?.relevance;
  const weight = best === undefined ? withoutWords : meaningWeight * best;
  const [highest, lowest] = [near[0]?.likeness ?? 0, near.at(-1)?.likeness ?? 0];
  for (const { position, likeness } of near) {
    const share = highest === lowest ? 1 : (likeness - lowest) / (highest - lowest);
    relevances.set(position, (relevances.get(position) ?? 0) + weight * share * worthOf(position));
  }
  return [...relevances]
    .map(([position, relevance]) => ({ position, relevance, onlyMeaning: !known.has(position) }))
    .filter(({ relevance }) => relevance > 0)
    .sort((one, other) => other.relevance - one.relevance)
    .slice(0, most);
}

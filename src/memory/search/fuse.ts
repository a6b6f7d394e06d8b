import type { RankedPlace } from './rank.js';

export interface FusedPlace extends RankedPlace {
  /** Found by meaning alone: none of its words, nor of its neighbours', is looked for. */
  readonly onlyMeaning: boolean;
}

/*
 * Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009). Words weigh more: names, numbers and dates are what small
 * embedders confuse. What only meaning finds begins behind the tenth that only words find, and what both find moves up a
 * little: with more, vectors that know nothing (hashed words) cost three points of recall@10 on LoCoMo.
 */
const smoothing = 20;
const onlyMeaningWeight = 0.65;
const bothWeight = 0.1;
/** Where no word is found at all: enough to answer a question, too little to come to mind in small talk. */
const relevanceWithoutWords = 0.3;

/**
 * Both rankings as one, best first. Their scores cannot be compared, their ranks can; the relevance of a place is that
 * of the words' ranking at its new rank, so that everything behind may go on reading it as before.
 */
export function fuse(
  byWords: readonly RankedPlace[],
  byMeaning: readonly number[],
  most: number,
): readonly FusedPlace[] {
  const known = new Set(byWords.map(({ position }) => position));
  const scores = new Map<number, number>();
  byWords.forEach(({ position }, rank) => scores.set(position, 1 / (smoothing + rank + 1)));
  byMeaning.forEach((position, rank) =>
    scores.set(
      position,
      (scores.get(position) ?? 0) +
        (known.has(position) ? bothWeight : onlyMeaningWeight) / (smoothing + rank + 1),
    ),
  );
  const last = byWords.at(-1)?.relevance ?? relevanceWithoutWords;
  return [...scores]
    .sort(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([position], rank) => ({
      position,
      // Behind the end of the words' ranking it goes on falling.
      relevance: byWords[rank]?.relevance ?? (last * smoothing) / (smoothing + rank - byWords.length),
      onlyMeaning: !known.has(position),
    }));
}

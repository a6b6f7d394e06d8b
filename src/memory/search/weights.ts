/** What the signs of a fitting message weigh beside each other. */
export interface RankWeights {
  /** BM25: a message holds a word once or not at all; a long message is only a little less about each of its words. */
  readonly saturation: number;
  readonly lengthNorm: number;
  /** A message is also about what was said just before and after it: an answer rarely repeats the question. */
  readonly before: number;
  readonly after: number;
  readonly secondNeighbour: number;
  /** However often a word stands around a message, it counts at most so often: other words of the query are worth more. */
  readonly mostOfOneWord: number;
  /** A word that stands in the same places as one of the query, beside that word itself. */
  readonly related: number;
  /** Up to so much more for a message in the session that holds most of the query. */
  readonly session: number;
  readonly date: number;
  /** Who asks again does not answer. */
  readonly question: number;
  /** For the side that is spoken of; what the other one said about it counts nearly as much. */
  readonly speaker: number;
  /** A message that tells a time, where the query asks when. */
  readonly tellsTime: number;
  /** The power of a message's length: a word of thanks holds nothing to find. */
  readonly length: number;
}

/**
 * Round figures from a broad plateau. `npm run bench -- memory --leave-one-out` chooses them anew without each of LoCoMo's
 * conversations and says what that one then has; `--ablate` says what each is worth.
 */
export const usualWeights: RankWeights = {
  saturation: 1,
  lengthNorm: 0.25,
  before: 0.6,
  after: 0.5,
  secondNeighbour: 0.5,
  mostOfOneWord: 1.5,
  related: 0.2,
  session: 1,
  date: 0.6,
  question: 0.7,
  speaker: 1.3,
  tellsTime: 1.4,
  length: 0.1,
};

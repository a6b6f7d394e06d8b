import { mostPlaces, type IndexedSession } from '../../store/index/message-index-reader.js';

/** Where a word of the query stands in the conversation, and what it weighs beside the others. */
export interface WordPlaces {
  /** As the index gives them (store/index/message-place.ts): position · 128 + length · 4 + question · 2 + person. */
  readonly places: Int32Array;
  readonly weight: number;
}

export interface RankInput {
  readonly messages: number;
  readonly meanTerms: number;
  /** One above the highest position. */
  readonly end: number;
  readonly words: readonly WordPlaces[];
  readonly sessions: readonly IndexedSession[];
  /** How well a session fits the dates the query names; absent when it names none. */
  readonly sessionDates?: readonly number[];
  /** What a message by either side counts, where the query says who said it. */
  readonly authors?: { readonly person: number; readonly other: number };
}

export interface RankedPlace {
  readonly position: number;
  /** From 0 to 1: 1 for a message of usual length that holds every word, in the session that holds most of them. */
  readonly relevance: number;
}

/*
 * The recipe is the one measured in the evaluation this project began with: BM25 over messages, what neighbours hold,
 * how much of the query the whole session holds, dates. The figures are round ones from a broad plateau: on the
 * development half of LoCoMo none of them moves recall@10 by more than a point when it is changed by a third.
 */
/** BM25. A message holds a word once or not at all; a long message is only a little less about each of its words. */
const saturation = 1;
const lengthWeight = 0.25;
/** A message is also about what was said just before and after it: an answer rarely repeats the question. */
const beforeWeight = 0.6;
const afterWeight = 0.5;
const secondNeighbour = 0.5;
/** However often a word stands around a message, it counts at most so often: other words of the query are worth more. */
const mostOfOneWord = 1.5;
/** Up to so much more for a message in the session that holds most of the query. */
const sessionWeight = 1;
const dateWeight = 0.3;
/** A word that so many of the messages hold tells none of them from the others, and costs the most to look at. */
const tellsNothingFrom = 0.25;
const fewMessages = 200;
/** Who asks again does not answer. */
const questionWeight = 0.8;

/** Messages by how well they fit, best first, at most `most`. Pure: reads nothing but its input. */
export function rankMessages(input: RankInput, most: number): readonly RankedPlace[] {
  const { end, sessions } = input;
  const sessionAt = sessionOfEach(sessions, end);
  const total = new Float64Array(end);
  const around = new Float64Array(end);
  const kinds = new Uint8Array(end);
  const bySession = new Float64Array(sessions.length);
  const telling = tellingWords(input);
  for (const word of telling) {
    addWord(input, word, { total, around, kinds, sessionAt });
    addToSessions(word, sessionAt, bySession);
  }
  const ideal = (1 + sessionWeight) * telling.reduce((sum, word) => sum + rarityOf(input, word), 0);
  const bestSession = bySession.reduce((most, one) => Math.max(most, one), 0);
  const authors = input.authors ?? { person: 1, other: 1 };
  const best: RankedPlace[] = [];
  for (let position = 0; position < end; position += 1) {
    let score = total[position] ?? 0;
    if (score === 0) continue;
    const session = sessionAt[position] ?? 0;
    if (bestSession > 0) score *= 1 + (sessionWeight * (bySession[session] ?? 0)) / bestSession;
    score *= 1 + dateWeight * (input.sessionDates?.[session] ?? 0);
    const kind = kinds[position] ?? 0;
    if ((kind & 2) !== 0) score *= questionWeight;
    if (kind !== 0) score *= (kind & 1) !== 0 ? authors.person : authors.other;
    keep(best, { position, relevance: Math.min(1, score / ideal) }, most);
  }
  return best;
}

interface Scratch {
  readonly total: Float64Array;
  readonly around: Float64Array;
  /** Of each message that holds a word: bit 0 by the person, bit 1 a question, bit 2 always. */
  readonly kinds: Uint8Array;
  readonly sessionAt: Uint32Array;
}

function addWord(input: RankInput, word: WordPlaces, scratch: Scratch): void {
  const { meanTerms, end } = input;
  const { total, around, kinds, sessionAt } = scratch;
  const { places } = word;
  const rarity = rarityOf(input, word);
  for (const place of places) {
    const position = place >>> 7;
    const norm = 1 - lengthWeight + (lengthWeight * ((place >>> 2) & 31)) / meanTerms;
    const value = (rarity * (saturation + 1)) / (1 + saturation * norm);
    const session = sessionAt[position];
    kinds[position] = 4 | (place & 3);
    for (let step = -2; step <= 2; step += 1) {
      const at = position + step;
      if (at < 0 || at >= end || sessionAt[at] !== session) continue;
      around[at] = (around[at] ?? 0) + value * (reach[step + 2] ?? 0);
    }
  }
  const cap = rarity * mostOfOneWord;
  for (const place of places) {
    const last = Math.min(end - 1, (place >>> 7) + 2);
    for (let at = Math.max(0, (place >>> 7) - 2); at <= last; at += 1) {
      const sum = around[at] ?? 0;
      if (sum === 0) continue;
      total[at] = (total[at] ?? 0) + (sum < cap ? sum : cap);
      around[at] = 0;
    }
  }
}

/** What a word adds to the messages from two before to two after the one that holds it. */
const reach = [
  afterWeight * secondNeighbour,
  afterWeight,
  1,
  beforeWeight,
  beforeWeight * secondNeighbour,
] as const;

function tellingWords({ words, messages }: RankInput): readonly WordPlaces[] {
  const most = messages < fewMessages ? messages : messages * tellsNothingFrom;
  const telling = words.filter(({ places }) => places.length <= most && places.length < mostPlaces);
  return telling.some(({ places }) => places.length > 0) ? telling : words;
}

const rarityOf = ({ messages }: RankInput, { places, weight }: WordPlaces): number =>
  weight * idf(messages, places.length);

/** The same measure with sessions in the place of messages. */
function addToSessions(
  { places, weight }: WordPlaces,
  sessionAt: Uint32Array,
  bySession: Float64Array,
): void {
  const counts = new Map<number, number>();
  for (const place of places) {
    const session = sessionAt[place >>> 7] ?? 0;
    counts.set(session, (counts.get(session) ?? 0) + 1);
  }
  const rarity = weight * idf(bySession.length, counts.size);
  for (const [session, count] of counts) {
    bySession[session] = (bySession[session] ?? 0) + (rarity * 2.2 * count) / (count + 1.2);
  }
}

const idf = (all: number, holding: number): number =>
  Math.log(1 + Math.max(0, all - holding + 0.5) / (holding + 0.5));

function sessionOfEach(sessions: readonly IndexedSession[], end: number): Uint32Array {
  const sessionAt = new Uint32Array(end);
  sessions.forEach(({ from }, index) => sessionAt.fill(index, from, sessions[index + 1]?.from ?? end));
  return sessionAt;
}

/** Into a short list in order; most candidates are worse than its last. */
function keep(best: RankedPlace[], one: RankedPlace, most: number): void {
  const last = best[best.length - 1];
  if (best.length >= most && last !== undefined && last.relevance >= one.relevance) return;
  let at = best.length;
  while (at > 0 && (best[at - 1]?.relevance ?? 0) < one.relevance) at -= 1;
  best.splice(at, 0, one);
  if (best.length > most) best.pop();
}

import { mostPlaces, type IndexedSession } from '../../store/index/message-index-reader.js';
import { usualWeights, type RankWeights } from './weights.js';

/** Where a word of the query stands in the conversation, and what it weighs beside the others. */
export interface WordPlaces {
  /** As the index gives them (store/index/message-place.ts): position · 128 + length · 4 + question · 2 + person. */
  readonly places: Int32Array;
  /** Where only words stand that are related to it. */
  readonly related?: Int32Array;
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
  readonly weights?: RankWeights;
}

export interface RankedPlace {
  readonly position: number;
  /**
   * 1 for a message of usual length that holds every word, in the session that holds most of them; more where its
   * neighbours hold them too.
   */
  readonly relevance: number;
}

/** A word that so many of the messages hold tells none of them from the others, and costs the most to look at. */
const tellsNothingFrom = 0.25;
const fewMessages = 200;

/**
 * Messages by how well they fit, best first, at most `most`: BM25 over messages, what neighbours hold, how much of the
 * query the whole session holds, dates. Pure: reads nothing but its input.
 */
export function rankMessages(input: RankInput, most: number): readonly RankedPlace[] {
  const { end, sessions, weights = usualWeights } = input;
  const sessionAt = sessionOfEach(sessions, end);
  const total = new Float64Array(end);
  const around = new Float64Array(end);
  const bySession = new Float64Array(sessions.length);
  const telling = tellingWords(input);
  for (const word of telling) {
    addWord(input, word, { total, around, sessionAt });
    addToSessions(word, sessionAt, bySession);
  }
  const ideal = (1 + weights.session) * telling.reduce((sum, word) => sum + rarityOf(input, word), 0);
  const bestSession = bySession.reduce((most, one) => Math.max(most, one), 0);
  const best: RankedPlace[] = [];
  for (let position = 0; position < end; position += 1) {
    let score = total[position] ?? 0;
    if (score === 0) continue;
    const session = sessionAt[position] ?? 0;
    if (bestSession > 0) score *= 1 + (weights.session * (bySession[session] ?? 0)) / bestSession;
    score *= 1 + weights.date * (input.sessionDates?.[session] ?? 0);
    keep(best, { position, relevance: score / ideal }, most);
  }
  return best;
}

interface Scratch {
  readonly total: Float64Array;
  readonly around: Float64Array;
  readonly sessionAt: Uint32Array;
}

const none = new Int32Array(0);

function addWord(input: RankInput, word: WordPlaces, scratch: Scratch): void {
  const { weights = usualWeights } = input;
  const { places, related = none } = word;
  const rarity = rarityOf(input, word);
  spreadAround(input, places, rarity, scratch);
  spreadAround(input, related, rarity * weights.related, scratch);
  const cap = rarity * weights.mostOfOneWord;
  collect(places, cap, scratch);
  collect(related, cap, scratch);
}

/** Adds what a word at these places is worth to them and to the messages from two before to two after. */
function spreadAround(
  { meanTerms, end, weights = usualWeights }: RankInput,
  places: Int32Array,
  worth: number,
  { around, sessionAt }: Scratch,
): void {
  const { saturation, lengthNorm, before, after, secondNeighbour } = weights;
  const reach = [after * secondNeighbour, after, 1, before, before * secondNeighbour] as const;
  for (const place of places) {
    const position = place >>> 7;
    const norm = 1 - lengthNorm + (lengthNorm * ((place >>> 2) & 31)) / meanTerms;
    const value = (worth * (saturation + 1)) / (1 + saturation * norm);
    const session = sessionAt[position];
    for (let step = -2; step <= 2; step += 1) {
      const at = position + step;
      if (at < 0 || at >= end || sessionAt[at] !== session) continue;
      around[at] = (around[at] ?? 0) + value * (reach[step + 2] ?? 0);
    }
  }
}

/** Moves what stands around these places into the total, at most `cap` for each message. */
function collect(places: Int32Array, cap: number, { total, around }: Scratch): void {
  for (const place of places) {
    const last = Math.min(total.length - 1, (place >>> 7) + 2);
    for (let at = Math.max(0, (place >>> 7) - 2); at <= last; at += 1) {
      const sum = around[at] ?? 0;
      if (sum === 0) continue;
      total[at] = (total[at] ?? 0) + (sum < cap ? sum : cap);
      around[at] = 0;
    }
  }
}

function tellingWords({ words, messages }: RankInput): readonly WordPlaces[] {
  const most = messages < fewMessages ? messages : messages * tellsNothingFrom;
  const telling = words.filter(({ places }) => places.length <= most && places.length < mostPlaces);
  return telling.some(({ places, related = none }) => places.length + related.length > 0) ? telling : words;
}

/** What stands for a word is part of how often it comes. */
function rarityOf(
  { messages, weights = usualWeights }: RankInput,
  { places, related = none, weight }: WordPlaces,
): number {
  return weight * idf(messages, places.length + weights.related * related.length);
}

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

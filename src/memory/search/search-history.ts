import type { Milliseconds } from '../../core/clock.js';
import type { Reader } from '../../store/engine/database.js';
import {
  findPlaces,
  readMessagesAt,
  readSessions,
  type FoundMessage,
  type MessageIndex,
} from '../../store/index/message-index-reader.js';
import { findNearest } from '../../store/index/message-vector-reader.js';
import { wordsOf } from '../../text/words.js';
import type { ReadDays } from './day-words.js';
import { fuse } from './fuse.js';
import { rankMessages, type RankedPlace } from './rank.js';
import { soughtBy, worthOf } from './second-look.js';
import { sideMeant, type Names } from './speakers.js';
import type { RankWeights } from './weights.js';

/** A content word of what is looked for: the forms it may be stored under, and what it weighs. */
export interface QueryWord {
  readonly forms: readonly string[];
  /** Forms of words that stand in the same places. */
  readonly related?: readonly string[];
  readonly weight: number;
}

export interface HistoryQuery {
  readonly text: string;
  readonly words: readonly QueryWord[];
  readonly names: Names;
  /** What it means, where an embedder says so. */
  readonly vector: Float32Array | null;
  readonly weights: RankWeights;
  readonly now: Milliseconds;
  /** Where the query's days begin and end. */
  readonly zone: string;
}

export interface HistoryHit extends FoundMessage {
  /** About 1 for what holds all that is looked for; see `RankedPlace`. */
  readonly relevance: number;
  /** None of its words, nor of its neighbours', is looked for. */
  readonly onlyMeaning: boolean;
}

/** So many more candidates than asked for are read, so that the second look has something to choose from. */
const readBeside = 40;

/** The messages of one conversation that fit what is looked for, best first: by words, and by meaning where there are vectors. */
export async function searchHistory(
  read: Reader,
  index: MessageIndex,
  readDays: ReadDays,
  query: HistoryQuery,
  most: number,
): Promise<readonly HistoryHit[]> {
  const places = await searchWords(read, index, readDays, query, most + readBeside);
  const near = query.vector === null ? [] : await findNearest(read, index, query.vector, most + readBeside);
  const messages = await readMessagesAt(read, index, [
    ...new Set([...places, ...near].map(({ position }) => position)),
  ]);
  const byPosition = new Map(messages.map((message) => [message.position, message]));
  const worthAt = secondLook(byPosition, index, query);
  const byWords = places
    .map(({ position, relevance }) => ({ position, relevance: relevance * worthAt(position) }))
    .sort((one, other) => other.relevance - one.relevance);
  return fuse(byWords, near, worthAt, most).flatMap(({ position, ...found }) => {
    const message = byPosition.get(position);
    return message === undefined ? [] : [{ ...message, ...found }];
  });
}

/** What the words of each candidate say besides; 0 for one that is gone. */
function secondLook(
  messages: ReadonlyMap<number, FoundMessage>,
  { language }: MessageIndex,
  { text, names, weights }: HistoryQuery,
): (position: number) => number {
  const words = wordsOf(text);
  const sought = soughtBy(words, sideMeant(words, names), language);
  return (position) => {
    const message = messages.get(position);
    return message === undefined ? 0 : worthOf(message, sought, weights);
  };
}

async function searchWords(
  read: Reader,
  index: MessageIndex,
  readDays: ReadDays,
  query: HistoryQuery,
  most: number,
): Promise<readonly RankedPlace[]> {
  if (query.words.length === 0) return [];
  // One question to the store for both: the words first, then what is related to those that have something.
  const expanded = query.words.flatMap(({ related }, at) => (related === undefined ? [] : [{ at, related }]));
  const places = await findPlaces(read, index, [
    ...query.words.map(({ forms }) => forms),
    ...expanded.map(({ related }) => related),
  ]);
  if (places.every((found) => found.length === 0)) return [];
  const relatedTo = new Map(
    expanded.map(({ at }, place) => [at, places[query.words.length + place] ?? none]),
  );
  const sessions = await readSessions(read, index);
  const fit = readDays(query.text, index.language, query.now, query.zone);
  return rankMessages(
    {
      ...index,
      sessions,
      words: query.words.map(({ weight }, at) => {
        const own = places[at] ?? none;
        const related = relatedTo.get(at);
        return { weight, places: own, ...(related !== undefined && { related: without(related, own) }) };
      }),
      ...(fit === null ? {} : { sessionDates: sessions.map(({ startedAt }) => fit(startedAt)) }),
      weights: query.weights,
    },
    most,
  );
}

const none = new Int32Array(0);

/** Of two lists in order, what stands in the first only. */
function without(list: Int32Array, other: Int32Array): Int32Array {
  let at = 0;
  return list.filter((place) => {
    while (at < other.length && (other[at] ?? 0) < place) at += 1;
    return other[at] !== place;
  });
}

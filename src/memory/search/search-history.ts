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
import type { ReadDays } from './day-words.js';
import { fuse, type FusedPlace } from './fuse.js';
import { rankMessages, type RankedPlace } from './rank.js';

/** A content word of what is looked for: the forms it may be stored under, and what it weighs. */
export interface QueryWord {
  readonly forms: readonly string[];
  readonly weight: number;
}

export interface HistoryQuery {
  readonly text: string;
  readonly words: readonly QueryWord[];
  readonly authors: { readonly person: number; readonly other: number } | null;
  /** What it means, where an embedder says so. */
  readonly vector: Float32Array | null;
  readonly now: Milliseconds;
  /** Where the query's days begin and end. */
  readonly zone: string;
}

export interface HistoryHit extends FoundMessage {
  /** From 0 to 1; see `RankedPlace`. */
  readonly relevance: number;
  /** None of its words, nor of its neighbours', is looked for. */
  readonly onlyMeaning: boolean;
}

/** The messages of one conversation that fit what is looked for, best first: by words, and by meaning where there are vectors. */
export async function searchHistory(
  read: Reader,
  index: MessageIndex,
  readDays: ReadDays,
  query: HistoryQuery,
  most: number,
): Promise<readonly HistoryHit[]> {
  const byWords = await searchWords(read, index, readDays, query, most);
  const near = query.vector === null ? [] : await findNearest(read, index, query.vector, most);
  const ranked: readonly FusedPlace[] =
    near.length === 0
      ? byWords.map((place) => ({ ...place, onlyMeaning: false }))
      : fuse(
          byWords,
          near.map(({ position }) => position),
          most,
        );
  const messages = await readMessagesAt(
    read,
    index,
    ranked.map(({ position }) => position),
  );
  const byPosition = new Map(messages.map((message) => [message.position, message]));
  return ranked.flatMap(({ position, ...found }) => {
    const message = byPosition.get(position);
    return message === undefined ? [] : [{ ...message, ...found }];
  });
}

async function searchWords(
  read: Reader,
  index: MessageIndex,
  readDays: ReadDays,
  query: HistoryQuery,
  most: number,
): Promise<readonly RankedPlace[]> {
  if (query.words.length === 0) return [];
  const places = await findPlaces(
    read,
    index,
    query.words.map(({ forms }) => forms),
  );
  if (places.every((found) => found.length === 0)) return [];
  const sessions = await readSessions(read, index);
  const fit = readDays(query.text, index.language, query.now, query.zone);
  return rankMessages(
    {
      ...index,
      sessions,
      words: query.words.map(({ weight }, at) => ({ weight, places: places[at] ?? new Int32Array(0) })),
      ...(fit === null ? {} : { sessionDates: sessions.map(({ startedAt }) => fit(startedAt)) }),
      ...(query.authors === null ? {} : { authors: query.authors }),
    },
    most,
  );
}

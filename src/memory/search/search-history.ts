import type { Milliseconds } from '../../core/clock.js';
import type { Reader } from '../../store/database.js';
import {
  findPlaces,
  readMessagesAt,
  readSessions,
  type FoundMessage,
  type MessageIndex,
} from '../../store/message-index-reader.js';
import type { ReadDays } from './day-words.js';
import { rankMessages } from './rank.js';

/** A content word of what is looked for: the forms it may be stored under, and what it weighs. */
export interface QueryWord {
  readonly forms: readonly string[];
  readonly weight: number;
}

export interface HistoryQuery {
  readonly text: string;
  readonly words: readonly QueryWord[];
  readonly authors: { readonly person: number; readonly other: number } | null;
  readonly now: Milliseconds;
  /** Where the query's days begin and end. */
  readonly zone: string;
}

export interface HistoryHit extends FoundMessage {
  /** From 0 to 1; see `RankedPlace`. */
  readonly relevance: number;
}

/** The messages of one conversation that fit what is looked for, best first. Lexical: no model, no vectors. */
export async function searchHistory(
  read: Reader,
  index: MessageIndex,
  readDays: ReadDays,
  query: HistoryQuery,
  most: number,
): Promise<readonly HistoryHit[]> {
  if (query.words.length === 0) return [];
  const places = await findPlaces(
    read,
    index,
    query.words.map(({ forms }) => forms),
  );
  if (places.every((found) => found.length === 0)) return [];
  const sessions = await readSessions(read, index);
  const fit = readDays(query.text, index.language, query.now, query.zone);
  const ranked = rankMessages(
    {
      ...index,
      sessions,
      words: query.words.map(({ weight }, at) => ({ weight, places: places[at] ?? new Int32Array(0) })),
      ...(fit === null ? {} : { sessionDates: sessions.map(({ startedAt }) => fit(startedAt)) }),
      ...(query.authors === null ? {} : { authors: query.authors }),
    },
    most,
  );
  const messages = await readMessagesAt(
    read,
    index,
    ranked.map(({ position }) => position),
  );
  const byPosition = new Map(messages.map((message) => [message.position, message]));
  return ranked.flatMap(({ position, relevance }) => {
    const message = byPosition.get(position);
    return message === undefined ? [] : [{ ...message, relevance }];
  });
}

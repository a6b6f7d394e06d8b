import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { placeOf, tokenOf } from './message-place.js';

/** One conversation's part of the index. Made by `readMessageIndex` only, and asked by everything else here. */
export interface MessageIndex {
  readonly conversation: ConversationId;
  readonly number: number;
  readonly salt: Uint8Array;
  readonly messages: number;
  /** Content words of an average message. */
  readonly meanTerms: number;
  /** One above the highest position. */
  readonly end: number;
  readonly language: string | null;
}

export interface IndexedSession {
  readonly from: number;
  readonly startedAt: Milliseconds;
}

const indexOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('indexed_conversation')
    .select(['number', 'salt', 'messages', 'terms', 'next_position', 'language'])
    .where('conversation_id', '=', bind('conversation')),
);

/** Null while nothing of the conversation is indexed. */
export async function readMessageIndex(
  read: Reader,
  conversation: ConversationId,
): Promise<MessageIndex | null> {
  const row = await read.first(indexOf, { conversation });
  if (!row || row.messages === 0) return null;
  return {
    conversation,
    number: row.number,
    salt: row.salt,
    messages: row.messages,
    meanTerms: Math.max(1, row.terms / row.messages),
    end: row.next_position,
    language: row.language,
  };
}

/**
 * Places of one word at most, the newest: in ten thousand messages a word that a quarter of them hold has fewer, and in a
 * hundred thousand one with more tells little. However long a talk is, a search costs no more.
 */
export const mostPlaces = 4_096;

/** One row per word: a frequent word has thousands of places, and making a row of each costs more than finding it. */
const placesOf = statement<{ matches: string; base: number }>()(
  ({ bind }) =>
    sql<{
      word: number;
      places: string;
    }>`select asked.key as word, (select json_group_array(rowid - ${bind('base')})
      from (select rowid from message_index where message_index match asked.value
      order by rowid desc limit ${sql.lit(mostPlaces)})) as places from json_each(${bind('matches')}) as asked`,
);

/**
 * For each word (the forms it may be stored under), where the conversation holds it, in order of position: places
 * without the conversation, as `readPlace` takes them apart. Of a word with `mostPlaces` there may be more.
 */
export async function findPlaces(
  read: Reader,
  { number, salt }: MessageIndex,
  words: readonly (readonly string[])[],
): Promise<readonly Int32Array[]> {
  if (words.length === 0) return [];
  const base = placeOf(number, { position: 0, length: 0, isQuestion: false, byPerson: false });
  const matches = words.map((forms) => forms.map((form) => tokenOf(number, salt, form)).join(' OR '));
  const found = await read.rows(placesOf, { matches: JSON.stringify(matches), base });
  const places = words.map(() => new Int32Array(0));
  for (const { word, places: list } of found) {
    places[word] = Int32Array.from(JSON.parse(list) as number[]).sort();
  }
  return places;
}

const sessionsOf = statement<{ number: number }>()(({ db, bind }) =>
  db
    .selectFrom('indexed_session')
    .select(['from_position', 'started_at'])
    .where('number', '=', bind('number'))
    .orderBy('from_position'),
);

/** The sessions of the conversation in order of position. */
export async function readSessions(
  read: Reader,
  { number }: MessageIndex,
): Promise<readonly IndexedSession[]> {
  const rows = await read.rows(sessionsOf, { number });
  return rows.map(({ from_position: from, started_at: startedAt }) => ({ from, startedAt }));
}

/** A message as it is found again. */
export interface FoundMessage {
  readonly position: number;
  readonly row: number;
  readonly author: 'person' | 'character' | 'operator';
  readonly text: string;
  readonly attachments: string;
  readonly sentAt: Milliseconds;
}

const messagesAt = statement<{ conversation: ConversationId; number: number; positions: string }>()(
  ({ db, bind }) =>
    db
      .selectFrom('indexed_message')
      .innerJoin('message', 'message.message_row', 'indexed_message.message_row')
      .select(['position', 'message.message_row', 'author', 'text', 'attachments', 'sent_at'])
      .where('number', '=', bind('number'))
      .where('position', 'in', sql<number>`(select value from json_each(${bind('positions')}))`)
      .where('message.conversation_id', '=', bind('conversation'))
      .where('message.refused_at', 'is', null)
      .where('deleted_at', 'is', null),
);

/** The messages at these positions; deleted ones are not there. */
export async function readMessagesAt(
  read: Reader,
  { conversation, number }: MessageIndex,
  positions: readonly number[],
): Promise<readonly FoundMessage[]> {
  if (positions.length === 0) return [];
  const rows = await read.rows(messagesAt, { conversation, number, positions: JSON.stringify(positions) });
  return rows.map(({ message_row: row, sent_at: sentAt, ...rest }) => ({ ...rest, row, sentAt }));
}

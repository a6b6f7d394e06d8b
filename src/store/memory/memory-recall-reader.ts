import { sql } from 'kysely';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { readMemoriesByRow, type Memory } from './memory-reader.js';

const memoriesOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('memory')
    .select((select) => select.fn.countAll<number>().as('memories'))
    .where('conversation_id', '=', bind('conversation')),
);

/** How many memories a conversation has, all of them. */
export async function countMemories(read: Reader, conversation: ConversationId): Promise<number> {
  return (await read.first(memoriesOf, { conversation }))?.memories ?? 0;
}

const learntFrom = statement<{ conversation: ConversationId; rows: string }>()(({ db, bind }) =>
  db
    .selectFrom('memory_source')
    .select(['memory_row as memory', 'message_row as message'])
    .where('conversation_id', '=', bind('conversation'))
    .where('message_row', 'in', sql<number>`(select value from json_each(${bind('rows')}))`),
);

/** Which memories were learnt from which of these messages. */
export async function readMemoriesLearntFrom(
  read: Reader,
  conversation: ConversationId,
  messageRows: readonly number[],
): Promise<readonly { readonly memory: number; readonly message: number }[]> {
  if (messageRows.length === 0) return [];
  return read.rows(learntFrom, { conversation, rows: JSON.stringify(messageRows) });
}

const emotionsOf = statement<{ conversation: ConversationId; most: number }>()(({ db, bind }) =>
  db
    .selectFrom('memory')
    .select('memory_row')
    .where('conversation_id', '=', bind('conversation'))
    // Literally, or SQLite does not see that the index of emotions covers it.
    .where('kind', '=', sql.lit('emotion' as const))
    .where('superseded_by', 'is', null)
    .where('trust', '=', sql.lit('self' as const))
    .orderBy('memory_row', 'desc')
    .limit(bind('most')),
);

/** What happened last and how it felt: emotional events that hold and are trusted, the newest first. */
export async function readLatestEmotions(
  read: Reader,
  conversation: ConversationId,
  most: number,
): Promise<readonly Memory[]> {
  const rows = await read.rows(emotionsOf, { conversation, most });
  const memories = await readMemoriesByRow(
    read,
    conversation,
    rows.map(({ memory_row: row }) => row),
  );
  return memories.toReversed();
}

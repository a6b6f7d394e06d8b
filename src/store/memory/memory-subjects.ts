import { sql } from 'kysely';
import type { ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { memoryKinds } from './memory-schema.js';

/** Memories looked at for their subjects, the newest: a talk of weeks. */
const mostLookedAt = 300;

const latestSubjects = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('memory')
    .select('subject')
    .where('conversation_id', '=', bind('conversation'))
    .where('superseded_by', 'is', null)
    .where('trust', '=', 'self')
    .orderBy('memory_row', 'desc')
    .limit(mostLookedAt),
);

/** What is remembered lately is about, each once, in the order in which it came up, and no more than so many. */
export async function readLatestSubjects(
  read: Reader,
  conversation: ConversationId,
  most: number,
): Promise<readonly string[]> {
  const rows = await read.rows(latestSubjects, { conversation });
  return [...new Set(rows.map(({ subject }) => subject).reverse())].slice(-most);
}

const textsOn = statement<{ conversation: ConversationId; kinds: string; subjects: string }>()(
  ({ db, bind }) =>
    db
      .selectFrom('memory')
      .select('text')
      .where('conversation_id', '=', bind('conversation'))
      // Kinds too, so that the index by subject is walked and nothing else.
      .where('kind', 'in', sql<never>`(select value from json_each(${bind('kinds')}))`)
      .where('subject', 'in', sql<string>`(select value from json_each(${bind('subjects')}))`)
      .where('superseded_by', 'is', null)
      .where('trust', '=', 'self')
      .orderBy('memory_row'),
);

/** The words of what holds now on any of these subjects, the newest last. */
export async function readTextsOn(
  read: Reader,
  conversation: ConversationId,
  subjects: readonly string[],
): Promise<readonly string[]> {
  const values = { kinds: JSON.stringify(memoryKinds), subjects: JSON.stringify(subjects) };
  return (await read.rows(textsOn, { conversation, ...values })).map(({ text }) => text);
}

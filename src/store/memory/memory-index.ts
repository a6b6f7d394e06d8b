import { sql } from 'kysely';
import type { ConversationId } from '../../core/ids.js';
import { termsOf } from '../../text/terms.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import type { MessageIndex } from '../index/message-index-reader.js';
import { readStanding } from '../index/message-index-writer.js';
import { tokenOf } from '../index/message-place.js';

/** Make a memory findable by its words, in the transaction that stores it. It leaves the index with its row. */
export async function indexMemory(
  transaction: Transaction,
  conversation: ConversationId,
  row: number,
  text: string,
): Promise<void> {
  const { number, salt, language } = await readStanding(transaction, conversation);
  const terms = new Set(termsOf(text, language ?? undefined).terms);
  const tokens = [...terms].map((term) => tokenOf(number, salt, term)).join(' ');
  await sql`insert into memory_index (rowid, terms) values (${row}, ${tokens})`.execute(transaction.db);
}

const memoriesWith = statement<{ matches: string }>()(
  ({ bind }) =>
    sql<{ word: number; memory: number }>`select asked.key as word, memory_index.rowid as memory
      from json_each(${bind('matches')}) as asked cross join memory_index where memory_index match asked.value`,
);

/** For each word (the forms it may be stored under), the rows of the conversation's memories that hold it. */
export async function findMemories(
  read: Reader,
  { number, salt }: MessageIndex,
  words: readonly (readonly string[])[],
): Promise<readonly (readonly number[])[]> {
  if (words.length === 0) return [];
  const matches = words.map((forms) => forms.map((form) => tokenOf(number, salt, form)).join(' OR '));
  const rows: number[][] = words.map(() => []);
  const found = await read.rows(memoriesWith, { matches: JSON.stringify(matches) });
  for (const { word, memory } of found) rows[word]?.push(memory);
  return rows;
}

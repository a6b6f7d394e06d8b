import { sql } from 'kysely';
import type { ConversationId } from '../../core/ids.js';
import { termsOf } from '../../text/terms.js';
import type { Reader, Transaction } from '../engine/database.js';
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

/** For each word (the forms it may be stored under), the rows of the conversation's memories that hold it. */
export async function findMemories(
  read: Reader,
  { number, salt }: MessageIndex,
  words: readonly (readonly string[])[],
): Promise<readonly (readonly number[])[]> {
  if (words.length === 0) return [];
  const searches = words.map((forms, index) => {
    const match = forms.map((form) => tokenOf(number, salt, form)).join(' OR ');
    return sql`select ${sql.lit(index)} as word, rowid as memory from memory_index where memory_index match ${match}`;
  });
  const found = await sql<{
    word: number;
    memory: number;
  }>`${sql.join(searches, sql` union all `)}`.execute(read);
  const rows: number[][] = words.map(() => []);
  for (const { word, memory } of found.rows) rows[word]?.push(memory);
  return rows;
}

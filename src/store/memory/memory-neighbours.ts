import { sql } from 'kysely';
import type { ConversationId } from '../../core/ids.js';
import { queryTermsOf } from '../../text/terms.js';
import type { Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { tokenOf } from '../index/message-place.js';
import { readStanding } from '../index/message-index-writer.js';
import { readMemoriesByRow, type Memory } from './memory-reader.js';
import type { MemoryKind } from './memory-schema.js';

/** Words of a memory that are looked up: its sentence has about ten. */
const mostWords = 24;
/** Of each word and of each subject the newest that hold it. */
const mostOfOne = 200;
/** Memories that share the most words. What says the same shares four of five. */
const mostAlike = 40;

const onSubject = statement<{ conversation: ConversationId; kind: MemoryKind; subject: string }>()(
  ({ db, bind }) =>
    db
      .selectFrom('memory')
      .select('memory_row')
      .where('conversation_id', '=', bind('conversation'))
      .where('kind', '=', bind('kind'))
      .where('subject', '=', bind('subject'))
      .where('superseded_by', 'is', null)
      .orderBy('memory_row', 'desc')
      .limit(mostOfOne),
);

const withWords = statement<{ matches: string }>()(
  ({ bind }) =>
    sql<{ rows: string }>`select (select json_group_array(rowid) from (select rowid from memory_index
      where memory_index match asked.value order by rowid desc limit ${sql.lit(mostOfOne)})) as rows
      from json_each(${bind('matches')}) as asked`,
);

/**
 * What holds now of the same kind and may say the same as a new memory, or give way to it: what is on its subject, and what
 * shares most of its words. The oldest first; however much is remembered, no more than some hundreds are looked at.
 */
export async function readNeighbours(
  transaction: Transaction,
  conversation: ConversationId,
  { kind, subject, text }: Pick<Memory, 'kind' | 'subject' | 'text'>,
): Promise<readonly Memory[]> {
  const { db } = transaction;
  const near = (await db.rows(onSubject, { conversation, kind, subject })).map((row) => row.memory_row);
  const { number, salt, language } = await readStanding(transaction, conversation);
  const matches = queryTermsOf(text, language ?? undefined)
    .slice(0, mostWords)
    .map((forms) => forms.map((form) => tokenOf(number, salt, form)).join(' OR '));
  const shared = new Map<number, number>();
  for (const { rows } of matches.length === 0
    ? []
    : await db.rows(withWords, { matches: JSON.stringify(matches) })) {
    for (const row of JSON.parse(rows) as number[]) shared.set(row, (shared.get(row) ?? 0) + 1);
  }
  const alike = [...shared].sort(([, one], [, other]) => other - one).slice(0, mostAlike);
  const found = await readMemoriesByRow(db, conversation, [
    ...new Set([...near, ...alike.map(([row]) => row)]),
  ]);
  return found.filter((memory) => memory.kind === kind && memory.supersededBy === null);
}

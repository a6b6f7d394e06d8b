import { sql } from 'kysely';
import type { Milliseconds } from '../core/clock.js';
import type { ConversationId } from '../core/ids.js';
import type { Reader, Transaction } from './database.js';

/** How far the scribe has read a conversation, and what it is to read once more. */
export interface ScribeProgress {
  readonly seenToRow: number;
  readonly failures: number;
  readonly again: readonly number[];
}

export async function readScribeProgress(
  read: Reader,
  conversation: ConversationId,
): Promise<ScribeProgress> {
  const row = await read
    .selectFrom('scribe_progress')
    .select(['seen_to_row', 'failures'])
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  const again = await read
    .selectFrom('scribe_again')
    .select('message_row')
    .where('conversation_id', '=', conversation)
    .orderBy('message_row')
    .execute();
  return {
    seenToRow: row?.seen_to_row ?? 0,
    failures: row?.failures ?? 0,
    again: again.map(({ message_row: messageRow }) => messageRow),
  };
}

export async function saveScribeProgress(
  { db }: Transaction,
  conversation: ConversationId,
  { seenToRow, failures }: Pick<ScribeProgress, 'seenToRow' | 'failures'>,
  now: Milliseconds,
): Promise<void> {
  const row = { seen_to_row: seenToRow, failures, updated_at: now };
  await db
    .insertInto('scribe_progress')
    .values({ conversation_id: conversation, ...row })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute();
}

/** These were read once more. */
export async function clearScribeAgain(
  { db }: Transaction,
  conversation: ConversationId,
  rows: readonly number[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .deleteFrom('scribe_again')
    .where('conversation_id', '=', conversation)
    .where('message_row', 'in', rows)
    .execute();
}

/** Count what became of what the scribe gave. */
export async function addScribeCounts(
  { db }: Transaction,
  day: string,
  conversation: ConversationId,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  for (const [outcome, count] of counts) {
    await db
      .insertInto('scribe_count')
      .values({ day, conversation_id: conversation, outcome, count })
      .onConflict((conflict) =>
        conflict
          .columns(['day', 'conversation_id', 'outcome'])
          .doUpdateSet({ count: sql`count + excluded.count` }),
      )
      .execute();
  }
}

/** Over all conversations from a UTC day on, the most frequent first. */
export async function readScribeCounts(
  read: Reader,
  fromDay: string,
): Promise<readonly { readonly outcome: string; readonly count: number }[]> {
  return read
    .selectFrom('scribe_count')
    .select(['outcome', (select) => select.fn.sum<number>('count').as('count')])
    .where('day', '>=', fromDay)
    .groupBy('outcome')
    .orderBy('count', 'desc')
    .orderBy('outcome')
    .execute();
}

import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';

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
  const row = await read.first(progressOf, { conversation });
  return {
    seenToRow: row?.seen_to_row ?? 0,
    failures: row?.failures ?? 0,
    again: JSON.parse(row?.again ?? '[]') as number[],
  };
}

const progressOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('conversation')
    .leftJoin('scribe_progress', 'scribe_progress.conversation_id', 'conversation.conversation_id')
    .select((one) => [
      'seen_to_row',
      'failures',
      one
        .selectFrom('scribe_again')
        .select(sql<string>`json_group_array(message_row order by message_row)`.as('rows'))
        .whereRef('scribe_again.conversation_id', '=', 'conversation.conversation_id')
        .as('again'),
    ])
    .where('conversation.conversation_id', '=', bind('conversation')),
);

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

/** A message as the scribe reads it. */
export interface UnreadMessage {
  readonly row: number;
  readonly author: 'person' | 'character' | 'operator';
  readonly text: string;
  readonly sentAt: Milliseconds;
  readonly forwarded: boolean;
}

/** Messages of a stretch, oldest first, without those that hold no words. */
export async function readForScribe(
  read: Reader,
  conversation: ConversationId,
  stretch: { readonly behind: number } | { readonly before: number } | { readonly rows: readonly number[] },
  limit: number,
): Promise<readonly UnreadMessage[]> {
  let query = read
    .selectFrom('message')
    .select(['message_row', 'author', 'text', 'sent_at', 'forwarded', 'refused_at'])
    .where('conversation_id', '=', conversation)
    .where('deleted_at', 'is', null)
    .limit(limit);
  if ('behind' in stretch) query = query.where('message_row', '>', stretch.behind).orderBy('message_row');
  else if ('before' in stretch)
    query = query.where('message_row', '<', stretch.before).orderBy('message_row', 'desc');
  else query = query.where('message_row', 'in', stretch.rows).orderBy('message_row');
  const rows = await query.execute();
  const messages = rows.map((row) => ({
    row: row.message_row,
    author: row.author,
    // What a provider refused would stop the scribe at the same place for ever.
    text: row.refused_at === null ? row.text : '',
    sentAt: row.sent_at,
    forwarded: row.forwarded === 1,
  }));
  return 'before' in stretch ? messages.reverse() : messages;
}

/** Whether these messages still stand as they stood at a moment: none deleted, none changed since. */
export async function standUnchanged(
  { db }: Pick<Transaction, 'db'>,
  conversation: ConversationId,
  rows: readonly number[],
  since: Milliseconds,
): Promise<boolean> {
  const found = await db
    .selectFrom('message')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('conversation_id', '=', conversation)
    .where('message_row', 'in', rows)
    .where('deleted_at', 'is', null)
    .where((where) => where.or([where('edited_at', 'is', null), where('edited_at', '<', since)]))
    .executeTakeFirstOrThrow();
  return found.count === rows.length;
}

/** Conversations in which something was said since a moment that the scribe has not read: what a start picks up. */
export async function readConversationsUnread(
  read: Reader,
  since: Milliseconds,
): Promise<readonly ConversationId[]> {
  const rows = await read
    .selectFrom('message')
    .leftJoin('scribe_progress', 'scribe_progress.conversation_id', 'message.conversation_id')
    .select('message.conversation_id')
    .distinct()
    .where('message.sent_at', '>=', since)
    .where((where) =>
      where.or([
        where('scribe_progress.seen_to_row', 'is', null),
        where('message.message_row', '>', where.ref('scribe_progress.seen_to_row')),
      ]),
    )
    .execute();
  return rows.map((row) => row.conversation_id);
}

/** Whether the person agreed that health, sexuality, religion and politics are remembered too. */
export async function maySpecialBeKept(read: Reader, conversation: ConversationId): Promise<boolean> {
  const row = await read
    .selectFrom('consent')
    .select('state')
    .where('conversation_id', '=', conversation)
    .where('purpose', '=', 'special-categories')
    .executeTakeFirst();
  return row?.state === 'agreed';
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

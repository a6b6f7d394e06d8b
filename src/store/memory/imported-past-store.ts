import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import type { UnreadMessage } from './scribe-store.js';

/** What is left to read of the talk from before Kindred. */
export interface ImportedPast {
  readonly firstRow: number;
  /** What stands from here on is read. */
  readonly beforeRow: number;
  readonly failures: number;
}

/** Null where nothing was imported, or all of it is read. */
export async function readImportedPast(
  read: Reader,
  conversation: ConversationId,
): Promise<ImportedPast | null> {
  const row = await read
    .selectFrom('imported_past')
    .select(['first_row', 'before_row', 'failures'])
    .where('conversation_id', '=', conversation)
    .whereRef('before_row', '>', 'first_row')
    .executeTakeFirst();
  return row ? { firstRow: row.first_row, beforeRow: row.before_row, failures: row.failures } : null;
}

/** Conversations whose imported past is not read to its beginning. */
export async function readPastsUnread(read: Reader): Promise<readonly ConversationId[]> {
  const rows = await read
    .selectFrom('imported_past')
    .select('conversation_id')
    .whereRef('before_row', '>', 'first_row')
    .execute();
  return rows.map((row) => row.conversation_id);
}

/** The newest messages of the past that are not read, oldest first; rows that hold no words among them. */
export async function readNewestOfPast(
  read: Reader,
  conversation: ConversationId,
  { firstRow, beforeRow }: ImportedPast,
  limit: number,
): Promise<readonly UnreadMessage[]> {
  const rows = await read
    .selectFrom('message')
    .select(['message_row', 'author', 'text', 'sent_at', 'forwarded'])
    .where('conversation_id', '=', conversation)
    .where('message_row', '>=', firstRow)
    .where('message_row', '<', beforeRow)
    .where('deleted_at', 'is', null)
    .orderBy('message_row', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map((row) => ({
    row: row.message_row,
    author: row.author,
    text: row.text,
    sentAt: row.sent_at,
    forwarded: row.forwarded === 1,
  }));
}

/**
 * Rows from an export were stored: they are read backwards, and the scribe goes on behind them. A later part of the same
 * export makes the newest of them the first to be read once more.
 */
export async function noteImported(
  { db }: Transaction,
  conversation: ConversationId,
  rows: { readonly first: number; readonly last: number },
  now: Milliseconds,
): Promise<void> {
  await db
    .insertInto('imported_past')
    .values({
      conversation_id: conversation,
      first_row: rows.first,
      last_row: rows.last,
      before_row: rows.last + 1,
      failures: 0,
      updated_at: now,
      numbers_below: null,
      numbers_known_at: null,
    })
    .onConflict((conflict) =>
      conflict.column('conversation_id').doUpdateSet({
        numbers_below: null,
        numbers_known_at: null,
        first_row: sql`min(imported_past.first_row, excluded.first_row)`,
        last_row: sql`max(imported_past.last_row, excluded.last_row)`,
        before_row: sql`max(imported_past.before_row, excluded.before_row)`,
        updated_at: now,
      }),
    )
    .execute();
  await db
    .insertInto('scribe_progress')
    .values({ conversation_id: conversation, seen_to_row: rows.last, failures: 0, updated_at: now })
    .onConflict((conflict) =>
      conflict
        .column('conversation_id')
        .doUpdateSet({ seen_to_row: sql`max(scribe_progress.seen_to_row, excluded.seen_to_row)` }),
    )
    .execute();
}

/** How far it was read. */
export async function savePastProgress(
  { db }: Transaction,
  conversation: ConversationId,
  { beforeRow, failures }: Pick<ImportedPast, 'beforeRow' | 'failures'>,
  now: Milliseconds,
): Promise<void> {
  await db
    .updateTable('imported_past')
    .set({ before_row: beforeRow, failures, updated_at: now })
    .where('conversation_id', '=', conversation)
    .execute();
}

import { sql } from 'kysely';
import type { ConversationId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';

/** An answered message that was edited since, and no turn saw it. */
export interface UnreadEdit {
  readonly row: number;
  /** What it said when it was answered. */
  readonly before: string;
  readonly now: string;
}

/** More are seldom a change of mind; the latest say it. */
const mostShown = 5;

const unreadOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('message')
    .select(['message_row', 'unread_edit', 'text'])
    .where('conversation_id', '=', bind('conversation'))
    .where('unread_edit', 'is not', null)
    .where('refused_at', 'is', null)
    .orderBy('message_row', 'desc')
    .limit(mostShown),
);

/** Oldest message first. One that says again what it said is none. */
export async function readUnreadEdits(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly UnreadEdit[]> {
  const rows = await read.rows(unreadOf, { conversation });
  return [...rows]
    .reverse()
    .flatMap(({ message_row: row, unread_edit: before, text: now }) =>
      before === null || before === now ? [] : [{ row, before, now }],
    );
}

/** A turn has seen them. One that was edited again meanwhile is still to be seen. */
export async function noteEditsRead({ db }: Transaction, edits: readonly UnreadEdit[]): Promise<void> {
  for (const { row, now } of edits) {
    await db
      .updateTable('message')
      .set({ unread_edit: sql`case when text = ${now} then null else ${now} end` })
      .where('message_row', '=', row)
      .execute();
  }
}

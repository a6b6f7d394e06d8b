import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import type { RelationshipStage } from './relationship-schema.js';

/** Something left open between the two. */
export interface OpenThread {
  readonly row: number;
  readonly text: string;
  /** The message it was last spoken of in. */
  readonly messageRow: number;
  readonly openedAt: Milliseconds;
}

/** Where the two stand; relationship-schema.ts says what the measures mean. */
export interface Relationship {
  readonly stage: RelationshipStage;
  readonly closeness: number;
  readonly warmth: number;
  readonly tension: number;
  readonly sessions: number;
  readonly sessionToRow: number;
  /** The newest first, at most twelve. */
  readonly openThreads: readonly OpenThread[];
  readonly updatedAt: Milliseconds;
}

/** One session's change, with what each reason added. */
export interface RelationshipChange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly closeness: number;
  readonly warmth: number;
  readonly tension: number;
  readonly stage: RelationshipStage;
  readonly reasons: readonly RelationshipReason[];
  readonly at: Milliseconds;
}

export interface RelationshipReason {
  readonly code: string;
  readonly measure: 'closeness' | 'warmth' | 'tension';
  readonly by: number;
}

export const mostOpen = 12;

/** Null before the first session is over. */
export async function readRelationship(
  read: Reader,
  conversation: ConversationId,
): Promise<Relationship | null> {
  const row = await read
    .selectFrom('relationship')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  if (!row) return null;
  return {
    stage: row.stage,
    closeness: row.closeness,
    warmth: row.warmth,
    tension: row.tension,
    sessions: row.sessions,
    sessionToRow: row.session_to_row,
    openThreads: await readOpenThreads(read, conversation),
    updatedAt: row.updated_at,
  };
}

/** The newest first, at most twelve. */
export async function readOpenThreads(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly OpenThread[]> {
  const rows = await read
    .selectFrom('open_thread')
    .select(['thread_row', 'text', 'message_row', 'opened_at'])
    .where('conversation_id', '=', conversation)
    .where('closed_at', 'is', null)
    .orderBy('thread_row', 'desc')
    .limit(mostOpen)
    .execute();
  return rows.map((row) => ({
    row: row.thread_row,
    text: row.text,
    messageRow: row.message_row,
    openedAt: row.opened_at,
  }));
}

/** What each session changed, the newest first. */
export async function readRelationshipChanges(
  read: Reader,
  conversation: ConversationId,
  limit: number,
): Promise<readonly RelationshipChange[]> {
  const rows = await read
    .selectFrom('relationship_change')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .orderBy('change_row', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    firstRow: row.first_row,
    lastRow: row.last_row,
    closeness: row.closeness,
    warmth: row.warmth,
    tension: row.tension,
    stage: row.stage,
    reasons: JSON.parse(row.reasons) as RelationshipReason[],
    at: row.at,
  }));
}

/** False, and nothing stored, when a session was added meanwhile. */
export async function saveSession(
  { db }: Transaction,
  conversation: ConversationId,
  seen: Relationship | null,
  next: Omit<Relationship, 'openThreads'>,
  change: RelationshipChange,
): Promise<boolean> {
  const current = await db
    .selectFrom('relationship')
    .select('session_to_row')
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  if ((current?.session_to_row ?? 0) !== (seen?.sessionToRow ?? 0)) return false;
  const row = {
    stage: next.stage,
    closeness: next.closeness,
    warmth: next.warmth,
    tension: next.tension,
    sessions: next.sessions,
    session_to_row: next.sessionToRow,
    updated_at: next.updatedAt,
  };
  await db
    .insertInto('relationship')
    .values({ conversation_id: conversation, ...row })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute();
  await db
    .insertInto('relationship_change')
    .values({
      conversation_id: conversation,
      first_row: change.firstRow,
      last_row: change.lastRow,
      closeness: change.closeness,
      warmth: change.warmth,
      tension: change.tension,
      stage: change.stage,
      reasons: JSON.stringify(change.reasons),
      at: change.at,
    })
    .execute();
  return true;
}

export async function openThread(
  { db }: Transaction,
  conversation: ConversationId,
  thread: { readonly text: string; readonly messageRow: number },
  now: Milliseconds,
): Promise<void> {
  await db
    .insertInto('open_thread')
    .values({
      conversation_id: conversation,
      text: thread.text,
      message_row: thread.messageRow,
      opened_at: now,
      closed_at: null,
    })
    .execute();
}

export async function closeThreads(
  { db }: Transaction,
  conversation: ConversationId,
  rows: readonly number[],
  now: Milliseconds,
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .updateTable('open_thread')
    .set({ closed_at: now })
    .where('conversation_id', '=', conversation)
    .where('thread_row', 'in', rows)
    .execute();
}

/** Threads that were taken from messages that are gone. */
export async function removeThreadsFrom(
  { db }: Transaction,
  conversation: ConversationId,
  messageRows: readonly number[],
): Promise<void> {
  if (messageRows.length === 0) return;
  await db
    .deleteFrom('open_thread')
    .where('conversation_id', '=', conversation)
    .where('message_row', 'in', messageRows)
    .execute();
}

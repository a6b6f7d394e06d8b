import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';

/** What the person was shown or asked last, by which "forget 3" and "delete" are understood. */
export interface MemoryListing {
  readonly asks: 'forget-all' | null;
  /** Rows of the memories in the order they were listed. */
  readonly memories: readonly number[];
  readonly shownAt: Milliseconds;
}

export async function readListing(read: Reader, conversation: ConversationId): Promise<MemoryListing | null> {
  const row = await read
    .selectFrom('memory_listing')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  if (!row) return null;
  return { asks: row.asks, memories: JSON.parse(row.memories) as number[], shownAt: row.shown_at };
}

/** What was shown last replaces what was shown before. */
export async function saveListing(
  { db }: Transaction,
  conversation: ConversationId,
  { asks, memories, shownAt }: MemoryListing,
): Promise<void> {
  const row = { asks, memories: JSON.stringify(memories), shown_at: shownAt };
  await db
    .insertInto('memory_listing')
    .values({ conversation_id: conversation, ...row })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute();
}

/** The question was answered, or something else was written: a later yes answers nothing. */
export async function closeQuestion({ db }: Transaction, conversation: ConversationId): Promise<void> {
  await db
    .updateTable('memory_listing')
    .set({ asks: null })
    .where('conversation_id', '=', conversation)
    .execute();
}

/** Messages that are kept of a conversation. */
export async function countKeptMessages(read: Reader, conversation: ConversationId): Promise<number> {
  const { kept } = await read
    .selectFrom('message')
    .select((message) => message.fn.countAll<number>().as('kept'))
    .where('conversation_id', '=', conversation)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return kept;
}

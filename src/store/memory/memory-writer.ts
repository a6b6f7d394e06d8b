import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { indexMemory } from './memory-index.js';
import type { Memory } from './memory-reader.js';

/** What is about to be remembered. */
export type NewMemory = Omit<Memory, 'row' | 'validTo' | 'supersededBy' | 'createdAt'> & {
  /** The messages it was learnt from. */
  readonly sources: readonly number[];
  /** The memories whose place it takes; they stay in history. */
  readonly supersedes: readonly number[];
  /** What was said since and holds in its place: it comes into the history, and since when it holds no more. */
  readonly outdatedBy?: { readonly row: number; readonly at: Milliseconds };
};

/** Store one memory; gives its row. The only way a memory gets into the store. */
export async function addMemory(
  transaction: Transaction,
  conversation: ConversationId,
  memory: NewMemory,
  now: Milliseconds,
): Promise<number> {
  const { db } = transaction;
  const { memory_row: row } = await db
    .insertInto('memory')
    .values({
      conversation_id: conversation,
      kind: memory.kind,
      text: memory.text,
      subject: memory.subject,
      author: memory.author,
      trust: memory.trust,
      quarantine: memory.quarantine,
      origin: memory.origin,
      category: memory.category,
      confidence: memory.confidence,
      importance: memory.importance,
      emotion: memory.emotion,
      intensity: memory.intensity,
      valid_from: memory.validFrom,
      valid_to: memory.outdatedBy?.at ?? null,
      due_at: memory.due?.at ?? null,
      due_zone: memory.due?.zone ?? null,
      due_precision: memory.due?.precision ?? null,
      superseded_by: memory.outdatedBy?.row ?? null,
      created_at: now,
    })
    .returning('memory_row')
    .executeTakeFirstOrThrow();
  await indexMemory(transaction, conversation, row, `${memory.subject}\n${memory.text}`);
  await addMemorySources({ db }, conversation, row, memory.sources);
  if (memory.supersedes.length > 0) {
    await db
      .updateTable('memory')
      .set({ superseded_by: row, valid_to: memory.validFrom })
      .where('conversation_id', '=', conversation)
      .where('memory_row', 'in', memory.supersedes)
      .where('superseded_by', 'is', null)
      .execute();
  }
  return row;
}

/** It was said again: these messages carry it too. */
export async function addMemorySources(
  { db }: Pick<Transaction, 'db'>,
  conversation: ConversationId,
  memory: number,
  messageRows: readonly number[],
): Promise<void> {
  for (const row of messageRows) {
    await db
      .insertInto('memory_source')
      .values({ conversation_id: conversation, message_row: row, memory_row: memory })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/**
 * Remove memories, and bring back to force what they had taken the place of. The only way a memory leaves the store.
 * To forget something with its history, name its older versions too (`readHistoryOf`).
 */
export async function removeMemories(
  { db }: Transaction,
  conversation: ConversationId,
  rows: readonly number[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .updateTable('memory')
    .set({ superseded_by: null, valid_to: null })
    .where('conversation_id', '=', conversation)
    .where('superseded_by', 'in', rows)
    .execute();
  await db
    .deleteFrom('memory')
    .where('conversation_id', '=', conversation)
    .where('memory_row', 'in', rows)
    .execute();
}

/** The rows of the memories and of every older version whose place they took. */
export async function readHistoryOf(
  { db }: Pick<Transaction, 'db'>,
  conversation: ConversationId,
  rows: readonly number[],
): Promise<readonly number[]> {
  const all = new Set(rows);
  for (let newest = [...all]; newest.length > 0;) {
    const older = await db
      .selectFrom('memory')
      .select('memory_row')
      .where('conversation_id', '=', conversation)
      .where('superseded_by', 'in', newest)
      .execute();
    newest = older.map(({ memory_row: row }) => row).filter((row) => !all.has(row));
    for (const row of newest) all.add(row);
  }
  return [...all];
}

/**
 * Messages were deleted or changed: what was learnt from them goes, and what else it rested on (and a changed message
 * itself) is read once more by the scribe.
 */
export async function unlearn(
  transaction: Transaction,
  conversation: ConversationId,
  messageRows: readonly number[],
  why: 'deleted' | 'edited',
): Promise<void> {
  const { db } = transaction;
  if (messageRows.length === 0) return;
  const learnt = await db
    .selectFrom('memory_source')
    .select('memory_row')
    .distinct()
    .where('conversation_id', '=', conversation)
    .where('message_row', 'in', messageRows)
    .execute();
  const memories = learnt.map(({ memory_row: row }) => row);
  const gone = new Set(why === 'deleted' ? messageRows : []);
  const again = new Set(why === 'edited' ? messageRows : []);
  if (memories.length > 0) {
    const others = await db
      .selectFrom('memory_source')
      .select('message_row')
      .distinct()
      .where('memory_row', 'in', memories)
      .where('conversation_id', '=', conversation)
      .execute();
    for (const { message_row: row } of others) again.add(row);
    await removeMemories(transaction, conversation, memories);
  }
  const progress = await db
    .selectFrom('scribe_progress')
    .select('seen_to_row')
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  if (gone.size > 0) {
    await db
      .deleteFrom('scribe_again')
      .where('conversation_id', '=', conversation)
      .where('message_row', 'in', [...gone])
      .execute();
  }
  // What the scribe has not read yet it will read as it is now.
  const due = [...again].filter((row) => !gone.has(row) && row <= (progress?.seen_to_row ?? 0));
  for (const row of due) {
    await db
      .insertInto('scribe_again')
      .values({ conversation_id: conversation, message_row: row })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

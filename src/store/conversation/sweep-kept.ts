import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Database, Reader, Transaction } from '../engine/database.js';
import { openStates } from '../turn/open-states.js';
import { eraseConversation } from './erase-conversation.js';

/** What is kept for a time only, one pass each. */
export const sweptKinds = ['messages', 'media', 'bubbles', 'turns'] as const;
export type SweptKind = (typeof sweptKinds)[number];

/** Rows read in one commit: a few milliseconds. */
const mostAtOnce = 200;

interface Pass {
  /** Rows behind the last one that was swept, oldest first, with when they came to be. */
  rows(read: Reader, after: number): Promise<readonly { row: number; at: Milliseconds }[]>;
  empty(transaction: Transaction, rows: readonly number[], now: Milliseconds): Promise<void>;
}

const passes: Readonly<Record<SweptKind, Pass>> = {
  messages: {
    rows: messageRows,
    // As if it had been deleted, but for what was learnt from it: triggers take wordings, index and vectors along.
    empty: async ({ db }, rows, now) => {
      await db
        .updateTable('message')
        .set({
          text: '',
          attachments: '[]',
          reactions: null,
          forwarded_from: null,
          quote: null,
          deleted_at: now,
        })
        .where('message_row', 'in', rows)
        .where('deleted_at', 'is', null)
        .execute();
    },
  },
  media: {
    rows: messageRows,
    empty: async ({ db }, rows) => {
      await db
        .updateTable('message')
        .set({ attachments: '[]' })
        .where('message_row', 'in', rows)
        .where('attachments', '!=', '[]')
        .execute();
    },
  },
  bubbles: {
    rows: (read, after) =>
      read
        .selectFrom('outbox')
        .select(['outbox_row as row', 'created_at as at'])
        .where('outbox_row', '>', after)
        .orderBy('outbox_row')
        .limit(mostAtOnce)
        .execute(),
    empty: async ({ db }, rows) => {
      await db
        .updateTable('outbox')
        .set({ text: '', entities: null })
        .where('outbox_row', 'in', rows)
        .where('state', 'not in', openStates)
        .execute();
    },
  },
  turns: {
    rows: async (read, after) => {
      const { rows } = await sql<{ row: number; at: Milliseconds }>`
        select rowid as row, started_at as at from turn where rowid > ${after} order by rowid limit ${mostAtOnce}
      `.execute(read);
      return rows;
    },
    // Decisions, times and what it cost stay; null as a request would say that these were fixed words.
    empty: async ({ db }, rows) => {
      await db
        .updateTable('turn')
        .set({
          layers: '[]',
          request: sql<string | null>`json_set(request, '$.messages', json('[]'), '$.system', json('[]'))`,
          answer: null,
          checks: '[]',
        })
        .where(sql<number>`rowid`, 'in', rows)
        .execute();
    },
  },
};

function messageRows(read: Reader, after: number): Promise<readonly { row: number; at: Milliseconds }[]> {
  return read
    .selectFrom('message')
    .select(['message_row as row', 'received_at as at'])
    .where('message_row', '>', after)
    .orderBy('message_row')
    .limit(mostAtOnce)
    .execute();
}

/**
 * Empty some of what came to be before `before`, oldest first, and note how far; the caller asks again while there is more.
 * @returns whether there may be more
 */
export async function sweepSome(
  database: Database,
  kind: SweptKind,
  before: Milliseconds,
  now: Milliseconds,
): Promise<boolean> {
  const pass = passes[kind];
  const progress = await database.read
    .selectFrom('retention_progress')
    .select('to_row')
    .where('kind', '=', kind)
    .executeTakeFirst();
  const found = await pass.rows(database.read, progress?.to_row ?? 0);
  const young = found.findIndex(({ at }) => at >= before);
  const due = young === -1 ? found : found.slice(0, young);
  const last = due.at(-1);
  if (last === undefined) return false;
  await database.write(async (transaction) => {
    await pass.empty(
      transaction,
      due.map(({ row }) => row),
      now,
    );
    await transaction.db
      .insertInto('retention_progress')
      .values({ kind, to_row: last.row })
      .onConflict((conflict) => conflict.column('kind').doUpdateSet({ to_row: last.row }))
      .execute();
    transaction.emptyLog();
  }, 'ordered');
  return due.length === mostAtOnce;
}

/** Erase what is kept of people who were locked before `before`, one conversation a call; false where nothing was left. */
export async function eraseLocked(
  database: Database,
  before: Milliseconds,
  now: Milliseconds,
): Promise<boolean> {
  const [next] = await conversationsOfLocked(database.read, before);
  if (next === undefined) return false;
  await database.write((transaction) => eraseConversation(transaction, next, now, null), 'ordered');
  return true;
}

/** Those of which words or memories are left. */
async function conversationsOfLocked(read: Reader, before: Milliseconds): Promise<readonly ConversationId[]> {
  const rows = await read
    .selectFrom('person_lock')
    .innerJoin('conversation', 'conversation.person_id', 'person_lock.person_id')
    .select('conversation.conversation_id')
    .where('person_lock.unlocked_at', 'is', null)
    .where('person_lock.locked_at', '<', before)
    .where((where) =>
      where.or([
        where.exists(
          where
            .selectFrom('message')
            .select('message.message_row')
            .whereRef('message.conversation_id', '=', 'conversation.conversation_id')
            .where('message.deleted_at', 'is', null),
        ),
        where.exists(
          where
            .selectFrom('memory')
            .select('memory.conversation_id')
            .whereRef('memory.conversation_id', '=', 'conversation.conversation_id'),
        ),
      ]),
    )
    .limit(1)
    .execute();
  return rows.map(({ conversation_id: conversation }) => conversation);
}

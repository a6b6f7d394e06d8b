import type { Milliseconds } from '../core/clock.js';
import type { ConversationId } from '../core/ids.js';
import type { Reader, Transaction } from './database.js';

/** What a conversation carries along besides its window. */
export interface CondensedPast {
  /** The talk up to and with `pastToRow`; empty while there is none. */
  readonly past: string;
  readonly pastToRow: number;
  /** How things stand between the two, as of `standingToRow`. */
  readonly standing: string;
  readonly standingToRow: number;
}

export const noPast: CondensedPast = { past: '', pastToRow: 0, standing: '', standingToRow: 0 };

export async function readPast(read: Reader, conversation: ConversationId): Promise<CondensedPast> {
  const row = await read
    .selectFrom('condensed_past')
    .select(['past', 'past_to_row', 'standing', 'standing_to_row'])
    .where('conversation_id', '=', conversation)
    .executeTakeFirst();
  if (!row) return noPast;
  return {
    past: row.past,
    pastToRow: row.past_to_row,
    standing: row.standing,
    standingToRow: row.standing_to_row,
  };
}

/** How many messages stand behind a row, and the row of the newest. */
export async function countBehind(
  read: Reader,
  conversation: ConversationId,
  row: number,
): Promise<{ readonly messages: number; readonly newestRow: number }> {
  const found = await read
    .selectFrom('message')
    .select(({ fn }) => [fn.countAll<number>().as('messages'), fn.max('message_row').as('newest')])
    .where('conversation_id', '=', conversation)
    .where('message_row', '>', row)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { messages: found.messages, newestRow: found.newest ?? row };
}

export interface CondensedNow {
  readonly conversation: ConversationId;
  /** What it was made from. */
  readonly seen: CondensedPast;
  readonly next: CondensedPast;
  readonly characterVersion: string;
  /** When the messages were read for it. */
  readonly startedAt: Milliseconds;
  readonly now: Milliseconds;
}

/**
 * False, and nothing stored, when it changed meanwhile or when a message it was made from was deleted since: what a
 * person took back is not carried along in other words.
 */
export async function savePast({ db }: Transaction, made: CondensedNow): Promise<boolean> {
  const { conversation, seen, next } = made;
  const current = await readPast(db, conversation);
  if (current.pastToRow !== seen.pastToRow || current.standingToRow !== seen.standingToRow) return false;
  const takenBack = await db
    .selectFrom('message')
    .select('message_row')
    .where('conversation_id', '=', conversation)
    .where('message_row', '<=', Math.max(next.pastToRow, next.standingToRow))
    .where('deleted_at', '>=', made.startedAt)
    .limit(1)
    .executeTakeFirst();
  if (takenBack) return false;
  const row = {
    past: next.past,
    past_to_row: next.pastToRow,
    standing: next.standing,
    standing_to_row: next.standingToRow,
    character_version: made.characterVersion,
    updated_at: made.now,
  };
  await db
    .insertInto('condensed_past')
    .values({ conversation_id: conversation, ...row })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute();
  return true;
}

/**
 * Messages were deleted: what was condensed from them goes too. The window still begins where it did, so that the
 * prompt does not grow back; the next condensing begins anew with what is left.
 */
export async function forgetPast(
  { db }: Transaction,
  conversation: ConversationId,
  oldestDeletedRow: number,
): Promise<void> {
  await db
    .updateTable('condensed_past')
    .set({ past: '', standing: '', standing_to_row: 0 })
    .where('conversation_id', '=', conversation)
    .where((where) =>
      where.or([
        where('past_to_row', '>=', oldestDeletedRow),
        where('standing_to_row', '>=', oldestDeletedRow),
      ]),
    )
    .execute();
}

import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import type { PastLevel } from './past-schema.js';
import { renderPast } from './past-text.js';

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

/** A note on a stretch of the talk; past-schema.ts says what the levels are. */
export interface PastNote {
  readonly level: PastLevel;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly text: string;
  readonly isStale: boolean;
}

/** Every note of a conversation in the order of the talk. */
export async function readPastNotes(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly PastNote[]> {
  const rows = await read
    .selectFrom('past_note')
    .select(['level', 'first_row', 'last_row', 'first_day', 'last_day', 'text', 'is_stale'])
    .where('conversation_id', '=', conversation)
    .orderBy('first_row')
    .execute();
  return rows.map((row) => ({
    level: row.level,
    firstRow: row.first_row,
    lastRow: row.last_row,
    firstDay: row.first_day,
    lastDay: row.last_day,
    text: row.text,
    isStale: row.is_stale === 1,
  }));
}

export interface CondensedNow {
  readonly conversation: ConversationId;
  /** What it was made from. */
  readonly seen: CondensedPast;
  readonly next: Omit<CondensedPast, 'past'>;
  /** What was written anew. A note on a day takes the place of those on its parts. */
  readonly notes: readonly Omit<PastNote, 'isStale'>[];
  readonly characterVersion: string;
  /** When the messages were read for it. */
  readonly startedAt: Milliseconds;
  readonly now: Milliseconds;
}

/**
 * False, and nothing stored, when it changed meanwhile or when a message it was made from was deleted or changed since:
 * what a person took back is not carried along in other words.
 */
export async function savePast({ db }: Transaction, made: CondensedNow): Promise<boolean> {
  const { conversation, seen, next, notes } = made;
  const current = await readPast(db, conversation);
  if (current.pastToRow !== seen.pastToRow || current.standingToRow !== seen.standingToRow) return false;
  const takenBack = await db
    .selectFrom('message')
    .select('message_row')
    .where('conversation_id', '=', conversation)
    .where('message_row', '<=', Math.max(next.pastToRow, next.standingToRow))
    .where((where) =>
      where.or([where('deleted_at', '>=', made.startedAt), where('edited_at', '>=', made.startedAt)]),
    )
    .limit(1)
    .executeTakeFirst();
  if (takenBack) return false;
  for (const note of notes) await saveNote(db, made, note);
  const past = notes.length === 0 ? current.past : renderPast(await readPastNotes(db, conversation));
  const row = {
    past,
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

async function saveNote(
  db: Transaction['db'],
  { conversation, characterVersion, now }: CondensedNow,
  note: Omit<PastNote, 'isStale'>,
): Promise<void> {
  // What was made from the same stretch before, or from parts of it.
  const replaced: readonly PastLevel[] = note.level === 'day' ? ['day', 'part'] : [note.level];
  await db
    .deleteFrom('past_note')
    .where('conversation_id', '=', conversation)
    .where('level', 'in', replaced)
    .where('first_row', '>=', note.firstRow)
    .where('first_row', '<=', note.lastRow)
    .execute();
  await db
    .insertInto('past_note')
    .values({
      conversation_id: conversation,
      level: note.level,
      first_row: note.firstRow,
      last_row: note.lastRow,
      first_day: note.firstDay,
      last_day: note.lastDay,
      text: note.text,
      is_stale: 0,
      character_version: characterVersion,
      made_at: now,
    })
    .execute();
}

/**
 * Messages were deleted or changed: the notes that were made from them lose their words and are made anew later; the
 * others stay. The window still begins where it did, so that the prompt does not grow back.
 */
export async function forgetPast(
  { db }: Transaction,
  conversation: ConversationId,
  row: number,
): Promise<void> {
  const { numUpdatedRows: touched } = await db
    .updateTable('past_note')
    .set({ text: '', is_stale: 1 })
    .where('conversation_id', '=', conversation)
    .where('first_row', '<=', row)
    .where('last_row', '>=', row)
    .executeTakeFirst();
  if (touched > 0n) {
    const past = renderPast(await readPastNotes(db, conversation));
    await db
      .updateTable('condensed_past')
      .set({ past })
      .where('conversation_id', '=', conversation)
      .execute();
  }
  await db
    .updateTable('condensed_past')
    .set({ standing: '', standing_to_row: 0 })
    .where('conversation_id', '=', conversation)
    .where('standing_to_row', '>=', row)
    .execute();
}

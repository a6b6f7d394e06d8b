import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { Attachment } from '../../core/event.js';
import type { ConversationId } from '../../core/ids.js';
import { termsOf, type TextTerms } from '../../text/terms.js';
import type { Transaction } from '../engine/database.js';
import { mostTerms, placeOf, readPlace, tokenOf } from './message-place.js';

/** A message that was just stored. */
export interface IndexableMessage {
  readonly row: number;
  readonly author: 'person' | 'character' | 'operator';
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly sentAt: Milliseconds;
}

/** After so long without a message a new session begins, and so it does after so many messages. */
const sessionPauseMs: Milliseconds = 4 * 3_600_000;
const longestSession = 80;

interface Standing {
  readonly number: number;
  readonly salt: Uint8Array;
  readonly next_position: number;
  readonly session_from: number;
  readonly newest_at: Milliseconds | null;
  readonly language: string | null;
  readonly filled_to: number | null;
}

/**
 * Index a message in the transaction that stores it. In a conversation whose older messages still wait for the
 * background it is left to that, so that neighbours stay neighbours.
 */
export async function indexMessage(
  transaction: Transaction,
  conversation: ConversationId,
  message: IndexableMessage,
): Promise<void> {
  const standing = await readStanding(transaction, conversation);
  if (standing.filled_to !== null) return;
  await addToIndex(transaction, standing, message, null);
}

/**
 * Index the next of the messages that were there before there was an index. True when all of the conversation are.
 */
export async function fillIndex(
  transaction: Transaction,
  conversation: ConversationId,
  most: number,
): Promise<boolean> {
  let standing = await readStanding(transaction, conversation);
  if (standing.filled_to === null) return true;
  const rows = await transaction.db
    .selectFrom('message')
    .select(['message_row', 'author', 'text', 'attachments', 'sent_at'])
    .where('conversation_id', '=', conversation)
    .where('message_row', '>', standing.filled_to)
    .orderBy('message_row')
    .limit(most)
    .execute();
  for (const { message_row: row, author, text, attachments, sent_at: sentAt } of rows) {
    const message = { row, author, text, attachments: JSON.parse(attachments) as Attachment[], sentAt };
    standing = await addToIndex(transaction, standing, message, row);
  }
  if (rows.length === most) return false;
  await transaction.db
    .updateTable('indexed_conversation')
    .set({ filled_to: null })
    .where('number', '=', standing.number)
    .execute();
  return true;
}

/** The text of a message changed: index it anew where it stands. Its old entry went with its old text. */
export async function reindexMessage(
  { db }: Transaction,
  conversation: ConversationId,
  message: Pick<IndexableMessage, 'row' | 'text' | 'attachments'>,
): Promise<void> {
  const found = await db
    .selectFrom('indexed_message')
    .innerJoin('indexed_conversation', 'indexed_conversation.number', 'indexed_message.number')
    .select(['indexed_message.number', 'place', 'salt', 'language'])
    .where('conversation_id', '=', conversation)
    .where('message_row', '=', message.row)
    .executeTakeFirst();
  if (!found) return;
  const { number, salt, language } = found;
  const read = termsOf(wordsIn(message), language ?? undefined);
  const { position, byPerson } = readPlace(found.place);
  const place = placeOf(number, {
    position,
    byPerson,
    length: read.terms.length,
    isQuestion: isQuestion(message.text),
  });
  await db
    .updateTable('indexed_message')
    .set({ place })
    .where('number', '=', number)
    .where('position', '=', position)
    .execute();
  await writeTerms(db, number, salt, place, read);
}

/** The conversation's part of the index, made when it has none yet. */
export async function readStanding({ db }: Transaction, conversation: ConversationId): Promise<Standing> {
  const query = db
    .selectFrom('indexed_conversation')
    .select(['number', 'salt', 'next_position', 'session_from', 'newest_at', 'language', 'filled_to'])
    .where('conversation_id', '=', conversation);
  const found = await query.executeTakeFirst();
  if (found) return found;
  await sql`insert into indexed_conversation (conversation_id, salt) values (${conversation}, randomblob(16))`.execute(
    db,
  );
  return query.executeTakeFirstOrThrow();
}

async function addToIndex(
  { db }: Transaction,
  standing: Standing,
  message: IndexableMessage,
  filledTo: number | null,
): Promise<Standing> {
  const { number, salt, newest_at: newest, next_position: position } = standing;
  const read = termsOf(wordsIn(message), standing.language ?? undefined);
  const length = read.terms.length;
  const place = placeOf(number, {
    position,
    length,
    isQuestion: isQuestion(message.text),
    byPerson: message.author === 'person',
  });
  const begins =
    newest === null ||
    // Both ways: an imported chat may be older than what is there.
    Math.abs(message.sentAt - newest) > sessionPauseMs ||
    position - standing.session_from >= longestSession;
  const next: Standing = {
    ...standing,
    next_position: position + 1,
    session_from: begins ? position : standing.session_from,
    newest_at: message.sentAt,
    language: read.isSure ? read.language : standing.language,
    filled_to: filledTo,
  };
  if (begins) {
    await sql`insert into indexed_session (number, from_position, started_at)
      values (${number}, ${position}, ${message.sentAt})`.execute(db);
  }
  await sql`insert into indexed_message (number, position, message_row, place)
    values (${number}, ${position}, ${message.row}, ${place})`.execute(db);
  await writeTerms(db, number, salt, place, read);
  await sql`update indexed_conversation set messages = messages + 1, terms = terms + ${Math.min(length, mostTerms)},
    next_position = ${next.next_position}, session_from = ${next.session_from}, newest_at = ${next.newest_at},
    language = ${next.language}, filled_to = ${next.filled_to} where number = ${number}`.execute(db);
  return next;
}

async function writeTerms(
  db: Transaction['db'],
  number: number,
  salt: Uint8Array,
  place: number,
  { terms }: TextTerms,
): Promise<void> {
  if (terms.length === 0) return;
  const tokens = [...new Set(terms)].map((term) => tokenOf(number, salt, term)).join(' ');
  await sql`insert into message_index (rowid, terms) values (${place}, ${tokens})`.execute(db);
}

/** The text and what is known of the attachments: a sticker, a file's name, a caption. */
function wordsIn({ text, attachments }: Pick<IndexableMessage, 'text' | 'attachments'>): string {
  return [text, ...attachments.map(({ label }) => label ?? '')].join('\n');
}

const isQuestion = (text: string): boolean => /[?？]\s*$/u.test(text);

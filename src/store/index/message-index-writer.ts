import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { Attachment } from '../../core/event.js';
import type { ConversationId } from '../../core/ids.js';
import { termsOf, type TextTerms } from '../../text/terms.js';
import type { Transaction } from '../engine/database.js';
import { statement, type Build, type Statement } from '../engine/statement.js';
import { mostTerms, placeOf, readPlace, tokenOf } from './message-place.js';

/** A message that is to be found again. */
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

/** How far a conversation's part of the index has come. */
interface Standing {
  readonly number: number;
  readonly salt: Uint8Array;
  readonly next_position: number;
  readonly session_from: number;
  readonly newest_at: Milliseconds | null;
  readonly language: string | null;
}

/** What a batch adds, table by table; lists of columns, since it is bound as JSON. */
interface Additions {
  readonly sessions: (readonly [number: number, from: number, startedAt: Milliseconds])[];
  readonly messages: (readonly [number: number, position: number, row: number, place: number])[];
  readonly terms: (readonly [place: number, tokens: string])[];
  readonly conversations: (readonly [
    number: number,
    messages: number,
    terms: number,
    nextPosition: number,
    sessionFrom: number,
    newestAt: Milliseconds | null,
    language: string | null,
    filledTo: number | null,
  ])[];
}

/** Deleted messages need no place: nothing is to be found of them. */
const waitingMessages = (db: Build<object>['db']) =>
  db
    .selectFrom('indexed_conversation')
    .leftJoin('message', (join) =>
      join
        .onRef('message.conversation_id', '=', 'indexed_conversation.conversation_id')
        .onRef('message.message_row', '>', 'indexed_conversation.filled_to')
        .on('message.deleted_at', 'is', null),
    )
    .select(['number', 'salt', 'next_position', 'session_from', 'newest_at', 'indexed_conversation.language'])
    .select(['message_row', 'author', 'text', 'attachments', 'sent_at'])
    .where('filled_to', 'is not', null)
    .orderBy('number')
    .orderBy('message_row');

const waiting = statement<{ most: number }>()(({ db, bind }) => waitingMessages(db).limit(bind('most')));

const waitingIn = statement<{ conversation: ConversationId; most: number }>()(({ db, bind }) =>
  waitingMessages(db)
    .where('indexed_conversation.conversation_id', '=', bind('conversation'))
    .limit(bind('most')),
);

/** Rows of a list that is bound as JSON; each row a list of its columns. */
const rowsOf = (list: string) => sql<{ value: string }>`json_each(${list})`.as('each');
const column = <T>(at: number) => sql<T>`each.value ->> ${sql.lit(at)}`;

const addSessions = statement<{ rows: string }>()(({ db, bind }) =>
  db
    .insertInto('indexed_session')
    .columns(['number', 'from_position', 'started_at'])
    .expression(
      db
        .selectFrom(rowsOf(bind('rows')))
        .select([
          column<number>(0).as('number'),
          column<number>(1).as('from_position'),
          column<number>(2).as('started_at'),
        ]),
    ),
);

const addMessages = statement<{ rows: string }>()(({ db, bind }) =>
  db
    .insertInto('indexed_message')
    .columns(['number', 'position', 'message_row', 'place'])
    .expression(
      db
        .selectFrom(rowsOf(bind('rows')))
        .select([
          column<number>(0).as('number'),
          column<number>(1).as('position'),
          column<number>(2).as('message_row'),
          column<number>(3).as('place'),
        ]),
    ),
);

const addTerms = statement<{ rows: string }>()(({ db, bind }) =>
  db
    .insertInto('message_index')
    .columns(['rowid', 'terms'])
    .expression(
      db
        .selectFrom(rowsOf(bind('rows')))
        .select([column<number>(0).as('rowid'), column<string>(1).as('terms')]),
    ),
);

const advance = statement<{ rows: string }>()(({ db, bind }) =>
  db
    .updateTable('indexed_conversation')
    .from(rowsOf(bind('rows')))
    .set({
      messages: sql<number>`messages + ${column<number>(1)}`,
      terms: sql<number>`terms + ${column<number>(2)}`,
      next_position: column<number>(3),
      session_from: column<number>(4),
      newest_at: column<number | null>(5),
      language: column<string | null>(6),
      filled_to: column<number | null>(7),
    })
    .whereRef('number', '=', column<number>(0)),
);

/**
 * Index the next messages that wait, oldest first: of one conversation or, without naming one, of whichever have some.
 * One unit of work for all of them: what a message costs alone is mostly its statements. False when none is left.
 */
export async function fillIndex(
  { db }: Transaction,
  most: number,
  conversation?: ConversationId,
): Promise<boolean> {
  const rows = await (conversation === undefined
    ? db.rows(waiting, { most })
    : db.rows(waitingIn, { conversation, most }));
  const additions: Additions = { sessions: [], messages: [], terms: [], conversations: [] };
  const isFull = rows.length === most;
  for (let from = 0; from < rows.length;) {
    const first = rows[from];
    if (first === undefined) break;
    let to = from + 1;
    while (rows[to]?.number === first.number) to += 1;
    // Of the last one there may be more than was asked for.
    const isDone = to < rows.length || !isFull;
    addConversation(additions, first, rows.slice(from, to).flatMap(toMessage), isDone);
    from = to;
  }
  const add = async (
    query: Statement<{ rows: string }, unknown>,
    list: readonly unknown[],
  ): Promise<void> => {
    if (list.length > 0) await db.change(query, { rows: JSON.stringify(list) });
  };
  await add(addSessions, additions.sessions);
  await add(addMessages, additions.messages);
  await add(addTerms, additions.terms);
  await add(advance, additions.conversations);
  return isFull;
}

const placeOfRow = statement<{ conversation: ConversationId; row: number }>()(({ db, bind }) =>
  db
    .selectFrom('indexed_message')
    .innerJoin('indexed_conversation', 'indexed_conversation.number', 'indexed_message.number')
    .select(['indexed_message.number', 'place', 'salt', 'language'])
    .where('conversation_id', '=', bind('conversation'))
    .where('message_row', '=', bind('row')),
);

const movePlace = statement<{ number: number; position: number; place: number }>()(({ db, bind }) =>
  db
    .updateTable('indexed_message')
    .set({ place: bind('place') })
    .where('number', '=', bind('number'))
    .where('position', '=', bind('position')),
);

/**
 * The text of a message changed: index it anew where it stands. Its old entry went with its old text. One that still
 * waits is read with its new text when its turn comes.
 */
export async function reindexMessage(
  { db }: Transaction,
  conversation: ConversationId,
  message: Pick<IndexableMessage, 'row' | 'text' | 'attachments'>,
): Promise<void> {
  const found = await db.first(placeOfRow, { conversation, row: message.row });
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
  await db.change(movePlace, { number, position, place });
  if (read.terms.length === 0) return;
  await db.change(addTerms, { rows: JSON.stringify([[place, tokensOf(number, salt, read)]]) });
}

const standingOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .selectFrom('indexed_conversation')
    .select(['number', 'salt', 'language'])
    .where('conversation_id', '=', bind('conversation')),
);

const makeStanding = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db
    .insertInto('indexed_conversation')
    .values({ conversation_id: bind('conversation'), salt: sql<Uint8Array>`randomblob(16)` })
    .returning(['number', 'salt', 'language']),
);

/** The conversation's part of the index, made when it has none yet. */
export async function readStanding(
  { db }: Transaction,
  conversation: ConversationId,
): Promise<Pick<Standing, 'number' | 'salt' | 'language'>> {
  const found =
    (await db.first(standingOf, { conversation })) ?? (await db.first(makeStanding, { conversation }));
  if (found === undefined) throw new Error('a conversation has no part of the index');
  return found;
}

function toMessage(row: {
  readonly message_row: number | null;
  readonly author: IndexableMessage['author'] | null;
  readonly text: string | null;
  readonly attachments: string | null;
  readonly sent_at: Milliseconds | null;
}): IndexableMessage[] {
  const { message_row: at, author, text, attachments, sent_at: sentAt } = row;
  if (at === null || author === null || text === null || sentAt === null) return [];
  return [{ row: at, author, text, attachments: JSON.parse(attachments ?? '[]') as Attachment[], sentAt }];
}

/** Give the messages of one conversation their places behind those it has. */
function addConversation(
  additions: Additions,
  { number, salt, ...standing }: Standing,
  messages: readonly IndexableMessage[],
  isDone: boolean,
): void {
  let { next_position: position, session_from: sessionFrom, newest_at: newest, language } = standing;
  let terms = 0;
  for (const message of messages) {
    const read = termsOf(wordsIn(message), language ?? undefined);
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
      position - sessionFrom >= longestSession;
    if (begins) {
      sessionFrom = position;
      additions.sessions.push([number, position, message.sentAt]);
    }
    additions.messages.push([number, position, message.row, place]);
    if (length > 0) additions.terms.push([place, tokensOf(number, salt, read)]);
    terms += Math.min(length, mostTerms);
    newest = message.sentAt;
    if (read.isSure) ({ language } = read);
    position += 1;
  }
  const filledTo = isDone ? null : (messages.at(-1)?.row ?? null);
  additions.conversations.push([
    number,
    messages.length,
    terms,
    position,
    sessionFrom,
    newest,
    language,
    filledTo,
  ]);
}

const tokensOf = (number: number, salt: Uint8Array, { terms }: TextTerms): string =>
  [...new Set(terms)].map((term) => tokenOf(number, salt, term)).join(' ');

/** The text and what is known of the attachments: a sticker, a file's name, a caption. */
function wordsIn({ text, attachments }: Pick<IndexableMessage, 'text' | 'attachments'>): string {
  return [text, ...attachments.flatMap(({ label, seen }) => [label ?? '', seen ?? ''])].join('\n');
}

const isQuestion = (text: string): boolean => /[?？]\s*$/u.test(text);

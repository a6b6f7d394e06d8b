import type { Milliseconds } from '../../core/clock.js';
import type { Attachment } from '../../core/event.js';
import type {
  AccountId,
  CharacterId,
  ConversationId,
  PeerId,
  PersonId,
  RemoteMessageId,
  TurnId,
} from '../../core/ids.js';
import { label } from '../../core/transcript-forms.js';
import { cutText } from '../../lib/cut-text.js';
import { sql, type Kysely } from 'kysely';
import type { Reader } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import type { Schema } from '../schema.js';
import { isDisclosed } from '../duty/disclosure-record.js';
import { isWaiting, openStates } from '../turn/open-states.js';
import { withoutOpening } from '../turn/own-words.js';

export interface ConversationState {
  readonly conversation: ConversationId;
  readonly character: CharacterId;
  readonly person: PersonId;
  readonly personName: string | null;
  readonly language: string | null;
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly revision: number;
  /** The AI disclosure reached the person, or stands at the head of what is about to be sent. */
  readonly disclosed: boolean;
  /** The person wrote to the home account: without that it never writes to them. */
  readonly isReachable: boolean;
  /** Something the character has committed to say is not sent yet. */
  readonly sending: boolean;
  /** JSON of what the turn before left about the lorebook; null at first. */
  readonly lorebookState: string | null;
  readonly createdAt: Milliseconds;
}

/** A message as a turn sees it. */
export interface StoredMessage {
  readonly row: number;
  /** The account that was written to, or wrote. */
  readonly account: AccountId;
  readonly remoteId: RemoteMessageId;
  readonly direction: 'incoming' | 'outgoing';
  /** `program`: fixed words in the character's place, such as the line for the time when no model answers. */
  readonly author: 'person' | 'character' | 'operator' | 'program';
  /** Without the AI disclosure that the first message to a person begins with. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly sentAt: Milliseconds;
  readonly receivedAt: Milliseconds;
  readonly turn: TurnId | null;
  /** No human wrote it at that moment, or nobody said anything with it: no answer, no consent, no reply to anything. */
  readonly isAutomatic?: boolean;
  /** When its words last changed, by the channel's clock, to the second. */
  readonly editedAt?: Milliseconds;
  /** The message it replies to, in the same chat. */
  readonly answers?: RemoteMessageId;
  /** A model's provider refused these words: they are shown to no model again. */
  readonly refused?: true;
}

/** The home thread and standing of one conversation; null when there is none. */
export async function readConversation(
  read: Reader,
  conversation: ConversationId,
): Promise<ConversationState | null> {
  const row = await read
    .selectFrom('conversation')
    .innerJoin('person', 'person.person_id', 'conversation.person_id')
    .where('conversation.conversation_id', '=', conversation)
    .select([
      'conversation.character_id',
      'conversation.person_id',
      'conversation.home_account_id',
      'conversation.home_peer_id',
      'conversation.revision',
      'conversation.disclosed_at',
      'conversation.disclosure_version',
      'conversation.lorebook_state',
      'conversation.created_at',
      'person.name',
      'person.language',
    ])
    // In the same statement, so that a bubble that is settled in between is seen in one of the two places.
    .select((select) => [
      select
        .selectFrom('thread')
        .select('thread.conversation_id')
        .whereRef('thread.account_id', '=', 'conversation.home_account_id')
        .whereRef('thread.peer_id', '=', 'conversation.home_peer_id')
        .as('thread'),
      select
        .selectFrom('outbox')
        .select((outbox) => outbox.fn.countAll<number>().as('open'))
        .whereRef('outbox.conversation_id', '=', 'conversation.conversation_id')
        .where('outbox.state', 'in', openStates)
        .as('open'),
      select
        .selectFrom('outbox')
        .select((outbox) => outbox.fn.count<number>('outbox.discloses').as('disclosing'))
        .whereRef('outbox.conversation_id', '=', 'conversation.conversation_id')
        .where('outbox.state', 'in', openStates)
        .as('disclosing'),
    ])
    .executeTakeFirst();
  if (!row) return null;
  return {
    conversation,
    character: row.character_id,
    person: row.person_id,
    personName: row.name,
    language: row.language,
    account: row.home_account_id,
    peer: row.home_peer_id,
    revision: row.revision,
    disclosed: isDisclosed(row) || (row.disclosing ?? 0) > 0,
    isReachable: row.thread !== null,
    sending: (row.open ?? 0) > 0,
    lorebookState: row.lorebook_state,
    createdAt: row.created_at,
  };
}

const waitingOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  messageQuery(db, bind('conversation')).where(isWaiting).orderBy('message.message_row'),
);

/** What the person wrote and no turn has covered yet, oldest first. */
export async function readWaiting(
  read: Reader,
  conversation: ConversationId,
): Promise<readonly StoredMessage[]> {
  return (await read.rows(waitingOf, { conversation })).map(toMessage);
}

const windowOf = statement<{
  conversation: ConversationId;
  before: number;
  behind: number;
  limit: number;
}>()(({ db, bind }) =>
  messageQuery(db, bind('conversation'))
    .where((where) =>
      where.or([where('message.message_row', '<', bind('before')), sql<boolean>`not (${isWaiting})`]),
    )
    .where('message.message_row', '>', bind('behind'))
    .orderBy('message.message_row', 'desc')
    .limit(bind('limit')),
);

/**
 * The latest messages of both sides behind a row, oldest first, but of those from `before` on nothing that waits. An answer
 * that left while the person wrote on stands behind what they wrote, and is part of the talk all the same.
 */
export async function readWindow(
  read: Reader,
  conversation: ConversationId,
  { before, behind }: { readonly before: number; readonly behind: number },
  limit: number,
): Promise<readonly StoredMessage[]> {
  const rows = await read.rows(windowOf, { conversation, before, behind, limit });
  return rows.map(toMessage).reverse();
}

/** How many messages both have written, counted no further than `most`. */
export async function countMessages(
  read: Reader,
  conversation: ConversationId,
  most: number,
): Promise<number> {
  const counted = read
    .selectFrom('message')
    .select('message_row')
    .where('conversation_id', '=', conversation)
    .limit(most)
    .as('counted');
  const found = await read
    .selectFrom(counted)
    .select((select) => select.fn.countAll<number>().as('messages'))
    .executeTakeFirstOrThrow();
  return found.messages;
}

/** The messages of both sides behind a row, oldest first. */
export async function readMessagesBehind(
  read: Reader,
  conversation: ConversationId,
  row: number,
  limit: number,
): Promise<readonly StoredMessage[]> {
  const rows = await messageQuery(read, conversation)
    .where('message.message_row', '>', row)
    .orderBy('message.message_row')
    .limit(limit)
    .execute();
  return rows.map(toMessage);
}

/** The messages of both sides from one row to another, oldest first. */
export async function readMessagesOf(
  read: Reader,
  conversation: ConversationId,
  { firstRow, lastRow }: { readonly firstRow: number; readonly lastRow: number },
  limit: number,
): Promise<readonly StoredMessage[]> {
  const rows = await messageQuery(read, conversation)
    .where('message.message_row', '>=', firstRow)
    .where('message.message_row', '<=', lastRow)
    .orderBy('message.message_row')
    .limit(limit)
    .execute();
  return rows.map(toMessage);
}

/** Conversations with something still unanswered: what a restart picks up. */
export async function readConversationsWaiting(read: Reader): Promise<readonly ConversationId[]> {
  const rows = await read
    .selectFrom('message')
    .select('conversation_id')
    .distinct()
    .where(isWaiting)
    .execute();
  return rows.map((row) => row.conversation_id);
}

function messageQuery(read: Kysely<Schema>, conversation: ConversationId) {
  return read
    .selectFrom('message')
    .leftJoin('message as answered', (join) =>
      join
        .onRef('answered.account_id', '=', 'message.account_id')
        .onRef('answered.peer_id', '=', 'message.peer_id')
        .onRef('answered.remote_id', '=', 'message.reply_to')
        .on('message.direction', '=', 'incoming'),
    )
    .select([
      'message.message_row',
      'message.account_id',
      'message.remote_id',
      'message.direction',
      'message.author',
      'message.text',
      'message.attachments',
      'message.reply_to',
      'message.sent_at',
      'message.received_at',
      'message.turn_id',
      'message.forwarded',
      'message.forwarded_from',
      'message.quote',
      'message.skipped',
      'message.refused_at',
      'message.edited_at',
      'message.author_kind',
      'message.discloses',
      // The message it replies to, where we have it.
      'answered.direction as answered_direction',
      'answered.forwarded as answered_forwarded',
      'answered.text as answered_text',
      'answered.attachments as answered_attachments',
      'answered.sent_at as answered_at',
      'answered.deleted_at as answered_deleted',
    ])
    .where('message.conversation_id', '=', conversation)
    .where('message.deleted_at', 'is', null);
}

type MessageRow = Awaited<ReturnType<ReturnType<typeof messageQuery>['execute']>>[number];

function toMessage(row: MessageRow): StoredMessage {
  const isFixed = row.author_kind !== null;
  const isAutomatic = row.skipped === 'automatic' || row.skipped === 'expects-no-answer';
  return {
    row: row.message_row,
    account: row.account_id,
    remoteId: row.remote_id,
    direction: row.direction,
    author: isFixed || (isAutomatic && row.direction === 'outgoing') ? 'program' : row.author,
    ...wordsOf(row, isAutomatic),
    sentAt: row.sent_at,
    receivedAt: row.received_at,
    turn: row.turn_id,
    ...(isAutomatic ? { isAutomatic } : {}),
    ...(row.edited_at !== null && { editedAt: row.edited_at }),
    ...(row.reply_to !== null && row.direction === 'incoming' && { answers: row.reply_to }),
    ...(row.refused_at !== null && { refused: true as const }),
  };
}

/**
 * A message's own words, and the rest as what came along with it. What somebody else wrote is never the person's word:
 * a forwarded "I am 15" is no age of theirs, and a forwarded "stop" no wish, whoever looks at `text`.
 */
function wordsOf(row: MessageRow, isAutomatic: boolean): Pick<StoredMessage, 'text' | 'attachments'> {
  const own = row.discloses === null ? row.text : withoutOpening(row.text);
  const came = row.attachments === '[]' ? [] : (JSON.parse(row.attachments) as Attachment[]);
  const answered = answerLabel(row);
  const before: Attachment[] = answered === null ? [] : [{ kind: 'other', label: answered }];
  const isForeign = row.forwarded === 1 || (isAutomatic && row.direction === 'incoming');
  if (!isForeign || own === '') return { text: own, attachments: [...before, ...came] };
  const from = row.forwarded_from === null ? '' : ` from ${sourceName(row.forwarded_from)}`;
  const said =
    row.forwarded === 1 ? label('forwarded', `${from}: ${own}`.trimStart()) : label('automatic', `: ${own}`);
  return { text: '', attachments: [...before, ...came, { kind: 'other', label: said }] };
}

/** Somebody's name in front of their words: no colon, bracket or line of its own can end it sooner. */
function sourceName(name: string): string {
  return cutText(
    name
      .replace(/[\p{Cc}\u2028\u2029:：()[\]{}<>]+/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
    mostOfName,
  );
}

const mostOfName = 48;

/** As much of another message as says which one it was. */
const mostOfAnother = 120;

/** Which message is meant, whose, of when and which part of it; null where it replies to none. */
function answerLabel(row: MessageRow): string | null {
  const { quote, answered_text: text, answered_at: at } = row;
  const what = quote ?? text ?? '';
  if (row.reply_to === null && quote === null) return null;
  if (row.answered_deleted !== null || (row.reply_to !== null && at === null && quote === null)) {
    return label('answering', 'a message that is gone');
  }
  const theirs = row.answered_forwarded === 1 ? 'a message they forwarded' : 'an own message';
  const whose = row.answered_direction === 'outgoing' ? 'your message' : at === null ? 'a message' : theirs;
  const day = at === null || sameDay(at, row.sent_at) ? '' : ` of ${new Date(at).toISOString().slice(0, 10)}`;
  const kinds = (JSON.parse(row.answered_attachments ?? '[]') as Attachment[]).map(
    ({ kind, label: named }) => named ?? kind,
  );
  const said = shortened([what, ...(quote === null ? kinds : [])].filter((one) => one !== '').join(', '));
  const part = quote === null ? '' : 'this part of ';
  return label('answering', `${part}${whose}${day}${said === '' ? '' : `: ${said}`}`);
}

function sameDay(one: Milliseconds, other: Milliseconds): boolean {
  return Math.floor(one / 86_400_000) === Math.floor(other / 86_400_000);
}

function shortened(text: string): string {
  const points = [...text.replace(/\s+/gu, ' ').trim()];
  return points.length <= mostOfAnother ? points.join('') : `${points.slice(0, mostOfAnother).join('')}…`;
}

/** When the latest messages of both sides were sent, newest first. */
export async function readSentTimes(
  read: Reader,
  conversation: ConversationId,
  most: number,
): Promise<readonly Milliseconds[]> {
  const rows = await read
    .selectFrom('message')
    .select('sent_at')
    .where('conversation_id', '=', conversation)
    .orderBy('message_row', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ sent_at: sentAt }) => sentAt);
}

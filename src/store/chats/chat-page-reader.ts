import { sql, type SqlBool } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, ConversationId } from '../../core/ids.js';
import type { Reader } from '../engine/database.js';
import { readChatView, type ChatView } from './chat-list-reader.js';
import { readChatNames } from './chat-reader.js';

/** What chats can be looked for by; each is a question the operator asks. */
export const chatStates = [
  'unanswered',
  'by-hand',
  'left-to-you',
  'knocking',
  'turned-away',
  'blocked',
] as const;
export type ChatState = (typeof chatStates)[number];

export interface ChatFilter {
  readonly account?: AccountId;
  readonly state?: ChatState;
  /** A part of a name, a username, a person's or the conversation's id. */
  readonly named?: string;
}

/** A page of chats, and how many there are in all. */
export interface ChatPage {
  readonly total: number;
  readonly chats: readonly ChatView[];
}

/** The chats that are meant, those first in which somebody wrote last. */
export async function readChatPage(
  read: Reader,
  filter: ChatFilter,
  { from, most, now }: { readonly from: number; readonly most: number; readonly now: Milliseconds },
): Promise<ChatPage> {
  let meant = read.selectFrom('conversation');
  if (filter.account !== undefined) meant = meant.where('home_account_id', '=', filter.account);
  if (filter.state !== undefined) meant = meant.where(isIn(filter.state, now));
  if (filter.named !== undefined) {
    const ids = await namedLike(read, filter.named);
    meant = meant.where(
      sql<SqlBool>`conversation.conversation_id in (select value from json_each(${JSON.stringify(ids)}))`,
    );
  }
  const { total } = await meant
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await meant
    .select('conversation_id')
    .select((select) =>
      select
        .selectFrom('message')
        .whereRef('message.conversation_id', '=', 'conversation.conversation_id')
        .select((message) => message.fn.max('message.message_row').as('row'))
        .as('row'),
    )
    .orderBy('row', 'desc')
    .orderBy('conversation_id')
    .offset(from)
    .limit(most)
    .execute();
  const chats = await readChatNames(
    read,
    rows.map((row) => row.conversation_id),
  );
  const names = new Map(chats.map((chat) => [chat.conversation, chat]));
  const views: ChatView[] = [];
  for (const { conversation_id: conversation } of rows) {
    const chat = names.get(conversation);
    if (chat) views.push(await readChatView(read, chat));
  }
  return { total, chats: views };
}

function isIn(state: ChatState, now: Milliseconds) {
  switch (state) {
    case 'unanswered':
      return sql<SqlBool>`exists (select 1 from message where message.conversation_id = conversation.conversation_id
        and direction = 'incoming' and turn_id is null and skipped is null and deleted_at is null)`;
    case 'by-hand':
      return sql<SqlBool>`exists (select 1 from chat_mode where chat_mode.conversation_id = conversation.conversation_id
        and (mode <> 'auto' or paused_until > ${now}))`;
    case 'left-to-you':
      return sql<SqlBool>`exists (select 1 from hand_over where hand_over.conversation_id = conversation.conversation_id
        and not exists (select 1 from message where message.conversation_id = hand_over.conversation_id
          and author = 'operator' and sent_at > hand_over.since))`;
    case 'knocking':
    case 'turned-away': {
      const admission = state === 'knocking' ? 'waiting' : 'turned-away';
      return sql<SqlBool>`exists (select 1 from admission where admission.conversation_id = conversation.conversation_id
        and admission.state = ${admission})`;
    }
    case 'blocked':
      return sql<SqlBool>`exists (select 1 from thread where thread.account_id = conversation.home_account_id
        and thread.peer_id = conversation.home_peer_id and blocked_at is not null)`;
  }
}

/** Folded here: SQLite knows small letters of the Latin alphabet only. */
async function namedLike(read: Reader, words: string): Promise<readonly ConversationId[]> {
  const meant = fold(words).replace(/^@/u, '');
  const chats = await readChatNames(read);
  return chats
    .filter((chat) =>
      [chat.name, chat.username, chat.person, chat.peer, chat.conversation].some(
        (name) => name !== null && fold(name).includes(meant),
      ),
    )
    .map(({ conversation }) => conversation);
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

import type { Milliseconds } from '../../core/clock.js';
import type { Reader } from '../engine/database.js';
import { readChatNames, type ChatName } from './chat-reader.js';
import { readRefused, type RefusedBubble } from '../outbox/refused-bubble.js';
import { readKnock, type Knock } from '../conversation/admission-store.js';
import { isWaiting } from '../turn/open-states.js';
import { readSignals, type ChatSignals } from '../conversation/signal-reader.js';
import { readStanding, type ChatStanding } from '../conversation/takeover-store.js';

/** One chat as an operator sees it. */
export interface ChatView extends ChatName {
  readonly standing: ChatStanding;
  readonly signals: ChatSignals;
  /** Why the last thing we said did not arrive; null where it did, or may still. */
  readonly refused: RefusedBubble | null;
  /** Whether the person may talk with the character; null where that never was a question. */
  readonly admission: Knock['admission'];
  /** Messages of the person that nobody answered yet. */
  readonly waiting: number;
  /** When either side last wrote. */
  readonly activeAt: Milliseconds | null;
}

export async function readChatView(read: Reader, chat: ChatName): Promise<ChatView> {
  const signals = await readSignals(read, chat.conversation);
  const waiting = await read
    .selectFrom('message')
    .select(read.fn.countAll<number>().as('n'))
    .where('conversation_id', '=', chat.conversation)
    .where(isWaiting)
    .executeTakeFirstOrThrow();
  if (!signals) throw new Error(`conversation ${chat.conversation} went away`);
  const { lastHeardAt, lastSaid } = signals;
  const activeAt = Math.max(lastHeardAt ?? 0, lastSaid?.at ?? 0);
  return {
    ...chat,
    standing: await readStanding(read, chat.conversation),
    signals,
    refused: await readRefused(read, chat.conversation),
    admission: (await readKnock(read, chat.conversation))?.admission ?? null,
    waiting: waiting.n,
    activeAt: activeAt === 0 ? null : activeAt,
  };
}

/** The chats in which somebody wrote last, newest first. */
export async function readChatViews(read: Reader, most: number): Promise<readonly ChatView[]> {
  const latest = await read
    .selectFrom('conversation')
    .select('conversation_id')
    .select((select) =>
      select
        .selectFrom('message')
        .whereRef('message.conversation_id', '=', 'conversation.conversation_id')
        .select((message) => message.fn.max('message.message_row').as('row'))
        .as('row'),
    )
    .orderBy('row', 'desc')
    .limit(most)
    .execute();
  const chats = await readChatNames(
    read,
    latest.map(({ conversation_id: conversation }) => conversation),
  );
  const names = new Map(chats.map((chat) => [chat.conversation, chat]));
  const views: ChatView[] = [];
  for (const { conversation_id: conversation } of latest) {
    const chat = names.get(conversation);
    if (chat) views.push(await readChatView(read, chat));
  }
  return views;
}

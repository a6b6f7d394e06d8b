import { z } from 'zod';
import { carryOut, chatOrder } from '../../app/orders/chat-orders.js';
import { OperatorError } from '../../core/failure.js';
import { accountId, conversationId, type ConversationId } from '../../core/ids.js';
import { readStoredWish } from '../../proactive/wish.js';
import { readChatView } from '../../store/chats/chat-list-reader.js';
import { chatStates, readChatPage } from '../../store/chats/chat-page-reader.js';
import { readChatNames, type ChatName } from '../../store/chats/chat-reader.js';
import type { Reader } from '../../store/engine/database.js';
import { readMemories, readMemorySources } from '../../store/memory/memory-reader.js';
import { readRelationship, readRelationshipChanges } from '../../store/memory/relationship-store.js';
import { readPlanned, readWish } from '../../store/plan/plan-reader.js';
import { readHandOver } from '../../store/turn/hand-over-store.js';
import { readTurnLines } from '../../app/views/turn-lines.js';
import { readMarkedTalk } from '../../store/chats/marked-talk-reader.js';
import { giveOrder } from '../source/give-order.js';
import type { PageParts } from '../source/page-parts.js';

export const chatsWanted = z.object({
  account: z.string().optional(),
  state: z.enum(chatStates).optional(),
  named: z.string().max(200).optional(),
  from: z.coerce.number().int().min(0).default(0),
  most: z.coerce.number().int().min(1).max(100).default(50),
});

/** A page of the list of chats. */
export async function chatsView(
  { config, store, clock }: PageParts,
  { account, state, named, from, most }: z.output<typeof chatsWanted>,
) {
  const filter = {
    ...(account === undefined || account === '' ? {} : { account: accountId(account) }),
    ...(state === undefined ? {} : { state }),
    ...(named === undefined || named.trim() === '' ? {} : { named }),
  };
  const now = clock.now();
  const page = await store.look(async (read) =>
    read === null ? { total: 0, chats: [] } : readChatPage(read, filter, { from, most, now }),
  );
  return { now, ...page, accounts: config.accounts.map(({ id }) => id) };
}

export type ChatsView = Awaited<ReturnType<typeof chatsView>>;

/** How many turns, and changes of where the two stand, one chat shows. */
const mostTurns = 20;
const mostChanges = 10;

/** One chat without a word of what is said in it. */
export async function chatView({ store, clock }: PageParts, id: string) {
  return store.look(async (read) => {
    const chat = await chatOf(read, id);
    const { conversation } = chat;
    return {
      now: clock.now(),
      ...(await readChatView(chat.read, chat)),
      handOver: await readHandOver(chat.read, conversation),
      relationship: withoutWords(await readRelationship(chat.read, conversation)),
      changes: await readRelationshipChanges(chat.read, conversation, mostChanges),
      memories: (await readMemories(chat.read, conversation, { which: 'current' })).length,
      plans: await readPlanned(chat.read, conversation),
      heldUntil: readStoredWish(await readWish(chat.read, conversation)).heldUntil,
      turns: await readTurnLines(chat.read, { conversation, limit: mostTurns }),
    };
  });
}

export type ChatPageView = Awaited<ReturnType<typeof chatView>>;

/** What was left open between the two is what they said. */
function withoutWords(relationship: Awaited<ReturnType<typeof readRelationship>>) {
  if (relationship === null) return null;
  const { openThreads, ...rest } = relationship;
  return { ...rest, openThreads: openThreads.length };
}

export const talkWanted = z.object({
  before: z.coerce.number().int().optional(),
  most: z.coerce.number().int().min(1).max(100).default(40),
});

/** A page of the talk itself, with what was read and how it was reacted to. */
export async function talkView({ store }: PageParts, id: string, wanted: z.output<typeof talkWanted>) {
  return store.look(async (read) => {
    const chat = await chatOf(read, id);
    // One more than is shown tells whether there is an older page.
    const found = await readMarkedTalk(chat.read, chat.conversation, {
      most: wanted.most + 1,
      ...(wanted.before === undefined ? {} : { before: wanted.before }),
    });
    const messages = found.slice(-wanted.most);
    return { messages, older: found.length > wanted.most ? (messages[0]?.row ?? null) : null };
  });
}

export type TalkView = Awaited<ReturnType<typeof talkView>>;

/** What is remembered, with the words it was learnt from. */
export async function memoriesView({ store }: PageParts, id: string) {
  return store.look(async (read) => {
    const chat = await chatOf(read, id);
    const memories = await readMemories(chat.read, chat.conversation, { which: 'current' });
    const sources = await readMemorySources(
      chat.read,
      chat.conversation,
      memories.map(({ row }) => row),
    );
    const threads = (await readRelationship(chat.read, chat.conversation))?.openThreads ?? [];
    return {
      memories: memories.map((memory) => ({ ...memory, sources: sources.get(memory.row) ?? [] })),
      openThreads: threads,
    };
  });
}

export type MemoriesView = Awaited<ReturnType<typeof memoriesView>>;

/** Take a chat over, release it, set its pace, let a person in or turn them away. */
export async function orderChat(parts: PageParts, id: string, wanted: unknown) {
  const { conversation } = await parts.store.look((read) => chatOf(read, id));
  const order = chatOrder.parse({ ...z.looseObject({}).parse(wanted), conversation });
  const done = await giveOrder(parts, 'chat', order, (database) =>
    carryOut(database, order, parts.clock.now()),
  );
  return { what: order.do, standing: done.standing };
}

/** @throws OperatorError when there is no such conversation */
export async function chatOf(
  read: Reader | null,
  id: string,
): Promise<ChatName & { readonly read: Reader; readonly conversation: ConversationId }> {
  const [chat] = read === null ? [] : await readChatNames(read, [conversationId(id)]);
  if (!chat || read === null) {
    throw new OperatorError(`there is no chat ${id}`, 'it may have been erased; go back to the list');
  }
  return { ...chat, read };
}

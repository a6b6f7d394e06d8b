import { conditionOf } from '../../telegram/world/account/condition.js';
import type { MessageView } from '../../telegram/world/message/messages.js';
import type { World } from '../../telegram/world/world.js';
import { isSeen, actInBusinessChat } from '../business/business-chat.js';
import type { BusinessConnection, BusinessRight } from '../business/connections.js';
import { badRequest, BotApiError } from '../call/bot-api-error.js';
import type { BotCall } from './bot-call.js';

/** Who acts towards whom: the bot itself, or the account it is connected to. */
export interface ActingIn {
  /** The account whose copy of the chat counts. */
  readonly self: number;
  readonly person: number;
  readonly connection?: BusinessConnection;
}

/** The chat a call names, where the bot may write; else what the server says (telegram-bot-api, check_chat_access). */
export function chatToWriteIn(call: BotCall, right: BusinessRight = 'can_reply'): ActingIn {
  const { bot, args, api } = call;
  const id = args.text('business_connection_id');
  if (id !== '') {
    const connection = connectionOf(call, id);
    const chat = args.text('chat_id');
    if (chat === '') throw badRequest('chat_id is empty');
    if (!/^-?[0-9]+$/.test(chat)) throw badRequest('chat_id must be a valid Integer');
    actInBusinessChat(api.world, connection, Number(chat), right);
    return { self: connection.owner, person: Number(chat), connection };
  }
  const person = chatKnownTo(call);
  const { world } = api;
  if (conditionOf(world, person) === 'deleted') throw new BotApiError(403, 'Forbidden: user is deactivated');
  if (world.users.must(person).bot) {
    throw new BotApiError(403, "Forbidden: bot can't send messages to bots");
  }
  if (!world.journal.hasWritten(person, bot.id)) {
    throw new BotApiError(403, "Forbidden: bot can't initiate conversation with a user");
  }
  return { self: bot.id, person };
}

/** The person a call names, where the bot ever met them: in its own chat, or in one it manages for somebody. */
export function chatKnownTo({ bot, args, api: { world, connections } }: BotCall): number {
  const wish = args.text('chat_id');
  if (wish === '') throw badRequest('chat_id is empty');
  // A user name finds groups and channels only, and there are none here.
  const person = /^-?[0-9]+$/.test(wish) ? Number(wish) : 0;
  const user = world.users.get(person);
  const isMet =
    user !== undefined &&
    (world.journal.hasWritten(person, bot.id) ||
      connections.ofOwner(person)?.bot === bot.id ||
      connections.ofBot(bot.id).some((connection) => isMetThrough(world, connection, person)));
  if (!isMet) throw badRequest('chat not found');
  return person;
}

function isMetThrough(world: World, connection: BusinessConnection, person: number): boolean {
  return isSeen(world, connection, person) && world.dialogs.find(connection.owner, person) !== undefined;
}

/** A connection of this very bot. */
export function connectionOf({ bot, api }: BotCall, id: string): BusinessConnection {
  const connection = api.connections.find(id);
  if (connection === undefined || connection.bot !== bot.id) {
    throw badRequest('Business connection not found');
  }
  return connection;
}

/** A message of a chat, or the words the server has for a missing one: `message to edit not found`. */
export function messageIn(
  { api }: BotCall,
  { self, person }: ActingIn,
  messageId: number,
  called: string,
): MessageView {
  const view = messageId > 0 ? api.world.messages.find(self, messageId) : undefined;
  if (view?.peer !== person) throw badRequest(`${called} not found`);
  return view;
}

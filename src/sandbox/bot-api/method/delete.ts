import { deleteMessages } from '../../telegram/world/message/delete-messages.js';
import type { Arguments } from '../call/arguments.js';
import { badRequest } from '../call/bot-api-error.js';
import type { BotCall } from './bot-call.js';
import { chatKnownTo, connectionOf, messageIn } from './chats.js';

/** https://core.telegram.org/bots/api#deletemessage. */
const DELETABLE_MS = 48 * 3_600_000;

export function deleteMessage(call: BotCall): true {
  const { bot, args, api } = call;
  const where = { self: bot.id, person: chatKnownTo(call) };
  const view = messageIn(call, where, args.integer('message_id', 0), 'message to delete');
  if (api.world.clock.now() - view.sentAt > DELETABLE_MS) {
    throw badRequest("message can't be deleted for everyone");
  }
  deleteMessages(api.world, { user: bot.id }, [view.id], true);
  return true;
}

/** Messages that are not there, or too old, are passed over: https://core.telegram.org/bots/api#deletemessages. */
export function deleteSeveral(call: BotCall): true {
  const { bot, args, api } = call;
  const ids = messageIds(args);
  const person = chatKnownTo(call);
  const now = api.world.clock.now();
  const found = ids.filter((id) => {
    const view = api.world.messages.find(bot.id, id);
    return view?.peer === person && now - view.sentAt <= DELETABLE_MS;
  });
  deleteMessages(api.world, { user: bot.id }, found, true);
  return true;
}

/** https://core.telegram.org/bots/api#deletebusinessmessages: own ones by one right, all others by another. */
export function deleteBusinessMessages(call: BotCall): true {
  const { bot, args, api } = call;
  const connection = connectionOf(call, args.text('business_connection_id'));
  const ids = messageIds(args);
  if (!connection.isEnabled) throw badRequest('BUSINESS_CONNECTION_INVALID');
  const views = ids.flatMap((id) => api.world.messages.find(connection.owner, id) ?? []);
  const mayAll = connection.rights.includes('can_delete_all_messages');
  const mayOwn = mayAll || connection.rights.includes('can_delete_sent_messages');
  const isOwn = views.every((view) => view.marks['viaBusinessBotId'] === BigInt(bot.id));
  if (!(isOwn ? mayOwn : mayAll)) throw badRequest('BOT_ACCESS_FORBIDDEN');
  if (views.length === 0 || new Set(views.map((view) => view.peer)).size > 1) {
    throw badRequest('MESSAGE_ID_INVALID');
  }
  const newest = Math.min(...views.map((view) => view.sentAt));
  if (api.world.clock.now() - newest > DELETABLE_MS)
    throw badRequest("message can't be deleted for everyone");
  deleteMessages(
    api.world,
    { user: connection.owner },
    views.map((view) => view.id),
    true,
  );
  return true;
}

function messageIds(args: Arguments): number[] {
  if (args.text('message_ids') === '') throw badRequest('Message identifiers are not specified');
  const list = args.json('message_ids', 'message_ids');
  if (!Array.isArray(list)) throw badRequest('Expected an Array of message identifiers');
  if (list.length > 100) throw badRequest('Too many message identifiers specified');
  if (list.length === 0) throw badRequest('Message identifiers are not specified');
  return list.map((wish: unknown) => {
    if (typeof wish !== 'number' && typeof wish !== 'string') {
      throw badRequest('Message identifier must be a Number');
    }
    const id = Number(wish);
    if (!Number.isInteger(id)) throw badRequest("Can't parse message identifier as Number");
    if (id <= 0) throw badRequest('Invalid message identifier specified');
    return id;
  });
}

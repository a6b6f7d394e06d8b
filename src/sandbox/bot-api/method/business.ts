import { readHistory } from '../../telegram/world/message/read-history.js';
import { badRequest } from '../call/bot-api-error.js';
import { renderConnection } from '../render/render-connection.js';
import type { BotCall } from './bot-call.js';
import { chatToWriteIn, connectionOf } from './chats.js';

export function getBusinessConnection(call: BotCall): object {
  const id = call.args.text('business_connection_id');
  if (id === '') throw badRequest('Connection identifier must be non-empty');
  return renderConnection(call.api.world, connectionOf(call, id));
}

/** https://core.telegram.org/bots/api#readbusinessmessage: read up to this message, in the owner's name. */
export function readBusinessMessage(call: BotCall): true {
  const { args, api } = call;
  const { self, person, connection } = chatToWriteIn(call, 'can_read_messages');
  if (connection === undefined) throw badRequest('Connection identifier must be non-empty');
  const view = api.world.messages.find(self, args.integer('message_id', 0));
  if (view?.peer !== person) throw badRequest('MESSAGE_ID_INVALID');
  readHistory(api.world, { user: self }, person, view.id);
  return true;
}

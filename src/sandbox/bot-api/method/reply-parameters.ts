import { z } from 'zod';
import type { TlObject } from '../../mtproto/rpc.js';
import { badRequest } from '../call/bot-api-error.js';
import { entityToTl } from '../render/render-entity.js';
import { formattedText } from '../text/formatted-text.js';
import type { BotCall } from './bot-call.js';
import type { ActingIn } from './chats.js';

const wish = z.looseObject({
  message_id: z.coerce.number().int(),
  allow_sending_without_reply: z.boolean().optional(),
  quote: z.string().optional(),
  quote_parse_mode: z.string().optional(),
  quote_entities: z.unknown().optional(),
  quote_position: z.coerce.number().int().optional(),
});

export interface Reply {
  readonly replyTo?: number;
  /** With a quotation: how the answered message is named in the API below. */
  readonly header?: TlObject;
}

/** What a message answers: https://core.telegram.org/bots/api#replyparameters, and the older pair of arguments. */
export function replyOf({ args, api }: BotCall, { self, person, connection }: ActingIn): Reply {
  const asked = args.json('reply_parameters', 'reply parameters') ?? {
    message_id: args.integer('reply_to_message_id', 0),
    allow_sending_without_reply: args.boolean('allow_sending_without_reply'),
  };
  if (typeof asked !== 'object' || Array.isArray(asked)) {
    throw badRequest('Object expected as reply parameters');
  }
  if (Object.keys(asked ?? {}).length === 0) return {};
  const read = wish.safeParse(asked);
  if (!read.success) throw badRequest('Field "message_id" must be a valid Number');
  const { message_id: id, quote = '', quote_position: place = 0 } = read.data;
  if (id <= 0) return {};
  const view = api.world.messages.find(self, id);
  if (view?.peer !== person) {
    // In the name of a business account the reply is dropped in silence by the API below where it names nothing.
    if (read.data.allow_sending_without_reply === true) return {};
    throw badRequest(connection === undefined ? 'message to be replied not found' : 'MESSAGE_ID_INVALID');
  }
  if (quote === '') return { replyTo: id };
  const { text, entities } = formattedText(quote, read.data.quote_parse_mode ?? '', read.data.quote_entities);
  const found = view.text.indexOf(text, view.text.startsWith(text, place) ? place : 0);
  if (found < 0) throw badRequest('QUOTE_TEXT_INVALID');
  return {
    replyTo: id,
    header: {
      _: 'messageReplyHeader',
      replyToMsgId: id,
      quote: true,
      quoteText: text,
      quoteEntities: entities.length === 0 ? undefined : entities.map(entityToTl),
      quoteOffset: found,
    },
  };
}

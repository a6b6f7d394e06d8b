import type { TlObject, TlValue } from '../../mtproto/rpc.js';
import { postMessage } from '../../telegram/world/message/post-message.js';
import { refusedAs } from '../call/bot-api-error.js';
import { entityToTl } from '../render/render-entity.js';
import { keyboardToTl, type Keyboard } from '../render/render-keyboard.js';
import { renderMessage } from '../render/render-message.js';
import type { FormattedText } from '../text/entity.js';
import type { BotCall } from './bot-call.js';
import type { ActingIn } from './chats.js';
import type { Reply } from './reply-parameters.js';

export interface Posting {
  readonly words: FormattedText;
  readonly media?: TlObject;
  readonly reply: Reply;
  readonly keyboard: Keyboard | undefined;
  /** JSON of the link preview that was asked for. */
  readonly linkPreview?: string;
}

/** Sends in the bot's own name, or in that of the account it is connected to; answers with the message. */
export function post(call: BotCall, where: ActingIn, posting: Posting): object {
  const { bot, args, api } = call;
  const { world } = api;
  const { self, person, connection } = where;
  api.limits.take(bot.id, person, world.clock.now());
  const marks: Record<string, TlValue> = {
    ...(posting.reply.header === undefined ? {} : { replyTo: posting.reply.header }),
    ...(posting.keyboard === undefined ? {} : { replyMarkup: keyboardToTl(posting.keyboard) }),
    ...(posting.linkPreview === undefined ? {} : { botLinkPreview: posting.linkPreview }),
    ...(args.boolean('protect_content') ? { noforwards: true } : {}),
    ...(connection === undefined ? {} : { viaBusinessBotId: BigInt(bot.id) }),
  };
  const outcome = postMessage(
    world,
    { user: self },
    {
      to: person,
      text: posting.words.text,
      entities: posting.words.entities.map(entityToTl),
      silent: args.boolean('disable_notification'),
      marks,
      ...(posting.media === undefined ? {} : { media: posting.media }),
      ...(posting.reply.replyTo === undefined ? {} : { replyTo: posting.reply.replyTo }),
    },
  );
  if (outcome.kind === 'refused') throw refusedAs(outcome.type);
  return shown(call, where, outcome.id);
}

/** A message as the caller sees it. */
export function shown({ bot, api }: BotCall, { self, connection }: ActingIn, id: number): object {
  const view = api.world.messages.find(self, id);
  if (view === undefined) throw refusedAs('MESSAGE_ID_INVALID');
  const beholder = { bot: bot.id, ...(connection === undefined ? {} : { connection: connection.id }) };
  return renderMessage(api.world, beholder, view);
}

import type { TlValue } from '../../mtproto/rpc.js';
import { isObject, numberOf, objectsOf, textOf } from '../../telegram/method/fields.js';
import type { MessageView } from '../../telegram/world/message/messages.js';
import type { World } from '../../telegram/world/world.js';
import { detectEntities } from '../text/detect.js';
import { inOrder } from '../text/entity.js';
import { entityFromTl, renderEntity } from './render-entity.js';
import { keyboardFromTl } from './render-keyboard.js';
import { renderMedia } from './render-media.js';
import { renderChat, renderUser } from './render-user.js';

export interface Beholder {
  /** The bot that is told. */
  readonly bot: number;
  /** The connection through which it sees a chat of somebody else. */
  readonly connection?: string;
}

/** https://core.telegram.org/bots/api#message, from the copy of the bot or of the account it is connected to. */
export function renderMessage(world: World, beholder: Beholder, view: MessageView): Record<string, unknown> {
  const message = withoutReply(world, beholder, view);
  const replied = view.replyToId === null ? undefined : world.messages.find(view.owner, view.replyToId);
  if (replied === undefined) return message;
  return {
    ...message,
    reply_to_message: withoutReply(world, beholder, replied),
    quote: quoteOf(world, view.marks['replyTo']),
  };
}

function withoutReply(
  world: World,
  { bot, connection }: Beholder,
  view: MessageView,
): Record<string, unknown> {
  const { marks } = view;
  const given = view.entities.flatMap(entityFromTl);
  const entities = inOrder([...given, ...detectEntities(view.text, given)]).map((entity) =>
    renderEntity(world, entity),
  );
  const words = { text: view.text, entities: entities.length === 0 ? undefined : entities };
  const media = view.media === null ? {} : renderMedia(bot, view.media);
  const isCaption = Object.keys(media).length > 0;
  const automated = marks['viaBusinessBotId'];
  return {
    business_connection_id: connection,
    message_id: view.id,
    from: renderUser(world, view.out ? view.owner : view.peer),
    sender_business_bot:
      connection === undefined || automated === undefined ? undefined : renderUser(world, Number(automated)),
    chat: renderChat(world, view.peer),
    date: Math.floor(view.sentAt / 1000),
    edit_date: view.editedAt === null ? undefined : Math.floor(view.editedAt / 1000),
    is_from_offline: marks['offline'] === true ? true : undefined,
    has_protected_content: marks['noforwards'] === true ? true : undefined,
    forward_origin: forwardOrigin(world, marks['fwdFrom']),
    ...media,
    ...(isCaption
      ? { caption: view.text === '' ? undefined : view.text, caption_entities: words.entities }
      : words),
    link_preview_options: linkPreview(marks['botLinkPreview']),
    reply_markup: keyboardOf(marks['replyMarkup']),
  };
}

function keyboardOf(markup: TlValue | undefined): object | undefined {
  const rows = keyboardFromTl(markup);
  return rows === undefined ? undefined : { inline_keyboard: rows };
}

/** As the bot asked for it, JSON in the mark. */
function linkPreview(mark: TlValue | undefined): unknown {
  return typeof mark === 'string' ? (JSON.parse(mark) as unknown) : undefined;
}

function quoteOf(world: World, header: TlValue | undefined): object | undefined {
  if (!isObject(header) || typeof header['quoteText'] !== 'string') return undefined;
  const entities = objectsOf(header, 'quoteEntities').flatMap(entityFromTl);
  return {
    text: header['quoteText'],
    entities: entities.length === 0 ? undefined : entities.map((entity) => renderEntity(world, entity)),
    position: numberOf(header, 'quoteOffset'),
    is_manual: header['quote'] === true ? true : undefined,
  };
}

/** https://core.telegram.org/bots/api#messageorigin: a user where it is named, else the name alone. */
function forwardOrigin(world: World, header: TlValue | undefined): object | undefined {
  if (!isObject(header)) return undefined;
  const date = numberOf(header, 'date');
  const from = header['fromId'];
  if (isObject(from) && from['userId'] !== undefined) {
    return { type: 'user', sender_user: renderUser(world, Number(from['userId'])), date };
  }
  return { type: 'hidden_user', sender_user_name: textOf(header, 'fromName'), date };
}

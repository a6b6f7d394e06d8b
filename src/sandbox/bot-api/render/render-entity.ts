import type { TlObject } from '../../mtproto/rpc.js';
import { longOf, numberOf, textOf } from '../../telegram/method/fields.js';
import type { World } from '../../telegram/world/world.js';
import type { Entity } from '../text/entity.js';
import { renderUser } from './render-user.js';

/** API type by TL constructor; https://core.telegram.org/type/MessageEntity and https://core.telegram.org/bots/api#messageentity. */
const TYPES: Readonly<Record<string, string>> = {
  messageEntityMention: 'mention',
  messageEntityHashtag: 'hashtag',
  messageEntityCashtag: 'cashtag',
  messageEntityBotCommand: 'bot_command',
  messageEntityUrl: 'url',
  messageEntityEmail: 'email',
  messageEntityPhone: 'phone_number',
  messageEntityBold: 'bold',
  messageEntityItalic: 'italic',
  messageEntityUnderline: 'underline',
  messageEntityStrike: 'strikethrough',
  messageEntitySpoiler: 'spoiler',
  messageEntityCode: 'code',
  messageEntityPre: 'pre',
  messageEntityTextUrl: 'text_link',
  messageEntityMentionName: 'text_mention',
  messageEntityCustomEmoji: 'custom_emoji',
  messageEntityBlockquote: 'blockquote',
};
const CONSTRUCTORS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(TYPES).map(([constructor, type]) => [type, constructor])),
  expandable_blockquote: 'messageEntityBlockquote',
};

export function entityFromTl(entity: TlObject): Entity[] {
  const type = TYPES[entity._];
  if (type === undefined) return [];
  const base = { offset: numberOf(entity, 'offset'), length: numberOf(entity, 'length') };
  switch (type) {
    case 'pre':
      return [
        {
          type,
          ...base,
          ...(textOf(entity, 'language') === '' ? {} : { language: textOf(entity, 'language') }),
        },
      ];
    case 'text_link':
      return [{ type, ...base, url: textOf(entity, 'url') }];
    case 'text_mention':
      return [{ type, ...base, userId: numberOf(entity, 'userId') }];
    case 'custom_emoji':
      return [{ type, ...base, customEmojiId: longOf(entity, 'documentId').toString() }];
    case 'blockquote':
      return [{ type: entity['collapsed'] === true ? 'expandable_blockquote' : type, ...base }];
    default:
      return [{ type, ...base }];
  }
}

export function entityToTl(entity: Entity): TlObject {
  const base = {
    _: CONSTRUCTORS[entity.type] ?? 'messageEntityUnknown',
    offset: entity.offset,
    length: entity.length,
  };
  switch (entity.type) {
    case 'pre':
      return { ...base, language: entity.language ?? '' };
    case 'text_link':
      return { ...base, url: entity.url ?? '' };
    case 'text_mention':
      return { ...base, userId: BigInt(entity.userId ?? 0) };
    case 'custom_emoji':
      return { ...base, documentId: BigInt(entity.customEmojiId ?? 0) };
    case 'expandable_blockquote':
      return { ...base, collapsed: true };
    default:
      return base;
  }
}

export function renderEntity(world: World, entity: Entity): object {
  const { type, offset, length, url, userId, language, customEmojiId } = entity;
  return {
    offset,
    length,
    type,
    url,
    user: userId === undefined ? undefined : renderUser(world, userId),
    language,
    custom_emoji_id: customEmojiId,
  };
}

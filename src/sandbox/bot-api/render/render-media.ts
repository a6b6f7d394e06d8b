import type { TlObject } from '../../mtproto/rpc.js';
import { isObject, longOf, numberOf, objectsOf, textOf } from '../../telegram/method/fields.js';
import { fileHandle } from '../account/files.js';

/** The fields of a message that say what it shows besides words; empty where the Bot API has none for it. */
export function renderMedia(bot: number, media: TlObject): Record<string, unknown> {
  switch (media._) {
    case 'messageMediaPhoto':
      return isObject(media['photo']) ? { photo: photoSizes(bot, media['photo']) } : {};
    case 'messageMediaDocument':
      return isObject(media['document']) ? document(bot, media['document']) : {};
    case 'messageMediaGeo': {
      const geo = media['geo'];
      if (!isObject(geo)) return {};
      return { location: { latitude: numberOf(geo, 'lat'), longitude: numberOf(geo, 'long') } };
    }
    case 'messageMediaContact':
      return {
        contact: {
          phone_number: textOf(media, 'phoneNumber'),
          first_name: textOf(media, 'firstName'),
          last_name: textOf(media, 'lastName') || undefined,
          user_id: numberOf(media, 'userId') || undefined,
        },
      };
    case 'messageMediaDice':
      return { dice: { emoji: textOf(media, 'emoticon'), value: numberOf(media, 'value') } };
    default:
      return {};
  }
}

function photoSizes(bot: number, photo: TlObject): object[] {
  const id = longOf(photo, 'id');
  return objectsOf(photo, 'sizes').map((size) => ({
    ...fileHandle(bot, 'photo', id, numberOf(size, 'size')),
    width: numberOf(size, 'w'),
    height: numberOf(size, 'h'),
  }));
}

function document(bot: number, file: TlObject): Record<string, unknown> {
  const attributes = objectsOf(file, 'attributes');
  const one = (kind: string): TlObject | undefined =>
    attributes.find((attribute) => attribute._ === `documentAttribute${kind}`);
  const mime = textOf(file, 'mimeType') || 'application/octet-stream';
  const handle = (kind: string): object => fileHandle(bot, kind, longOf(file, 'id'), numberOf(file, 'size'));
  const word = (attribute: TlObject | undefined, field: string): string | undefined =>
    attribute === undefined ? undefined : textOf(attribute, field) || undefined;
  const count = (attribute: TlObject | undefined, field: string): number =>
    attribute === undefined ? 0 : numberOf(attribute, field);
  const named = { file_name: word(one('Filename'), 'fileName'), mime_type: mime };
  const audio = one('Audio');
  const video = one('Video');
  const sticker = one('Sticker');
  const size = one('ImageSize') ?? video;
  const duration = Math.round(count(audio ?? video, 'duration'));
  const dimensions = { width: count(size, 'w'), height: count(size, 'h') };
  if (audio?.['voice'] === true) return { voice: { duration, mime_type: mime, ...handle('voice') } };
  if (audio !== undefined) {
    return {
      audio: {
        duration,
        title: word(audio, 'title'),
        performer: word(audio, 'performer'),
        ...named,
        ...handle('audio'),
      },
    };
  }
  if (sticker !== undefined) {
    return {
      sticker: {
        width: dimensions.width || 512,
        height: dimensions.height || 512,
        emoji: word(sticker, 'alt'),
        is_animated: mime === 'application/x-tgsticker',
        is_video: mime === 'video/webm',
        type: 'regular',
        ...handle('sticker'),
      },
    };
  }
  if (one('Animated') !== undefined) {
    const animation = { duration, ...dimensions, ...named, ...handle('animation') };
    // For programs from before animations: https://core.telegram.org/bots/api#message, animation.
    return { animation, document: { ...named, ...handle('animation') } };
  }
  if (video?.['roundMessage'] === true) {
    return { video_note: { duration, length: dimensions.width, ...handle('video_note') } };
  }
  if (video !== undefined) return { video: { duration, ...dimensions, ...named, ...handle('video') } };
  return { document: { ...named, ...handle('document') } };
}

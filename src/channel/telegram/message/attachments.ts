import { Api } from 'telegram';
import type { Attachment } from '../../../core/event.js';
import { mediaWords } from './media-words.js';

/** What a message carries besides its text, as a description; nothing is opened. A link preview is no attachment. */
export function toAttachments(media: Api.TypeMessageMedia | null | undefined): readonly Attachment[] {
  if (media instanceof Api.MessageMediaPhoto) {
    if (media.ttlSeconds) return [{ kind: 'photo', ephemeral: true }];
    return [{ kind: 'photo', mime: 'image/jpeg', ...bytesOf(media.photo) }];
  }
  if (media instanceof Api.MessageMediaDocument) return [toDocument(media)];
  if (
    media instanceof Api.MessageMediaGeo ||
    media instanceof Api.MessageMediaGeoLive ||
    media instanceof Api.MessageMediaVenue
  ) {
    return [{ kind: 'location', ...(media instanceof Api.MessageMediaVenue ? { label: media.title } : {}) }];
  }
  if (media instanceof Api.MessageMediaContact) return [{ kind: 'contact' }];
  if (media instanceof Api.MessageMediaDice) return [{ kind: 'sticker', label: media.emoticon }];
  if (media === undefined || media === null) return [];
  return mediaWords(media).map((label) => ({ kind: 'other', label }));
}

function toDocument(media: Api.MessageMediaDocument): Attachment {
  const { document } = media;
  const attributes = document instanceof Api.Document ? document.attributes : [];
  const audio = attributes.find((one) => one instanceof Api.DocumentAttributeAudio);
  const video = attributes.find((one) => one instanceof Api.DocumentAttributeVideo);
  const sticker = attributes.find((one) => one instanceof Api.DocumentAttributeSticker);
  const file = attributes.find((one) => one instanceof Api.DocumentAttributeFilename);

  const kind = sticker
    ? 'sticker'
    : media.voice || audio?.voice
      ? 'voice'
      : video || media.video || media.round
        ? 'video'
        : 'file';
  const seconds = audio?.duration ?? video?.duration;
  const timed = seconds === undefined ? {} : { seconds: Math.round(seconds) };
  // Terms 1.4: nothing about what destroys itself is kept but that it was there.
  if (media.ttlSeconds || !(document instanceof Api.Document)) return { kind, ephemeral: true, ...timed };
  const label = sticker?.alt ?? file?.fileName;
  return {
    kind,
    mime: document.mimeType,
    bytes: document.size.toJSNumber(),
    ...timed,
    ...(label ? { label } : {}),
  };
}

function bytesOf(photo: Api.TypePhoto | null | undefined): { bytes?: number } {
  if (!(photo instanceof Api.Photo)) return {};
  let bytes = 0;
  for (const size of photo.sizes) {
    if (size instanceof Api.PhotoSize) bytes = Math.max(bytes, size.size);
    else if (size instanceof Api.PhotoSizeProgressive) bytes = Math.max(bytes, ...size.sizes);
  }
  return bytes > 0 ? { bytes } : {};
}

import { Api } from 'telegram';
import type { Attachment, AttachmentKind } from '../../../core/event.js';
import { documentSource, photoSource } from '../files/file-place.js';
import { cut, mediaWords } from './media-words.js';

/** What a message carries besides its text, as a description; nothing is opened. A link preview is no attachment. */
export function toAttachments(media: Api.TypeMessageMedia | null | undefined): readonly Attachment[] {
  if (media instanceof Api.MessageMediaPhoto) return [toPhoto(media)];
  if (media instanceof Api.MessageMediaDocument) return [toDocument(media)];
  if (media instanceof Api.MessageMediaGeo) return [{ kind: 'location', ...placeWords(media.geo) }];
  if (media instanceof Api.MessageMediaGeoLive) {
    const { label = '' } = placeWords(media.geo);
    return [{ kind: 'location', label: `live ${label}`.trim() }];
  }
  if (media instanceof Api.MessageMediaVenue) return [{ kind: 'location', label: cut(media.title) }];
  // The number is nobody's business here, and the name only whoever asks for it.
  if (media instanceof Api.MessageMediaContact) return [{ kind: 'contact' }];
  if (media instanceof Api.MessageMediaDice) return [{ kind: 'sticker', label: media.emoticon }];
  if (media === undefined || media === null) return [];
  return mediaWords(media).map((label) => ({ kind: 'other', label }));
}

/** To a tenth of a degree: about the town, never the house. */
function placeWords(geo: Api.TypeGeoPoint): { readonly label?: string } {
  if (!(geo instanceof Api.GeoPoint)) return {};
  const near = (degrees: number): string => (Math.round(degrees * 10) / 10).toFixed(1);
  return { label: `near ${near(geo.lat)}, ${near(geo.long)}` };
}

function toPhoto({ photo, ttlSeconds }: Api.MessageMediaPhoto): Attachment {
  if (ttlSeconds) return { kind: 'photo', ephemeral: true };
  const source = photoSource(photo);
  if (!(photo instanceof Api.Photo) || source === undefined) return { kind: 'photo', mime: 'image/jpeg' };
  const { still } = source;
  return {
    kind: 'photo',
    mime: 'image/jpeg',
    ...(still === undefined ? {} : { bytes: still.bytes }),
    key: photo.id.toString(),
    source,
  };
}

function toDocument(media: Api.MessageMediaDocument): Attachment {
  const { document } = media;
  const attributes = document instanceof Api.Document ? document.attributes : [];
  const audio = attributes.find((one) => one instanceof Api.DocumentAttributeAudio);
  const video = attributes.find((one) => one instanceof Api.DocumentAttributeVideo);
  const sticker = attributes.find((one) => one instanceof Api.DocumentAttributeSticker);
  const file = attributes.find((one) => one instanceof Api.DocumentAttributeFilename);
  const isAnimated = attributes.some((one) => one instanceof Api.DocumentAttributeAnimated);

  // Clips without sound and round videos are videos as well, so those are asked for last.
  const kind: AttachmentKind = sticker
    ? 'sticker'
    : media.voice || audio?.voice
      ? 'voice'
      : media.round || video?.roundMessage
        ? 'round'
        : isAnimated
          ? 'gif'
          : video || media.video
            ? 'video'
            : audio
              ? 'audio'
              : 'file';
  const seconds = audio?.duration ?? video?.duration;
  const timed = seconds === undefined ? {} : { seconds: Math.round(seconds) };
  // Terms 1.4: nothing about what destroys itself is kept but that it was there.
  if (media.ttlSeconds || !(document instanceof Api.Document)) return { kind, ephemeral: true, ...timed };
  const label = sticker?.alt ?? (kind === 'file' || kind === 'audio' ? file?.fileName : undefined);
  return {
    kind,
    mime: document.mimeType,
    bytes: document.size.toJSNumber(),
    ...timed,
    ...(label ? { label: cut(label) } : {}),
    key: document.id.toString(),
    source: documentSource(document),
  };
}

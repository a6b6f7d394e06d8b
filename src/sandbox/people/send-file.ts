import type { TlObject } from '../mtproto/rpc.js';
import { findFile, mediaOf, PHOTO_MIME, storeFile } from '../telegram/method/uploads.js';
import { pictureSizes, type PictureSize } from '../telegram/world/picture-sizes.js';
import { postMessage, type PostOutcome } from '../telegram/world/message/post-message.js';
import type { World } from '../telegram/world/world.js';

/** A file somebody sends, and as what. */
export interface FileWish {
  readonly as: 'photo' | 'voice' | 'audio' | 'round' | 'video' | 'gif' | 'sticker' | 'document';
  readonly bytes?: Buffer;
  /** A file that is there already, such as a sticker of a set. */
  readonly file?: bigint;
  readonly mime?: string;
  readonly name?: string;
  readonly caption?: string;
  readonly seconds?: number;
  readonly emoji?: string;
  readonly thumbnail?: PictureSize;
  /** Where the sender lives, and their files with them; left out: where the account does. */
  readonly dc?: number;
  /** Parts of an album share one. */
  readonly album?: bigint;
  /** 0x7FFFFFFF: to be seen once. */
  readonly ttlSeconds?: number;
  readonly replyTo?: number;
}

const usualMimes = {
  photo: PHOTO_MIME,
  voice: 'audio/ogg',
  audio: 'audio/mpeg',
  round: 'video/mp4',
  video: 'video/mp4',
  gif: 'video/mp4',
  sticker: 'image/webp',
  document: 'application/octet-stream',
} as const;

/** As an app does: the file is put up where its sender lives, Telegram makes its sizes, and a message carries it. */
export async function sendFile(world: World, from: number, to: number, wish: FileWish): Promise<PostOutcome> {
  const { as, bytes = Buffer.alloc(0), dc = 0 } = wish;
  const attributes = attributesOf(wish);
  const sizes =
    as === 'photo' ? await pictureSizes(bytes) : wish.thumbnail === undefined ? [] : [wish.thumbnail];
  const known = wish.file === undefined ? undefined : findFile(world, wish.file);
  const file = known ?? storeFile(world, bytes, wish.mime ?? usualMimes[as], { dc, sizes, attributes });
  // What is sent as a file stays one, whatever it is a picture of.
  const shown = as === 'photo' || file.mime !== PHOTO_MIME ? file : { ...file, mime: 'image/jpg' };
  const media = mediaOf(shown, known?.attributes ?? attributes, world.clock.now(), 2, wish.ttlSeconds);
  return postMessage(
    world,
    { user: from },
    {
      to,
      text: wish.caption ?? '',
      media,
      ...(wish.album === undefined ? {} : { marks: { groupedId: wish.album } }),
      ...(wish.replyTo === undefined ? {} : { replyTo: wish.replyTo }),
    },
  );
}

function attributesOf({ as, seconds = 1, emoji = '🙂', name }: FileWish): readonly TlObject[] {
  const named: readonly TlObject[] =
    name === undefined ? [] : [{ _: 'documentAttributeFilename', fileName: name }];
  const video = { _: 'documentAttributeVideo', duration: seconds, w: 384, h: 384 };
  switch (as) {
    case 'photo':
    case 'document':
      return named;
    case 'voice':
      return [{ _: 'documentAttributeAudio', voice: true, duration: seconds }, ...named];
    case 'audio':
      return [{ _: 'documentAttributeAudio', duration: seconds }, ...named];
    case 'round':
      return [{ ...video, roundMessage: true }, ...named];
    case 'video':
      return [video, ...named];
    case 'gif':
      return [video, { _: 'documentAttributeAnimated' }, ...named];
    case 'sticker':
      return [
        { _: 'documentAttributeImageSize', w: 512, h: 512 },
        { _: 'documentAttributeSticker', alt: emoji, stickerset: { _: 'inputStickerSetEmpty' } },
      ];
  }
}

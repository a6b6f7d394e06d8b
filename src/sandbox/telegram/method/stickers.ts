import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import type { World } from '../world/world.js';
import type { SignedInMethod } from './context.js';
import { objectOf, textOf } from './fields.js';
import { findFile, mediaOf, storeFile } from './uploads.js';
import type { PictureSize } from '../world/picture-sizes.js';

export interface NewSticker {
  readonly emoji: string;
  readonly bytes: Buffer;
  readonly format: 'static' | 'animated' | 'video';
  /** The picture shown before it moves. */
  readonly thumbnail?: PictureSize;
}

const mimes = {
  static: 'image/webp',
  animated: 'application/x-tgsticker',
  video: 'video/webm',
} as const;

/** Publishes a set, as @Stickers would. Returns the ids of its stickers, in order. */
export function publishStickerSet(
  world: World,
  shortName: string,
  title: string,
  stickers: readonly NewSticker[],
): readonly bigint[] {
  const made = stickers.map(({ emoji, bytes, format, thumbnail }) => {
    const attributes: readonly TlObject[] = [
      { _: 'documentAttributeImageSize', w: 512, h: 512 },
      {
        _: 'documentAttributeSticker',
        alt: emoji,
        stickerset: { _: 'inputStickerSetShortName', shortName },
      },
    ];
    const sizes = thumbnail === undefined ? [] : [thumbnail];
    return { emoji, id: storeFile(world, bytes, mimes[format], { attributes, sizes }).id };
  });
  world.db
    .prepare('INSERT OR REPLACE INTO sticker_sets (short_name, title, stickers) VALUES (?, ?, ?)')
    .run(shortName, title, JSON.stringify(made.map(({ emoji, id }) => ({ emoji, id: id.toString() }))));
  return made.map(({ id }) => id);
}

export const stickerMethods: Readonly<Record<string, SignedInMethod>> = {
  'messages.getStickerSet': (call, { world, self, address }) => {
    const wanted = objectOf(call, 'stickerset');
    const name = wanted._ === 'inputStickerSetShortName' ? textOf(wanted, 'shortName') : '';
    const row = world.db
      .prepare<[string], { title: string; stickers: string }>(
        'SELECT title, stickers FROM sticker_sets WHERE short_name = ?',
      )
      .get(name);
    if (row === undefined) throw new RpcError(400, 'STICKERSET_INVALID');
    const stickers = JSON.parse(row.stickers) as { emoji: string; id: string }[];
    const documents = stickers.flatMap(({ id }) => {
      const file = findFile(world, BigInt(id));
      if (file === undefined) return [];
      const media = world.references.shown(
        mediaOf(file, file.attributes, world.clock.now(), address.dcId),
        self,
      );
      return [objectOf(media, 'document')];
    });
    const emojis = [...new Set(stickers.map(({ emoji }) => emoji))];
    return {
      _: 'messages.stickerSet',
      set: {
        _: 'stickerSet',
        id: 1n,
        accessHash: 1n,
        title: row.title,
        shortName: name,
        count: stickers.length,
        hash: 0,
      },
      packs: emojis.map((emoticon) => ({
        _: 'stickerPack',
        emoticon,
        documents: stickers.filter(({ emoji }) => emoji === emoticon).map(({ id }) => BigInt(id)),
      })),
      keywords: [],
      documents,
    };
  },
};

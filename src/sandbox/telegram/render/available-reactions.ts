import type { TlObject } from '../../mtproto/rpc.js';

/** Reactions that every account has (core.telegram.org/api/reactions); a client that is told of none sends none. */
const REACTIONS = [
  ['👍', 'Thumbs Up'],
  ['👎', 'Thumbs Down'],
  ['❤', 'Red Heart'],
  ['🔥', 'Fire'],
  ['🥰', 'Smiling Face with Hearts'],
  ['👏', 'Clapping Hands'],
  ['😁', 'Beaming Face'],
  ['🤔', 'Thinking Face'],
  ['🤯', 'Exploding Head'],
  ['😱', 'Screaming Face'],
  ['😢', 'Crying Face'],
  ['🎉', 'Party Popper'],
  ['🤩', 'Star-Struck'],
  ['🙏', 'Folded Hands'],
  ['👌', 'OK Hand'],
  ['💯', 'Hundred Points'],
  ['🤣', 'Rolling on the Floor'],
  ['😴', 'Sleeping Face'],
  ['😭', 'Loudly Crying Face'],
  ['😎', 'Smiling Face with Sunglasses'],
] as const;

/** Animations of one reaction, in the order of the schema. */
const PICTURES = [
  'staticIcon',
  'appearAnimation',
  'selectAnimation',
  'activateAnimation',
  'effectAnimation',
] as const;

export function renderAvailableReactions(): TlObject {
  return {
    _: 'messages.availableReactions',
    hash: 1,
    reactions: REACTIONS.map(([reaction, title], index) => ({
      _: 'availableReaction',
      reaction,
      title,
      ...Object.fromEntries(
        PICTURES.map((name, place) => [name, picture(index * PICTURES.length + place + 1, name)]),
      ),
    })),
  };
}

/** Named, and never served: a client shows the emoji in its place. */
function picture(number: number, name: string): TlObject {
  const isStill = name === 'staticIcon';
  return {
    _: 'document',
    id: BigInt(7_000_000 + number),
    accessHash: BigInt(number),
    fileReference: Buffer.from([number & 255]),
    date: 1,
    mimeType: isStill ? 'image/webp' : 'application/x-tgsticker',
    size: 1_024n,
    dcId: 2,
    attributes: [
      { _: 'documentAttributeImageSize', w: 512, h: 512 },
      { _: 'documentAttributeSticker', alt: '', stickerset: { _: 'inputStickerSetEmpty' } },
      { _: 'documentAttributeFilename', fileName: isStill ? 'sticker.webp' : 'sticker.tgs' },
    ],
  };
}

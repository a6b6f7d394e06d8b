import type { TlObject } from '../../mtproto/rpc.js';
import { mediaOf, PHOTO_MIME, storeFile, type StoredFile } from '../../telegram/method/uploads.js';
import { fileBehind } from '../account/files.js';
import type { Arguments } from '../call/arguments.js';
import { badRequest } from '../call/bot-api-error.js';
import type { BotCall, BotMethod } from './bot-call.js';
import { chatToWriteIn } from './chats.js';
import { post } from './post.js';
import { inlineKeyboard } from './reply-markup.js';
import { replyOf } from './reply-parameters.js';
import { captionToSend } from './send-message.js';

interface MediaKind {
  /** The name of the argument, and of the field of the message. */
  readonly name: string;
  readonly mime: string;
  readonly attributes: (args: Arguments) => readonly TlObject[];
}

const size = (args: Arguments): { w: number; h: number } => ({
  w: args.integer('width', 0, 0, 10_000),
  h: args.integer('height', 0, 0, 10_000),
});
const duration = (args: Arguments): number => args.integer('duration', 0, 0, 86_400);

/** https://core.telegram.org/bots/api#available-methods, those that send one file. */
const KINDS: Readonly<Record<string, MediaKind>> = {
  sendphoto: { name: 'photo', mime: PHOTO_MIME, attributes: () => [] },
  senddocument: { name: 'document', mime: 'application/octet-stream', attributes: () => [] },
  sendvoice: {
    name: 'voice',
    mime: 'audio/ogg',
    attributes: (args) => [{ _: 'documentAttributeAudio', voice: true, duration: duration(args) }],
  },
  sendaudio: {
    name: 'audio',
    mime: 'audio/mpeg',
    attributes: (args) => [
      {
        _: 'documentAttributeAudio',
        duration: duration(args),
        title: args.text('title') || undefined,
        performer: args.text('performer') || undefined,
      },
    ],
  },
  sendvideo: {
    name: 'video',
    mime: 'video/mp4',
    attributes: (args) => [{ _: 'documentAttributeVideo', duration: duration(args), ...size(args) }],
  },
  sendanimation: {
    name: 'animation',
    mime: 'video/mp4',
    attributes: (args) => [
      { _: 'documentAttributeVideo', duration: duration(args), ...size(args) },
      { _: 'documentAttributeAnimated' },
    ],
  },
  sendsticker: {
    name: 'sticker',
    mime: 'image/webp',
    attributes: (args) => [
      { _: 'documentAttributeImageSize', w: 512, h: 512 },
      {
        _: 'documentAttributeSticker',
        alt: args.text('emoji'),
        stickerset: { _: 'inputStickerSetEmpty' },
      },
    ],
  },
};

/** By method, in small letters. */
export const mediaMethods: ReadonlyMap<string, BotMethod> = new Map(
  Object.entries(KINDS).map(([method, kind]) => [method, (call) => sendMedia(call, kind)]),
);

function sendMedia(call: BotCall, kind: MediaKind): object {
  const { args, api } = call;
  const words = kind.name === 'sticker' ? () => ({ text: '', entities: [] }) : captionToSend(args);
  const given = args.file(kind.name);
  const wish = args.text(kind.name);
  if (given === undefined && wish === '') throw badRequest(`There is no ${kind.name} in the request`);
  const keyboard = inlineKeyboard(args);
  const where = chatToWriteIn(call);
  if (given?.bytes.length === 0) throw badRequest('file must be non-empty');
  const stored =
    given === undefined
      ? fileNamed(call, wish)
      : storeFile(api.world, given.bytes, kind.name === 'document' ? given.mime : kind.mime);
  const name = given?.name ?? '';
  const isNamed = name !== '' && !['photo', 'voice', 'sticker'].includes(kind.name);
  const media = mediaOf(
    kind.name === 'photo' ? { ...stored, mime: PHOTO_MIME } : asDocument(stored),
    [...kind.attributes(args), ...(isNamed ? [{ _: 'documentAttributeFilename', fileName: name }] : [])],
    api.world.clock.now(),
    2,
  );
  return post(call, where, { words: words(), media, keyboard, reply: replyOf(call, where) });
}

/** What is sent as a file stays one, whatever it is a picture of. */
function asDocument(file: StoredFile): StoredFile {
  return file.mime === PHOTO_MIME ? { ...file, mime: 'image/jpg' } : file;
}

/** By the id of a file the bot has seen. The sandbox fetches nothing from elsewhere, as if no server answered. */
function fileNamed({ bot, api }: BotCall, wish: string): StoredFile {
  if (/^https?:\/\//i.test(wish)) throw badRequest('failed to get HTTP URL content');
  const found = fileBehind(api.world, bot.id, wish);
  if (found === undefined) {
    throw badRequest('wrong remote file identifier specified: Wrong string length');
  }
  return found.file;
}

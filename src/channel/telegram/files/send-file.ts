import { randomBytes } from 'node:crypto';
import { Api } from 'telegram';
import bigInt from 'big-integer';
import type { Clock, Milliseconds } from '../../../core/clock.js';
import type { ChannelFailure, ChannelResult, MediaToSend } from '../../contract.js';
import type { Caller } from '../call.js';

export interface SendParts {
  readonly clock: Clock;
  readonly caller: Caller;
  readonly deadline: Milliseconds;
  /** Sets that were looked up, by name: references in them expire and are looked up anew. */
  readonly stickerSets: Map<string, Api.messages.StickerSet>;
}

/** core.telegram.org/api/files: it divides 512 KB, and all parts but the last have it. */
const PART = 131_072;
const MOST_WAIT: Milliseconds = 30_000;

/** Put up what has to be, and say what a message is to carry. Nothing is sent by it, so that it may be done again. */
export async function mediaToCarry(
  parts: SendParts,
  media: MediaToSend,
  isAgain: boolean,
): Promise<ChannelResult<Api.TypeInputMedia>> {
  if (media.form === 'sticker') return sticker(parts, media, isAgain);
  const isVoice = media.form === 'voice';
  const file = await putUp(parts, isVoice ? media.ogg : media.jpeg, isVoice ? 'voice.ogg' : 'photo.jpg');
  if (!file.ok) return file;
  if (!isVoice) return { ok: true, value: new Api.InputMediaUploadedPhoto({ file: file.value }) };
  const spoken = new Api.DocumentAttributeAudio({
    voice: true,
    duration: Math.max(1, Math.round(media.seconds)),
    waveform: Buffer.from(media.waveform),
  });
  return {
    ok: true,
    value: new Api.InputMediaUploadedDocument({
      file: file.value,
      // Of `audio/opus` Telegram makes no voice message.
      mimeType: 'audio/ogg',
      attributes: [spoken],
    }),
  };
}

async function putUp(
  { clock, caller, deadline }: SendParts,
  bytes: Uint8Array,
  name: string,
): Promise<ChannelResult<Api.InputFile>> {
  const fileId = bigInt(randomBytes(7).toString('hex'), 16);
  const count = Math.ceil(bytes.length / PART);
  for (let part = 0; part < count; part += 1) {
    const some = Buffer.from(bytes.subarray(part * PART, (part + 1) * PART));
    const save = () =>
      caller.call(new Api.upload.SaveFilePart({ fileId, filePart: part, bytes: some }), deadline);
    let answer = await save();
    // Accounts without Premium are asked to wait between parts; the part is then put up again.
    if (!answer.ok && answer.failure.kind === 'flood' && answer.failure.wait <= MOST_WAIT) {
      await clock.sleep(answer.failure.wait);
      answer = await save();
    }
    // Nothing was sent: whatever went wrong, the message is as if it had not been tried.
    if (!answer.ok) return { ok: false, failure: notSent(answer.failure) };
  }
  return { ok: true, value: new Api.InputFile({ id: fileId, parts: count, name, md5Checksum: '' }) };
}

function notSent(failure: ChannelFailure): ChannelFailure {
  return failure.kind === 'unknown' ? { kind: 'unsent', code: failure.code } : failure;
}

async function sticker(
  { caller, deadline, stickerSets }: SendParts,
  { set, emoji }: Extract<MediaToSend, { form: 'sticker' }>,
  isAgain: boolean,
): Promise<ChannelResult<Api.TypeInputMedia>> {
  let found = isAgain ? undefined : stickerSets.get(set);
  if (found === undefined) {
    const stickerset = new Api.InputStickerSetShortName({ shortName: set });
    const answer = await caller.call(new Api.messages.GetStickerSet({ stickerset, hash: 0 }), deadline);
    if (!answer.ok) return { ok: false, failure: notSent(answer.failure) };
    if (!(answer.value instanceof Api.messages.StickerSet)) return gone('STICKERSET_UNCHANGED');
    found = answer.value;
    stickerSets.set(set, found);
  }
  const ids = found.packs.find(
    ({ emoticon }) => emoticon.replace(/\uFE0F/gu, '') === emoji.replace(/\uFE0F/gu, ''),
  )?.documents;
  const document = found.documents.find((one) => ids?.some((id) => id.equals(one.id)) === true);
  if (!(document instanceof Api.Document)) return gone('STICKER_NOT_IN_SET');
  const { id, accessHash, fileReference } = document;
  return {
    ok: true,
    value: new Api.InputMediaDocument({ id: new Api.InputDocument({ id, accessHash, fileReference }) }),
  };
}

function gone(code: string): { readonly ok: false; readonly failure: ChannelFailure } {
  return { ok: false, failure: { kind: 'media-gone', code } };
}

import type { Attachment, DurableEvent, MessageEvent } from '../../../core/event.js';
import { remoteMessageId, type PeerId } from '../../../core/ids.js';
import { labelled, shownBeside } from '../../shown.js';
import { isRecord, numberIn, recordIn, textIn, type Json } from '../../../lib/json-fields.js';

/** WAMessage content (Baileys, WAProto): kinds that hold a file, and what we call it. */
const files: Readonly<Record<string, Attachment['kind']>> = {
  imageMessage: 'photo',
  videoMessage: 'video',
  ptvMessage: 'video',
  audioMessage: 'file',
  documentMessage: 'file',
  stickerMessage: 'sticker',
};
/** Wrapped around a message that is meant to vanish, or that has a caption; one around the other (Baileys: five at most). */
const wrappers = ['ephemeralMessage', 'viewOnceMessage', 'viewOnceMessageV2', 'documentWithCaptionMessage'];
const mostWrappers = 5;

/** A record of the server in our words; undefined where it names no message. */
export function readMessage(
  record: Json,
  peer: PeerId,
  by: 'person' | 'owner' | 'program',
): DurableEvent | undefined {
  const id = textIn(recordIn(record, 'key') ?? {}, 'id');
  if (id === undefined || id === '') return undefined;
  const content = unwrapped(recordIn(record, 'message') ?? {});
  const reaction = recordIn(content, 'reactionMessage');
  if (reaction !== undefined) {
    const target = textIn(recordIn(reaction, 'key') ?? {}, 'id');
    const emoji = textIn(reaction, 'text') ?? '';
    if (target === undefined) return undefined;
    return {
      kind: 'reaction',
      peer,
      messageId: remoteMessageId(target),
      emojis: emoji === '' ? [] : [emoji],
    };
  }
  const { text, attachments, ...marks } = saidIn(content);
  return {
    kind: 'message',
    peer,
    messageId: remoteMessageId(id),
    direction: by === 'person' ? 'incoming' : 'outgoing',
    text,
    attachments: shownBeside(text, attachments),
    sentAt: secondsIn(record),
    ...marks,
    // Sent by a program over the same server: by us, or by another; no human is at the phone.
    ...(by === 'program' ? { automatic: 'connected-bot' as const } : {}),
  };
}

/** Unix seconds, as a number or as text. */
export function secondsIn(record: Json): number {
  const value = record['messageTimestamp'];
  const seconds =
    typeof value === 'string' ? Number(value) : (numberIn(record, 'messageTimestamp') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 && seconds < 1e11 ? Math.floor(seconds) * 1_000 : 0;
}

export function wordsIn(content: Json): string {
  return (
    textIn(content, 'conversation') ?? textIn(recordIn(content, 'extendedTextMessage') ?? {}, 'text') ?? ''
  );
}

function unwrapped(content: Json): Json {
  let at = content;
  for (let depth = 0; depth < mostWrappers; depth += 1) {
    const name = wrappers.find((one) => recordIn(at, one) !== undefined);
    const inner = name === undefined ? undefined : recordIn(recordIn(at, name) ?? {}, 'message');
    if (inner === undefined) break;
    at = inner;
  }
  return at;
}

type Said = Pick<MessageEvent, 'text' | 'attachments' | 'forwarded' | 'replyTo'>;

function saidIn(content: Json): Said {
  const words = wordsIn(content);
  const extended = recordIn(content, 'extendedTextMessage');
  if (words !== '') return { text: words, attachments: [], ...marksIn(extended ?? {}) };
  for (const [name, kind] of Object.entries(files)) {
    const file = recordIn(content, name);
    if (file === undefined) continue;
    const mime = textIn(file, 'mimetype');
    const seconds = numberIn(file, 'seconds');
    return {
      text: textIn(file, 'caption') ?? '',
      attachments: [
        {
          kind: file['ptt'] === true ? 'voice' : kind,
          ...(mime === undefined ? {} : { mime }),
          ...(seconds === undefined ? {} : { seconds }),
          ...(file['viewOnce'] === true ? { ephemeral: true } : {}),
          ...labelled(textIn(file, 'fileName')),
        },
      ],
      ...marksIn(file),
    };
  }
  const place = recordIn(content, 'locationMessage') ?? recordIn(content, 'liveLocationMessage');
  if (place !== undefined) {
    return {
      text: '',
      attachments: [{ kind: 'location', ...labelled(textIn(place, 'name')) }],
      ...marksIn(place),
    };
  }
  const contact = recordIn(content, 'contactMessage');
  if (contact !== undefined) {
    return { text: '', attachments: [{ kind: 'contact', ...labelled(textIn(contact, 'displayName')) }] };
  }
  const [kind] = Object.entries(content).find(([, value]) => isRecord(value)) ?? [];
  const label = kind === undefined ? undefined : `a message of the kind ${kind}`;
  return { text: '', attachments: label === undefined ? [] : [{ kind: 'other', ...labelled(label) }] };
}

function marksIn(part: Json): Pick<MessageEvent, 'replyTo' | 'forwarded'> {
  const context = recordIn(part, 'contextInfo') ?? {};
  const quoted = textIn(context, 'stanzaId');
  return {
    ...(quoted === undefined || quoted === '' ? {} : { replyTo: remoteMessageId(quoted) }),
    ...(context['isForwarded'] === true ? { forwarded: true } : {}),
  };
}

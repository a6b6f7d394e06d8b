import type { Attachment, DurableEvent, MessageEvent } from '../../../core/event.js';
import { remoteMessageId, type PeerId } from '../../../core/ids.js';
import { labelled, shownBeside } from '../../shown.js';
import { numberIn, recordIn, textIn, type Json } from '../../../lib/json-fields.js';

/** In the place of words that could not be decrypted: nobody said this (receiving/notifications-format, SWE001 to SWE999). */
const undecryptable = /^\{\{SWE\d{3}\}\}$/u;

/** receiving/notifications-format: kinds of messages that carry a file, and what we call it. */
const files: Readonly<Record<string, Attachment['kind']>> = {
  imageMessage: 'photo',
  videoMessage: 'video',
  audioMessage: 'voice',
  documentMessage: 'file',
  stickerMessage: 'sticker',
};

/** The body of a message's notification in our words; undefined where it names no message. */
export function readMessage(
  body: Json,
  peer: PeerId,
  by: 'person' | 'owner' | 'program',
): DurableEvent | undefined {
  const id = textIn(body, 'idMessage');
  const data = recordIn(body, 'messageData') ?? {};
  const type = textIn(data, 'typeMessage') ?? 'unknown';
  const at = (numberIn(body, 'timestamp') ?? 0) * 1_000;
  const direction = by === 'person' ? 'incoming' : 'outgoing';
  if (id === undefined || id === '') return undefined;
  if (type === 'editedMessage') {
    const edited = recordIn(data, 'editedMessageData') ?? {};
    const target = textIn(edited, 'stanzaId');
    const text = textIn(edited, 'textMessage') ?? textIn(edited, 'caption') ?? '';
    if (target === undefined) return undefined;
    return {
      kind: 'edit',
      peer,
      messageId: remoteMessageId(target),
      direction,
      text,
      attachments: [],
      editedAt: at,
    };
  }
  if (type === 'deletedMessage') {
    const target = textIn(recordIn(data, 'deletedMessageData') ?? {}, 'stanzaId');
    return target === undefined ? undefined : { kind: 'delete', peer, messageIds: [remoteMessageId(target)] };
  }
  if (type === 'reactionMessage') {
    const target = textIn(recordIn(data, 'quotedMessage') ?? {}, 'stanzaId');
    const emoji = textIn(recordIn(data, 'extendedTextMessageData') ?? {}, 'text') ?? '';
    if (target === undefined) return undefined;
    return {
      kind: 'reaction',
      peer,
      messageId: remoteMessageId(target),
      emojis: emoji === '' ? [] : [emoji],
    };
  }
  const { text, attachments, replyTo, forwarded } = saidIn(data, type);
  return {
    kind: 'message',
    peer,
    messageId: remoteMessageId(id),
    direction,
    text,
    attachments: shownBeside(text, attachments),
    sentAt: at,
    ...(replyTo === undefined ? {} : { replyTo: remoteMessageId(replyTo) }),
    ...(forwarded === true ? { forwarded } : {}),
    // Sent by a program over the same service: by us, or by another; no human is at the phone.
    ...(by === 'program' ? { automatic: 'connected-bot' as const } : {}),
  };
}

type Said = Pick<MessageEvent, 'text' | 'attachments' | 'forwarded'> & { readonly replyTo?: string };

function saidIn(data: Json, type: string): Said {
  const extended = recordIn(data, 'extendedTextMessageData') ?? {};
  const file = recordIn(data, 'fileMessageData') ?? {};
  const quoted = textIn(recordIn(data, 'quotedMessage') ?? {}, 'stanzaId') ?? textIn(extended, 'stanzaId');
  const marks = {
    ...(quoted === undefined || quoted === '' ? {} : { replyTo: quoted }),
    ...(extended['isForwarded'] === true || file['isForwarded'] === true ? { forwarded: true as const } : {}),
  };
  const words = textIn(recordIn(data, 'textMessageData') ?? {}, 'textMessage') ?? textIn(extended, 'text');
  if (words !== undefined && undecryptable.test(words.trim())) {
    return {
      text: '',
      attachments: [{ kind: 'other', label: 'a message that could not be decrypted' }],
      ...marks,
    };
  }
  if (words !== undefined) return { text: words, attachments: [], ...marks };
  const kind = Object.hasOwn(files, type) ? files[type] : undefined;
  if (kind !== undefined) {
    const mime = textIn(file, 'mimeType');
    return {
      text: textIn(file, 'caption') ?? '',
      attachments: [{ kind, ...(mime === undefined ? {} : { mime }), ...labelled(textIn(file, 'fileName')) }],
      ...marks,
    };
  }
  if (type === 'locationMessage') {
    const place = textIn(recordIn(data, 'locationMessageData') ?? {}, 'nameLocation');
    return { text: '', attachments: [{ kind: 'location', ...labelled(place) }], ...marks };
  }
  if (type === 'contactMessage') {
    const name = textIn(recordIn(data, 'contactMessageData') ?? {}, 'displayName');
    return { text: '', attachments: [{ kind: 'contact', ...labelled(name) }], ...marks };
  }
  return {
    text: '',
    attachments: [{ kind: 'other', ...labelled(`a message of the kind ${type}`) }],
    ...marks,
  };
}

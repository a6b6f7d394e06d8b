import type { Attachment, DurableEvent, MessageEvent } from '../../../core/event.js';
import { remoteMessageId, type PeerId } from '../../../core/ids.js';
import { labelled, shownBeside } from '../../shown.js';
import { listIn, recordIn, recordsIn, textIn, isRecord, type Json } from '../../../lib/json-fields.js';

/** webhooks/reference/messages: fields that hold a file, and what we call it. */
const files: Readonly<Record<string, Attachment['kind']>> = {
  image: 'photo',
  video: 'video',
  audio: 'file',
  document: 'file',
  sticker: 'sticker',
};

/** One entry of `messages[]` in our words; undefined where it has no id. Types of tomorrow are kept by their name. */
export function readMessage(message: Json, peer: PeerId): DurableEvent | undefined {
  const id = textIn(message, 'id');
  if (id === undefined || id === '') return undefined;
  const type = textIn(message, 'type') ?? 'unknown';
  if (type === 'reaction') return readReaction(message, peer);
  const { text, attachments, expectsNoAnswer } = saidIn(message, type);
  const context = recordIn(message, 'context') ?? {};
  const replyTo = textIn(context, 'id');
  const isForwarded = context['forwarded'] === true || context['frequently_forwarded'] === true;
  return {
    kind: 'message',
    peer,
    messageId: remoteMessageId(id),
    direction: 'incoming',
    text,
    attachments: shownBeside(text, attachments),
    sentAt: secondsIn(message, 'timestamp'),
    ...(replyTo === undefined ? {} : { replyTo: remoteMessageId(replyTo) }),
    ...(isForwarded ? { forwarded: true } : {}),
    ...(expectsNoAnswer ? { expectsNoAnswer } : {}),
  };
}

/** Absent emoji: taken back (webhooks/reference/messages/reaction). */
function readReaction(message: Json, peer: PeerId): DurableEvent | undefined {
  const reaction = recordIn(message, 'reaction') ?? {};
  const target = textIn(reaction, 'message_id');
  if (target === undefined) return undefined;
  const emoji = textIn(reaction, 'emoji');
  return {
    kind: 'reaction',
    peer,
    messageId: remoteMessageId(target),
    emojis: emoji === undefined || emoji === '' ? [] : [emoji],
  };
}

type Said = Pick<MessageEvent, 'text' | 'attachments'> & { readonly expectsNoAnswer?: true };

function saidIn(message: Json, type: string): Said {
  const body = recordIn(message, type) ?? {};
  if (type === 'text') return words(textIn(body, 'body') ?? '');
  // Buttons of templates and of interactive messages: what stands on them is what the person says.
  if (type === 'button') return words(textIn(body, 'text') ?? '');
  if (type === 'interactive') {
    const reply = recordIn(body, 'button_reply') ?? recordIn(body, 'list_reply') ?? {};
    return words(textIn(reply, 'title') ?? '');
  }
  const kind = Object.hasOwn(files, type) ? files[type] : undefined;
  if (kind !== undefined) {
    const isVoice = type === 'audio' && body['voice'] === true;
    const mime = textIn(body, 'mime_type');
    return {
      text: textIn(body, 'caption') ?? '',
      attachments: [
        {
          kind: isVoice ? 'voice' : kind,
          ...(mime === undefined ? {} : { mime }),
          ...labelled(textIn(body, 'filename')),
        },
      ],
    };
  }
  if (type === 'location') {
    return { text: '', attachments: [{ kind: 'location', ...labelled(textIn(body, 'name')) }] };
  }
  if (type === 'contacts') {
    const [contact] = recordsIn(message, 'contacts');
    const name = recordIn(contact ?? {}, 'name') ?? {};
    return { text: '', attachments: [{ kind: 'contact', ...labelled(textIn(name, 'formatted_name')) }] };
  }
  if (type === 'order') {
    const count = listIn(body, 'product_items').length;
    return {
      text: textIn(body, 'text') ?? '',
      attachments: [{ kind: 'other', label: `an order of ${count}` }],
    };
  }
  if (type === 'unsupported' || type === 'unknown') return { text: '', attachments: [] };
  return { text: '', attachments: [{ kind: 'other', ...labelled(`a message of the kind ${type}`) }] };
}

function words(text: string): Said {
  return { text, attachments: [] };
}

/** Unix seconds, as text (as a number in old payloads); 0 where they are neither. */
export function secondsIn(from: Json, field: string): number {
  const value = from[field];
  const seconds = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 && seconds < 1e11 ? seconds * 1_000 : 0;
}

/** Names of whoever is in `contacts[]`, by each of their identifiers. */
export function namesIn(value: Json): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const contact of recordsIn(value, 'contacts')) {
    const profile = recordIn(contact, 'profile');
    const name = isRecord(profile) ? textIn(profile, 'name') : undefined;
    if (name === undefined || name === '') continue;
    for (const field of ['wa_id', 'user_id']) {
      const id = textIn(contact, field);
      if (id !== undefined) names.set(id, name);
    }
  }
  return names;
}

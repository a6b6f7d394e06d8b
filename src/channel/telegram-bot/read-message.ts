import type { MessageEvent, PeerRecord } from '../../core/event.js';
import { peerId, remoteMessageId, type PeerId } from '../../core/ids.js';
import { shownBeside } from '../shown.js';
import { toAttachments } from './attachments.js';
import { idIn, numberIn, recordIn, textIn, type Json } from '../../lib/json-fields.js';

/** Said of the button that every talk with a bot begins with; what stands behind the command is a link's, not theirs. */
const pressedStart = 'pressed Start to begin the talk';
const linkStart = /^\/start(?:@\w+)?\s+link-([a-z0-9]{4,40})\s*$/iu;
const start = /^\/start(?:@\w+)?(?:\s+\S{1,64})?\s*$/iu;

/** The other side of a private chat; undefined for groups and channels. */
export function privatePeer(message: Json): PeerId | undefined {
  const chat = recordIn(message, 'chat');
  const id = textIn(chat ?? {}, 'type') === 'private' ? idIn(chat, 'id') : undefined;
  return id === undefined ? undefined : peerId(id);
}

/** A user as somebody to write to. A bot reaches a person by their number. */
export function toPeer(user: Json): PeerRecord | undefined {
  const id = idIn(user, 'id');
  if (id === undefined) return undefined;
  const name = [textIn(user, 'first_name'), textIn(user, 'last_name')].filter(Boolean).join(' ');
  const username = textIn(user, 'username');
  const language = textIn(user, 'language_code');
  return {
    peer: peerId(id),
    kind: user['is_bot'] === true ? 'bot' : 'person',
    address: id,
    ...(name === '' ? {} : { name }),
    ...(username === undefined ? {} : { username }),
    ...(language === undefined ? {} : { language }),
  };
}

type Said = Pick<
  MessageEvent,
  'text' | 'attachments' | 'sentAt' | 'replyTo' | 'quote' | 'forwarded' | 'forwardedFrom' | 'album'
>;

/** What a message says and shows, whoever wrote it. */
export function readSaid(message: Json): Said {
  const words = textIn(message, 'text') ?? textIn(message, 'caption') ?? '';
  // A link that carries a code is only another way of writing it.
  const code = linkStart.exec(words)?.[1];
  const isStart = code === undefined && start.test(words);
  const text = code === undefined ? (isStart ? '' : words) : `/link ${code}`;
  const attachments = isStart ? [{ kind: 'other', label: pressedStart } as const] : toAttachments(message);
  const album = textIn(message, 'media_group_id');
  return {
    text,
    attachments: shownBeside(text, attachments),
    sentAt: (numberIn(message, 'date') ?? 0) * 1_000,
    ...replyIn(message),
    ...forwardIn(message),
    ...(album === undefined ? {} : { album }),
  };
}

function replyIn(message: Json): Pick<MessageEvent, 'replyTo' | 'quote'> {
  const id = idIn(recordIn(message, 'reply_to_message'), 'message_id');
  const quote = textIn(recordIn(message, 'quote') ?? {}, 'text');
  return {
    ...(id === undefined ? {} : { replyTo: remoteMessageId(id) }),
    ...(quote === undefined ? {} : { quote }),
  };
}

/** https://core.telegram.org/bots/api#messageorigin: a name where there is one. */
function forwardIn(message: Json): Pick<MessageEvent, 'forwarded' | 'forwardedFrom'> {
  const origin = recordIn(message, 'forward_origin');
  if (origin === undefined) return {};
  const user = recordIn(origin, 'sender_user');
  const chat = recordIn(origin, 'sender_chat') ?? recordIn(origin, 'chat');
  const name =
    textIn(origin, 'sender_user_name') ??
    (user === undefined ? undefined : toPeer(user)?.name) ??
    textIn(chat ?? {}, 'title');
  return { forwarded: true, ...(name === undefined ? {} : { forwardedFrom: name.slice(0, 120) }) };
}

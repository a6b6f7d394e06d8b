import type { Clock } from '../../core/clock.js';
import { remoteMessageId, type PeerId, type RemoteMessageId } from '../../core/ids.js';
import type { TextEntity } from '../../core/rich-text.js';
import { DONE, done, NOT_HERE, timed, WITHOUT_ID, type Operations } from '../answers.js';
import type { ChannelResult, SendTextRequest, SentMessage, TypingAction } from '../contract.js';
import type { BotClient } from './bot-client.js';
import { idIn, isRecord, numberIn } from '../../lib/json-fields.js';

/** Of a request in the name of somebody else; nothing for the bot's own chats. */
export type InTheNameOf = { readonly business_connection_id?: string };

/** Who asks, and in whose name: refused where nobody lends theirs now. */
export interface Acting {
  readonly client: BotClient;
  readonly name: () => ChannelResult<InTheNameOf>;
}

/** https://core.telegram.org/bots/api#deletemessages: 1 to 100 at a time. */
const mostDeleted = 100;

/** The calls of the port in the words of the Bot API. Nothing is repeated here: the outbox alone decides that. */
export function botOperations(acting: Acting, clock: Clock): Operations {
  const { client } = acting;
  return {
    sendText: (request) => sendText(acting, request),
    editText: (peer, message, text) => editText(acting, peer, message, text),
    deleteMessages: (peer, messages) =>
      inParts(messages, (ids) => client.call('deleteMessages', { chat_id: Number(peer), message_ids: ids })),
    markRead: () => Promise.resolve(NOT_HERE),
    setTyping: (peer, action) => setTyping(acting, peer, action),
    setOnline: () => Promise.resolve(NOT_HERE),

    async react(peer, message, emoji) {
      const reaction = emoji === null ? [] : [{ type: 'emoji', emoji }];
      const at = { chat_id: Number(peer), message_id: Number(message) };
      return done(await client.call('setMessageReaction', { ...at, reaction }));
    },
    saveDraft: () => Promise.resolve(NOT_HERE),
    sendMedia: () => Promise.resolve(NOT_HERE),
    fetchMedia: () => Promise.resolve(NOT_HERE),
    markListened: () => Promise.resolve(NOT_HERE),
    ownHistory: () => Promise.resolve(NOT_HERE),
    probe: () => timed(clock, () => client.call('getMe', {})),
  };
}

/** As many at a time as the service takes; the first refusal ends it. */
export async function inParts(
  messages: readonly RemoteMessageId[],
  call: (ids: readonly number[]) => Promise<ChannelResult<unknown>>,
): Promise<ChannelResult<void>> {
  for (let from = 0; from < messages.length; from += mostDeleted) {
    const answer = await call(messages.slice(from, from + mostDeleted).map(Number));
    if (!answer.ok) return answer;
  }
  return DONE;
}

/** https://core.telegram.org/bots/api#sendmessage */
async function sendText(
  { client, name }: Acting,
  { peer, text, entities = [], replyTo }: SendTextRequest,
): Promise<ChannelResult<SentMessage>> {
  const lent = name();
  if (!lent.ok) return lent;
  const answer = await client.call('sendMessage', {
    ...lent.value,
    chat_id: Number(peer),
    text,
    ...(entities.length === 0 ? {} : { entities: entities.map(toEntity) }),
    // The message may be gone by now; the words are worth more than what they point at.
    ...(replyTo === undefined
      ? {}
      : { reply_parameters: { message_id: Number(replyTo), allow_sending_without_reply: true } }),
    // Whoever follows a link decides so; nobody fetches it for a picture.
    link_preview_options: { is_disabled: true },
  });
  if (!answer.ok) return answer;
  const sent = isRecord(answer.value) ? answer.value : {};
  const id = idIn(sent, 'message_id');
  const date = numberIn(sent, 'date');
  // It was taken, and nobody says as what.
  if (id === undefined || date === undefined) return WITHOUT_ID;
  return { ok: true, value: { messageId: remoteMessageId(id), sentAt: date * 1_000 } };
}

async function editText(
  { client, name }: Acting,
  peer: PeerId,
  message: RemoteMessageId,
  text: string,
): Promise<ChannelResult<void>> {
  const lent = name();
  if (!lent.ok) return lent;
  const at = { chat_id: Number(peer), message_id: Number(message) };
  const answer = await client.call('editMessageText', { ...lent.value, ...at, text });
  return !answer.ok && answer.failure.code === 'NOT_MODIFIED' ? DONE : done(answer);
}

/** https://core.telegram.org/bots/api#sendchataction; there is none that takes another back. */
async function setTyping(
  { client, name }: Acting,
  peer: PeerId,
  action: TypingAction,
): Promise<ChannelResult<void>> {
  if (action === 'cancel') return NOT_HERE;
  const lent = name();
  if (!lent.ok) return lent;
  const sign = { chat_id: Number(peer), action: actions[action] };
  return done(await client.call('sendChatAction', { ...lent.value, ...sign }));
}

const actions = { typing: 'typing', recording: 'record_voice', uploading: 'upload_photo' } as const;

const entityTypes = {
  bold: 'bold',
  italic: 'italic',
  strike: 'strikethrough',
  code: 'code',
  pre: 'pre',
} as const;

/** Counted as we do, in UTF-16 units. */
function toEntity({ kind, offset, length, language }: TextEntity): object {
  return { type: entityTypes[kind], offset, length, ...(language === undefined ? {} : { language }) };
}

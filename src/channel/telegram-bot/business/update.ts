import type { ApprovalEvent, DurableEvent, MessageEvent } from '../../../core/event.js';
import { remoteMessageId } from '../../../core/ids.js';
import { idIn, isRecord, listIn, numberIn, recordIn, textIn, type Json } from '../../../lib/json-fields.js';
import { privatePeer, readSaid, toPeer } from '../read-message.js';
import { dropped, type Translated } from '../update-to-event.js';

/** Asked for where the bot is connected to somebody's account: https://core.telegram.org/bots/api#update. */
export const businessUpdates = [
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'callback_query',
] as const;

/** Which of the three chats' updates this is, and its body; undefined for every other one. */
export function inBusinessChat(
  update: Json,
):
  | { readonly type: 'message' | 'edit' | 'delete'; readonly body: Json; readonly connection: string }
  | undefined {
  const types = [
    ['message', 'business_message'],
    ['edit', 'edited_business_message'],
    ['delete', 'deleted_business_messages'],
  ] as const;
  for (const [type, field] of types) {
    const body = recordIn(update, field);
    const connection = body === undefined ? undefined : textIn(body, 'business_connection_id');
    if (body !== undefined && connection !== undefined) return { type, body, connection };
  }
  return undefined;
}

/** One of them in our words. @param sides whose account it is, and which bot we are */
export function businessToEvent(
  { type, body }: { readonly type: 'message' | 'edit' | 'delete'; readonly body: Json },
  sides: { readonly owner: string; readonly bot: string },
): Translated {
  const peer = privatePeer(body);
  if (peer === undefined) return dropped('not-a-private-chat');
  if (type === 'delete') {
    const ids = listIn(body, 'message_ids').filter((id) => Number.isSafeInteger(id));
    if (ids.length === 0) return dropped('unreadable');
    return told(body, { kind: 'delete', peer, messageIds: ids.map((id) => remoteMessageId(String(id))) });
  }
  const id = idIn(body, 'message_id');
  if (id === undefined) return dropped('unreadable');
  const direction = idIn(recordIn(body, 'from'), 'id') === sides.owner ? 'outgoing' : 'incoming';
  const { text, attachments, sentAt, ...said } = readSaid(body);
  const common = { peer, messageId: remoteMessageId(id), direction, text, attachments } as const;
  if (type === 'edit') {
    const editedAt = (numberIn(body, 'edit_date') ?? sentAt / 1_000) * 1_000;
    const { forwarded } = said;
    return told(body, { kind: 'edit', ...common, editedAt, ...(forwarded === true ? { forwarded } : {}) });
  }
  return told(body, {
    kind: 'message',
    ...common,
    sentAt,
    ...said,
    ...writtenBy(body, direction, sides.bot),
  });
}

/** Both directions come as one kind of update: who wrote is settled here, before anything else looks at it. */
function writtenBy(
  body: Json,
  direction: MessageEvent['direction'],
  bot: string,
): Pick<MessageEvent, 'automatic'> {
  const program = idIn(recordIn(body, 'sender_business_bot'), 'id');
  if (program !== undefined) return { automatic: program === bot ? 'own-program' : 'connected-bot' };
  // A greeting, an away message, or one that was written before: the owner is not at the chat. Of a person's message it
  // says nothing that matters: a scheduled message is theirs.
  return direction === 'outgoing' && body['is_from_offline'] === true ? { automatic: 'away' } : {};
}

/** With the person of the chat: an update brings whoever wrote, and the other side of the chat only as such. */
function told(body: Json, event: DurableEvent): Translated {
  const from = recordIn(body, 'from');
  const chat = recordIn(body, 'chat');
  const isTheirs = from !== undefined && idIn(from, 'id') === idIn(chat, 'id');
  const peer = isTheirs ? toPeer(from) : chat === undefined ? undefined : toPeer(chat);
  return { kind: 'event', event, peers: peer === undefined ? [] : [peer] };
}

const approvals = { a: 'approve', e: 'edit', s: 'skip' } as const;
const offered = /^k:([\w-]{1,40}):([aes])$/u;

export function callbackData(key: string, verdict: keyof typeof approvals): string {
  return `k:${key}:${verdict}`;
}

/** What a tap decides, if it is one of ours and the owner's own. `edit` decides nothing yet. */
export function tapOf(query: Json):
  | {
      readonly by: string;
      readonly press: string;
      readonly key: string;
      readonly verdict: 'approve' | 'edit' | 'skip';
    }
  | undefined {
  const by = idIn(recordIn(query, 'from'), 'id');
  const press = textIn(query, 'id');
  const found = offered.exec(textIn(query, 'data') ?? '');
  const verdict = found?.[2] === undefined ? undefined : approvals[found[2] as keyof typeof approvals];
  // In the chat of whoever pressed: nobody else can have been shown it.
  const chat = idIn(recordIn(recordIn(query, 'message') ?? {}, 'chat'), 'id');
  if (by === undefined || press === undefined || verdict === undefined || chat !== by) return undefined;
  return { by, press, key: found?.[1] ?? '', verdict };
}

/** An answer to an offer, by its buttons: other words for it. */
export function wordsFor(message: Json): { readonly by: string; readonly event: ApprovalEvent } | undefined {
  const by = idIn(recordIn(message, 'from'), 'id');
  const text = textIn(message, 'text');
  const markup = recordIn(recordIn(message, 'reply_to_message') ?? {}, 'reply_markup');
  if (by === undefined || text === undefined || markup === undefined) return undefined;
  const buttons = listIn(markup, 'inline_keyboard').flatMap((row) =>
    Array.isArray(row) ? (row as unknown[]) : [],
  );
  for (const button of buttons) {
    const key = offered.exec(isRecord(button) ? (textIn(button, 'callback_data') ?? '') : '')?.[1];
    if (key !== undefined) return { by, event: { kind: 'approval', key, verdict: 'edit', text } };
  }
  return undefined;
}

import type { DurableEvent, PeerRecord } from '../../core/event.js';
import { remoteMessageId } from '../../core/ids.js';
import { idIn, isRecord, numberIn, recordIn, recordsIn, textIn, type Json } from '../../lib/json-fields.js';
import { privatePeer, readSaid, toPeer } from './read-message.js';

/** Asked for by name each time: the list sticks from whoever set it last, and reactions are left out unless named. */
export const wantedUpdates = ['message', 'edited_message', 'message_reaction', 'my_chat_member'] as const;

/** One update in our words; what we do not follow is named, so that it can be counted. */
export type Translated =
  | { readonly kind: 'event'; readonly event: DurableEvent; readonly peers: readonly PeerRecord[] }
  | { readonly kind: 'dropped'; readonly reason: DropReason };

export type DropReason = 'not-a-private-chat' | 'not-followed' | 'unreadable' | 'no-account';

/** Never throws, whatever comes: an update that cannot be read must not be asked for again for ever. */
export function updateToEvent(update: unknown): Translated {
  if (!isRecord(update)) return dropped('unreadable');
  for (const type of wantedUpdates) {
    const body = recordIn(update, type);
    if (body === undefined) continue;
    const peer = privatePeer(body);
    if (peer === undefined) return dropped('not-a-private-chat');
    switch (type) {
      case 'message':
        return message(body, peer);
      case 'edited_message':
        return edit(body, peer);
      case 'message_reaction':
        return reaction(body, peer);
      case 'my_chat_member':
        return membership(body, peer);
    }
  }
  return dropped('not-followed');
}

type Peer = PeerRecord['peer'];

function message(body: Json, peer: Peer): Translated {
  const id = idIn(body, 'message_id');
  if (id === undefined) return dropped('unreadable');
  return told(body, {
    kind: 'message',
    peer,
    messageId: remoteMessageId(id),
    direction: 'incoming',
    ...readSaid(body),
  });
}

function edit(body: Json, peer: Peer): Translated {
  const id = idIn(body, 'message_id');
  if (id === undefined) return dropped('unreadable');
  const { text, attachments, sentAt, forwarded } = readSaid(body);
  return told(body, {
    kind: 'edit',
    peer,
    messageId: remoteMessageId(id),
    direction: 'incoming',
    text,
    attachments,
    editedAt: (numberIn(body, 'edit_date') ?? sentAt / 1_000) * 1_000,
    ...(forwarded === true ? { forwarded } : {}),
  });
}

/** https://core.telegram.org/bots/api#reactiontype: custom and paid ones have no emoji to tell. */
function reaction(body: Json, peer: Peer): Translated {
  const id = idIn(body, 'message_id');
  if (id === undefined) return dropped('unreadable');
  const emojis = recordsIn(body, 'new_reaction').flatMap((one) => textIn(one, 'emoji') ?? []);
  return told(body, { kind: 'reaction', peer, messageId: remoteMessageId(id), emojis });
}

/** A private chat has two members: that the bot was thrown out means that the person blocked it. */
function membership(body: Json, peer: Peer): Translated {
  const status = textIn(recordIn(body, 'new_chat_member') ?? {}, 'status');
  if (status === undefined) return dropped('unreadable');
  return told(body, { kind: 'block', peer, isBlocked: status === 'kicked' || status === 'left' });
}

/** With whoever did it: an update brings its user along, each time. */
function told(body: Json, event: DurableEvent): Translated {
  const user = recordIn(body, 'from') ?? recordIn(body, 'user');
  const peer = user === undefined ? undefined : toPeer(user);
  return { kind: 'event', event, peers: peer === undefined ? [] : [peer] };
}

export function dropped(reason: Extract<Translated, { kind: 'dropped' }>['reason']): Translated {
  return { kind: 'dropped', reason };
}

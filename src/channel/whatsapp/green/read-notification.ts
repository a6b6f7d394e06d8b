import { rungs, type DurableEvent, type PeerRecord } from '../../../core/event.js';
import { remoteMessageId } from '../../../core/ids.js';
import { isRecord, numberIn, recordIn, textIn, type Json } from '../../../lib/json-fields.js';
import type { ChannelFailure } from '../../contract.js';
import { identifiersIn } from '../person/jid.js';
import { personAt, type PeerFinder } from '../person/peer-finder.js';
import { readMessage } from './read-message.js';

/** One notification in our words; what we do not follow is named, so that it can be counted. */
export type Notified =
  | { readonly kind: 'event'; readonly event: DurableEvent; readonly peers: readonly PeerRecord[] }
  | { readonly kind: 'state'; readonly state: string }
  | { readonly kind: 'trouble'; readonly failure: ChannelFailure }
  | { readonly kind: 'dropped'; readonly reason: string };

const writers = {
  incomingMessageReceived: 'person',
  outgoingMessageReceived: 'owner',
  outgoingAPIMessageReceived: 'program',
} as const;

/**
 * receiving/notifications-format. Rejects only where the store does: what cannot be read must not be asked for again for
 * ever.
 */
export async function readNotification(
  body: unknown,
  instance: string,
  finder: PeerFinder,
): Promise<Notified> {
  if (!isRecord(body)) return dropped('unreadable');
  const of = numberIn(recordIn(body, 'instanceData') ?? {}, 'idInstance');
  if (of !== undefined && String(of) !== instance) return dropped('other-instance');
  const type = textIn(body, 'typeWebhook') ?? '';
  const by = Object.hasOwn(writers, type) ? writers[type as keyof typeof writers] : undefined;
  if (by !== undefined) return message(body, by, finder);
  switch (type) {
    case 'outgoingMessageStatus':
      return status(body, finder);
    case 'stateInstanceChanged':
      return { kind: 'state', state: textIn(body, 'stateInstance') ?? '' };
    case 'quotaExceeded':
      return { kind: 'trouble', failure: { kind: 'unpaid', code: 'GREEN_QUOTA' } };
    default:
      return dropped('not-followed');
  }
}

async function message(
  body: Json,
  by: (typeof writers)[keyof typeof writers],
  finder: PeerFinder,
): Promise<Notified> {
  const sender = recordIn(body, 'senderData') ?? {};
  const chat = textIn(sender, 'chatId');
  // Both names of one person in one notification; for ours the sender is we.
  const identifiers = identifiersIn([chat, by === 'person' ? textIn(sender, 'sender') : undefined]);
  if (Object.keys(identifiersIn([chat])).length === 0) return dropped('not-a-private-chat');
  const peer = await finder.of(identifiers);
  const event = peer === undefined ? undefined : readMessage(body, peer, by);
  if (peer === undefined || event === undefined) return dropped('unreadable');
  const name = by === 'person' ? textIn(sender, 'senderName') : undefined;
  return { kind: 'event', event, peers: [personAt(peer, chat ?? '', identifiers, name)] };
}

/** receiving/notifications-format/outgoing-message/OutgoingMessageStatus. */
async function status(body: Json, finder: PeerFinder): Promise<Notified> {
  const id = textIn(body, 'idMessage');
  const said = textIn(body, 'status') ?? '';
  if (said === 'yellowCard') {
    return { kind: 'trouble', failure: { kind: 'account-limited', code: 'GREEN_YELLOW_CARD' } };
  }
  const isFailed = said === 'failed' || said === 'noAccount' || said === 'notInGroup';
  const state = isFailed ? 'failed' : rungs.find((rung) => rung === said);
  if (id === undefined || id === '' || state === undefined) return dropped('unreadable');
  const peer = await finder.known(identifiersIn([textIn(body, 'chatId')]));
  return {
    kind: 'event',
    peers: [],
    event: {
      kind: 'delivery',
      messageId: remoteMessageId(id),
      state,
      at: (numberIn(body, 'timestamp') ?? 0) * 1_000,
      ...(peer === undefined ? {} : { peer }),
      ...(isFailed ? { code: said === 'noAccount' ? 'NO_ACCOUNT' : 'GREEN_FAILED' } : {}),
    },
  };
}

function dropped(reason: string): Notified {
  return { kind: 'dropped', reason };
}

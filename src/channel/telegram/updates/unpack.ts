import { Api } from 'telegram';
import bigInt from 'big-integer';
import type { SendId } from '../../../core/ids.js';
import { toPeerId, toSendId } from '../tl-ids.js';
import type { PeerId } from '../../../core/ids.js';
import type { Item, Packet } from './sequence.js';

/** Undefined where a box moves and nothing else happens. */
export type Payload = Api.TypeUpdate | undefined;

/** A container taken apart: what the numbering needs, who is named in it, and which send a new message answers. */
export interface Unpacked {
  readonly packet: Packet<Payload>;
  readonly users: readonly Api.TypeUser[];
  /** People that a short form names without describing them. If one is unknown, only a difference can tell who it is. */
  readonly mentions: readonly PeerId[];
  readonly sends: readonly { readonly messageId: number; readonly sendId: SendId }[];
}

/** Updates in the account's common box (core.telegram.org/api/updates); those of channels have boxes of their own. */
const PTS = new Set([
  'UpdateNewMessage',
  'UpdateEditMessage',
  'UpdateDeleteMessages',
  'UpdateReadHistoryInbox',
  'UpdateReadHistoryOutbox',
  'UpdateReadMessagesContents',
  'UpdateWebPage',
  'UpdatePinnedMessages',
  'UpdateFolderPeers',
]);

const NO_PACKET = { seqStart: 0, seq: 0, date: 0 } as const;

/** crc32 of the type name, the same for every constructor of Updates. */
const UPDATES_TYPE = 0x8af52aac;

export function isUpdates(value: unknown): value is Api.TypeUpdates {
  return (
    typeof value === 'object' &&
    value !== null &&
    'SUBCLASS_OF_ID' in value &&
    value.SUBCLASS_OF_ID === UPDATES_TYPE
  );
}

/** Undefined for `updatesTooLong`, which holds nothing, and for short answers that need their request to be read. */
export function unpack(container: Api.TypeUpdates, self: PeerId): Unpacked | undefined {
  if (container instanceof Api.Updates || container instanceof Api.UpdatesCombined) {
    const seqStart = container instanceof Api.UpdatesCombined ? container.seqStart : container.seq;
    return {
      packet: { seqStart, seq: container.seq, date: container.date, items: container.updates.map(toItem) },
      users: container.users,
      mentions: [],
      sends: container.updates.flatMap((update) =>
        update instanceof Api.UpdateMessageID && update.randomId !== undefined
          ? [{ messageId: update.id, sendId: toSendId(update.randomId) }]
          : [],
      ),
    };
  }
  if (container instanceof Api.UpdateShort) {
    return {
      packet: { ...NO_PACKET, date: container.date, items: [toItem(container.update)] },
      users: [],
      mentions: [],
      sends: [],
    };
  }
  if (container instanceof Api.UpdateShortMessage) return unpackShortMessage(container, self);
  if (container instanceof Api.UpdateShortChatMessage) {
    // A small group: out of scope, but it counts in the common box.
    return movement(container);
  }
  return undefined;
}

/** Our own text, whose answer is a number and a date; the rest is what we asked for. */
export function unpackShortSent(
  sent: Api.UpdateShortSentMessage,
  request: Api.messages.SendMessage,
): Unpacked {
  const { peer, replyTo } = request;
  const { pts, ptsCount } = sent;
  if (!(peer instanceof Api.InputPeerUser)) return movement(sent);
  const message = new Api.Message({
    id: sent.id,
    out: true,
    peerId: new Api.PeerUser({ userId: bigInt(peer.userId) }),
    message: request.message,
    date: sent.date,
    ...(replyTo instanceof Api.InputReplyToMessage
      ? { replyTo: new Api.MessageReplyHeader({ replyToMsgId: replyTo.replyToMsgId }) }
      : {}),
  });
  const unpacked = single(new Api.UpdateNewMessage({ message, pts, ptsCount }), sent.date);
  const sendId = request.randomId === undefined ? undefined : toSendId(bigInt(request.randomId));
  return { ...unpacked, sends: sendId === undefined ? [] : [{ messageId: sent.id, sendId }] };
}

/** Only the box moves: the answer to a read or a delete of ours. */
export function movement(affected: { readonly pts: number; readonly ptsCount: number }): Unpacked {
  const item = { box: 'pts', end: affected.pts, count: affected.ptsCount, value: undefined } as const;
  return { packet: { ...NO_PACKET, items: [item] }, users: [], mentions: [], sends: [] };
}

function unpackShortMessage(short: Api.UpdateShortMessage, self: PeerId): Unpacked {
  const person = new Api.PeerUser({ userId: short.userId });
  const message = new Api.Message({
    id: short.id,
    out: short.out ?? false,
    peerId: person,
    fromId: short.out ? new Api.PeerUser({ userId: bigInt(self) }) : person,
    message: short.message,
    date: short.date,
    ...(short.replyTo ? { replyTo: short.replyTo } : {}),
  });
  const { pts, ptsCount } = short;
  const unpacked = single(new Api.UpdateNewMessage({ message, pts, ptsCount }), short.date);
  return { ...unpacked, mentions: [toPeerId(short.userId)] };
}

function single(update: Api.TypeUpdate, date: number): Unpacked {
  return { packet: { ...NO_PACKET, date, items: [toItem(update)] }, users: [], mentions: [], sends: [] };
}

function toItem(update: Api.TypeUpdate): Item<Payload> {
  if (PTS.has(update.className) && 'pts' in update && 'ptsCount' in update) {
    return { box: 'pts', end: Number(update.pts), count: Number(update.ptsCount), value: update };
  }
  if ('qts' in update) return { box: 'qts', end: update.qts, count: 1, value: update };
  return { box: 'none', end: 0, count: 0, value: update };
}

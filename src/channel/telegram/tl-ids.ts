import bigInt from 'big-integer';
import { peerId, remoteMessageId, sendId } from '../../core/ids.js';
import type { PeerId, RemoteMessageId, SendId } from '../../core/ids.js';

/** The one place where Telegram's numbers become our ids and back. */

export function toPeerId(userId: bigInt.BigInteger): PeerId {
  return peerId(userId.toString());
}

export function toMessageId(id: number): RemoteMessageId {
  return remoteMessageId(String(id));
}

export function toSendId(randomId: bigInt.BigInteger): SendId {
  return sendId(randomId.toString());
}

/** A 64-bit id as the library wants it. Throws when the text is no whole number: that is a bug of the caller. */
export function fromText(id: string): bigInt.BigInteger {
  return bigInt(id);
}

export function fromMessageId(id: RemoteMessageId): number {
  return Number(id);
}

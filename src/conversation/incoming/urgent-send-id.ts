import { createHash } from 'node:crypto';
import { sendId, type AccountId, type PeerId, type RemoteMessageId, type SendId } from '../../core/ids.js';

/**
 * The send id of an urgent answer, derived from the message it answers: whoever gives it, the turn or the path that
 * works without the store, the channel delivers it once. A signed number of 64 bits, as Telegram wants it.
 */
export function urgentSendId(account: AccountId, peer: PeerId, message: RemoteMessageId): SendId {
  const digest = createHash('sha256').update(['urgent', account, peer, message].join('\n')).digest();
  const value = digest.readBigInt64BE();
  return sendId(String(value === 0n ? 1n : value));
}

import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { deleteHistory, deleteMessages, type Affected } from '../world/message/delete-messages.js';
import { setTyping } from '../world/account/presence.js';
import { readContents } from '../world/message/read-contents.js';
import { readHistory } from '../world/message/read-history.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { flagOf, numberOf, numbersOf, objectOf } from './fields.js';
import { peerOf } from './peers.js';

/** https://core.telegram.org/api/config (pm_read_date_expire_period): read times are told for seven days. */
const READ_DATE_LIFE = 7 * 86_400_000;

export const readMethods: Readonly<Record<string, SignedInMethod>> = {
  'messages.readHistory': (call, context) =>
    affectedMessages(
      readHistory(
        context.world,
        context.actor,
        peerOf(context, objectOf(call, 'peer')),
        numberOf(call, 'maxId'),
      ),
    ),
  'messages.readMessageContents': (call, context) =>
    affectedMessages(readContents(context.world, context.actor, numbersOf(call, 'id'))),
  'messages.readMentions': (_call, context) => affectedHistory(nothing(context)),
  'messages.receivedMessages': () => [],
  'messages.setTyping': (call, context) => {
    const peer = peerOf(context, objectOf(call, 'peer'));
    const outcome = setTyping(context.world, context.actor, peer, objectOf(call, 'action')._);
    if (outcome.kind === 'refused') throw new RpcError(400, outcome.type);
    return true;
  },
  'messages.deleteMessages': (call, context) =>
    affectedMessages(
      deleteMessages(context.world, context.actor, numbersOf(call, 'id'), flagOf(call, 'revoke')),
    ),
  'messages.deleteHistory': (call, context) =>
    affectedHistory(
      deleteHistory(context.world, context.actor, {
        peer: peerOf(context, objectOf(call, 'peer')),
        maxId: numberOf(call, 'maxId'),
        revoke: flagOf(call, 'revoke'),
        justClear: flagOf(call, 'justClear'),
      }),
    ),
  'messages.getOutboxReadDate': (call, context) => {
    const { world, self } = context;
    const peer = peerOf(context, objectOf(call, 'peer'));
    const id = numberOf(call, 'msgId');
    const view = world.messages.find(self, id);
    if (view?.peer !== peer || !view.out) throw new RpcError(400, 'MESSAGE_ID_INVALID');
    if (!world.users.must(self).showsPresence) throw new RpcError(403, 'YOUR_PRIVACY_RESTRICTED');
    if (!world.users.must(peer).showsPresence) throw new RpcError(403, 'USER_PRIVACY_RESTRICTED');
    if (world.clock.now() - view.sentAt > READ_DATE_LIFE) throw new RpcError(400, 'MESSAGE_TOO_OLD');
    const at = world.dialogs.readAt(self, peer, id);
    if (at === undefined) throw new RpcError(400, 'MESSAGE_NOT_READ_YET');
    return { _: 'outboxReadDate', date: Math.floor(at / 1000) };
  },
};

function nothing({ world, self }: SignedInContext): Affected {
  return { pts: world.boxes.of(self).pts, count: 0 };
}

function affectedMessages({ pts, count }: Affected): TlObject {
  return { _: 'messages.affectedMessages', pts, ptsCount: count };
}

export function affectedHistory({ pts, count }: Affected): TlObject {
  return { _: 'messages.affectedHistory', pts, ptsCount: count, offset: 0 };
}

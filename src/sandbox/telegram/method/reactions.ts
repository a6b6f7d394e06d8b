import { renderAvailableReactions } from '../render/available-reactions.js';
import { RpcError, type TlObject, type TlValue } from '../../mtproto/rpc.js';
import { renderReactions, renderReactionUpdate } from '../render/message.js';
import { renderContainer } from '../render/update.js';
import type { MessageView } from '../world/message/messages.js';
import { countUnreadReactions, react, readReactions, unreadReactions } from '../world/message/react.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { isObject, numberOf, numbersOf, objectOf, textOf } from './fields.js';
import { messagesAnswer } from './history.js';
import { peerOf, usersFor } from './peers.js';
import { affectedHistory } from './read.js';

export const reactionMethods: Readonly<Record<string, SignedInMethod>> = {
  'messages.sendReaction': (call, context) => {
    const view = messageIn(context, call, numberOf(call, 'msgId'));
    const outcome = react(context.world, context.actor, view.id, emojisOf(call['reaction']));
    if (outcome.kind === 'refused') throw new RpcError(400, outcome.type);
    return carry(context, [outcome.view], view.peer);
  },
  'messages.getMessagesReactions': (call, context) => {
    const peer = peerOf(context, objectOf(call, 'peer'));
    const views = numbersOf(call, 'id').flatMap((id) => {
      const view = context.world.messages.find(context.self, id);
      return view?.peer === peer ? [view] : [];
    });
    return carry(context, views, peer);
  },
  'messages.getMessageReactionsList': (call, context) => {
    const view = messageIn(context, call, numberOf(call, 'id'));
    return {
      _: 'messages.messageReactionsList',
      count: view.reactions.length,
      reactions: renderReactions(view)['recentReactions'],
      chats: [],
      users: usersFor(
        context,
        view.reactions.map((reaction) => reaction.user),
      ),
    };
  },
  'messages.getUnreadReactions': (call, context) => {
    const peer = peerOf(context, objectOf(call, 'peer'));
    const limit = Math.min(numberOf(call, 'limit') || 100, 100);
    return messagesAnswer(
      context,
      unreadReactions(context.world, context.self, peer, limit),
      countUnreadReactions(context.world, context.self, peer),
    );
  },
  'messages.readReactions': (call, context) => {
    readReactions(context.world, context.self, peerOf(context, objectOf(call, 'peer')));
    return affectedHistory({ pts: context.world.boxes.of(context.self).pts, count: 0 });
  },
  'messages.getAvailableReactions': () => renderAvailableReactions(),
  'messages.setDefaultReaction': () => true,
  'messages.getTopReactions': () => ({ _: 'messages.reactions', hash: 0n, reactions: [] }),
  'messages.getRecentReactions': () => ({ _: 'messages.reactions', hash: 0n, reactions: [] }),
};

function messageIn(context: SignedInContext, call: TlObject, id: number): MessageView {
  const peer = peerOf(context, objectOf(call, 'peer'));
  const view = context.world.messages.find(context.self, id);
  if (view?.peer !== peer) throw new RpcError(400, 'MESSAGE_ID_INVALID');
  return view;
}

/** A list of objects since layer 145, one plain emoji before; absent or empty takes the reaction back. */
function emojisOf(reaction: TlValue): string[] {
  if (typeof reaction === 'string') return reaction === '' ? [] : [reaction];
  if (!Array.isArray(reaction)) return [];
  return (reaction as readonly TlValue[]).filter(isObject).flatMap((one) => {
    if (one._ === 'reactionEmpty') return [];
    if (one._ !== 'reactionEmoji') throw new RpcError(400, 'REACTION_INVALID');
    return [textOf(one, 'emoticon')];
  });
}

function carry(context: SignedInContext, views: readonly MessageView[], peer: number): TlObject {
  context.sessions.learnByKey(context.caller.keyId, [context.self, peer]);
  return renderContainer(
    context.world,
    context.self,
    views.map(renderReactionUpdate),
    [context.self, peer],
    0,
  );
}

import type { TlObject, TlValue } from '../../mtproto/rpc.js';
import type { MessageMarks, MessageView } from '../world/message/messages.js';
import { renderPeer } from './user.js';

export function renderMessage(view: MessageView): TlObject {
  const marks = marksShown(view);
  if (marks['action'] !== undefined) {
    return {
      _: 'messageService',
      id: view.id,
      out: view.out,
      fromId: view.out ? renderPeer(view.owner) : undefined,
      peerId: renderPeer(view.peer),
      replyTo: renderReply(view),
      date: Math.floor(view.sentAt / 1000),
      ...marks,
    };
  }
  return {
    _: 'message',
    id: view.id,
    out: view.out,
    silent: view.silent,
    // In private chats only own messages name their author.
    fromId: view.out ? renderPeer(view.owner) : undefined,
    peerId: renderPeer(view.peer),
    replyTo: renderReply(view),
    date: Math.floor(view.sentAt / 1000),
    message: view.text,
    media: view.media ?? undefined,
    entities: view.entities.length === 0 ? undefined : view.entities,
    editDate: view.editedAt === null ? undefined : Math.floor(view.editedAt / 1000),
    reactions: view.reactions.length === 0 ? undefined : renderReactions(view),
    ...marks,
  };
}

/** Which bot or schedule sent a message is the sender's own affair. */
function marksShown({ marks, out, replyToId }: MessageView): MessageMarks {
  return Object.fromEntries(
    Object.entries(marks)
      .filter(
        ([name]) =>
          name !== '_' && name !== 'played' && !name.startsWith('bot') && (out || !OWN_AFFAIR.has(name)),
      )
      // Each side knows the message that was answered by an id of its own.
      .map(([name, value]) => [name, name === 'replyTo' ? answering(value, replyToId) : value]),
  );
}

function answering(header: TlValue, replyToId: number | null): TlValue {
  const isHeader = typeof header === 'object' && header !== null && '_' in header;
  return isHeader && replyToId !== null ? { ...header, replyToMsgId: replyToId } : header;
}

const OWN_AFFAIR: ReadonlySet<string> = new Set(['viaBusinessBotId', 'fromScheduled']);

/** Everyone a message mentions, its owner included: their users go with it. */
export function usersNamed({ owner, peer, media }: MessageView): number[] {
  const card = media?._ === 'messageMediaContact' ? Number(media['userId']) : 0;
  return card === 0 ? [owner, peer] : [owner, peer, card];
}

export function renderReply(view: Pick<MessageView, 'replyToId'>): TlObject | undefined {
  return view.replyToId === null ? undefined : { _: 'messageReplyHeader', replyToMsgId: view.replyToId };
}

export function renderReactions(view: MessageView): TlObject {
  const counts = new Map<string, { count: number; chosen: boolean }>();
  for (const reaction of view.reactions) {
    const entry = counts.get(reaction.emoji) ?? { count: 0, chosen: false };
    counts.set(reaction.emoji, {
      count: entry.count + 1,
      chosen: entry.chosen || reaction.user === view.owner,
    });
  }
  return {
    _: 'messageReactions',
    canSeeList: true,
    results: [...counts].map(([emoticon, { count, chosen }]) => ({
      _: 'reactionCount',
      ...(chosen ? { chosenOrder: 1 } : {}),
      reaction: { _: 'reactionEmoji', emoticon },
      count,
    })),
    recentReactions: view.reactions.map((reaction) => ({
      _: 'messagePeerReaction',
      unread: reaction.unread && view.out,
      my: reaction.user === view.owner,
      peerId: renderPeer(reaction.user),
      date: Math.floor(reaction.at / 1000),
      reaction: { _: 'reactionEmoji', emoticon: reaction.emoji },
    })),
  };
}

export function renderReactionUpdate(view: MessageView): TlObject {
  return {
    _: 'updateMessageReactions',
    peer: renderPeer(view.peer),
    msgId: view.id,
    reactions: renderReactions(view),
  };
}

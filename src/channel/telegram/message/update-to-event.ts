import { Api } from 'telegram';
import type {
  DurableEvent,
  EditEvent,
  MessageEvent,
  MomentEvent,
  ReactionEvent,
  ReadEvent,
} from '../../../core/event.js';
import type { Milliseconds } from '../../../core/clock.js';
import type { PeerId, SendId } from '../../../core/ids.js';
import { actionWords } from './action-words.js';
import { toAttachments } from './attachments.js';
import { CANNOT_SHOW, cut } from './media-words.js';
import { SERVICE_USER } from '../peer-record.js';
import { toMessageId, toPeerId } from '../tl-ids.js';

/** One update in our words. What we do not follow is dropped with a reason that can be counted. */
export type Translated =
  | { readonly kind: 'durable'; readonly event: DurableEvent }
  | { readonly kind: 'moment'; readonly event: MomentEvent }
  | { readonly kind: 'dropped'; readonly reason: DropReason };

export type DropReason =
  /** Groups and channels are out of scope. */
  | 'not-a-private-chat'
  /** Our own "saved messages". */
  | 'own-chat'
  /** Sign-in codes and login alerts: a security matter, never text for anyone. */
  | 'service-account'
  /** An edit that changed no text, such as a link preview. */
  | 'not-an-edit'
  | 'not-followed'
  /** Not as the schema says: our reading of it failed. */
  | 'unreadable';

export interface TranslationContext {
  readonly self: PeerId;
  /** The send id of a message of ours, where its answer named it. */
  sendIdOf(messageId: number): SendId | undefined;
  /** A moment of the server's by our clock; as it is where the two are not known to differ. */
  toOurs?(at: Milliseconds): Milliseconds;
}

export function updateToEvent(update: Api.TypeUpdate, context: TranslationContext): Translated {
  if (update instanceof Api.UpdateNewMessage) return toMessage(update.message, context);
  if (update instanceof Api.UpdateEditMessage) return toEdit(update.message, context);
  if (update instanceof Api.UpdateDeleteMessages) {
    return durable({ kind: 'delete', messageIds: update.messages.map(toMessageId) });
  }
  if (update instanceof Api.UpdateReadHistoryOutbox) return toRead('person', update.peer, update.maxId);
  if (update instanceof Api.UpdateReadHistoryInbox) return toRead('self', update.peer, update.maxId);
  if (update instanceof Api.UpdateMessageReactions) {
    const peer = privatePeer(update.peer);
    if (peer === undefined) return dropped('not-a-private-chat');
    return durable(toReaction(peer, update.msgId, update.reactions));
  }
  if (update instanceof Api.UpdateUserTyping) return toTyping(update);
  if (update instanceof Api.UpdateUserStatus)
    return moment(toPresence(toPeerId(update.userId), update.status, context));
  return dropped('not-followed');
}

/** A message as a push, a difference or a history holds it. */
export function toMessage(message: Api.TypeMessage, context: TranslationContext): Translated {
  const read = readMessage(message, context);
  if ('reason' in read) return dropped(read.reason);
  const { peer, body } = read;
  const said = body instanceof Api.Message ? saidIn(body) : happenedIn(body);
  const sendId = body.out ? context.sendIdOf(body.id) : undefined;
  const event: MessageEvent = {
    kind: 'message',
    peer,
    messageId: toMessageId(body.id),
    direction: body.out ? 'outgoing' : 'incoming',
    ...said,
    sentAt: ours(body.date, context),
    ...replyOf(body.replyTo),
    ...(body.ttlPeriod ? { goneAfter: body.ttlPeriod * 1_000 } : {}),
    ...(sendId === undefined ? {} : { sendId }),
  };
  return durable(event);
}

type Said = Pick<
  MessageEvent,
  'text' | 'attachments' | 'forwarded' | 'forwardedFrom' | 'automatic' | 'expectsNoAnswer' | 'album'
>;

function saidIn(body: Api.Message): Said {
  const attachments = toAttachments(body.media);
  const isNothing = body.message === '' && attachments.length === 0;
  const automatic = automaticKind(body);
  return {
    text: body.message,
    attachments: isNothing ? [{ kind: 'other', label: CANNOT_SHOW }] : attachments,
    ...forwardOf(body.fwdFrom),
    ...(automatic === undefined ? {} : { automatic }),
    ...(body.groupedId ? { album: body.groupedId.toString() } : {}),
  };
}

function happenedIn(body: Api.MessageService): Said {
  const { words, expectsNoAnswer } = actionWords(body.action, body.out ?? false);
  return {
    text: '',
    attachments: [{ kind: 'other', label: words }],
    ...(expectsNoAnswer ? { expectsNoAnswer } : {}),
  };
}

/** Of the layer, but not of the library's typings. */
type NewFields = Api.Message & {
  readonly offline?: boolean;
  readonly viaBusinessBotId?: unknown;
};

/** core.telegram.org/constructor/message: `offline` is "for example an away or greeting service message". */
function automaticKind(body: NewFields): MessageEvent['automatic'] {
  if (body.viaBusinessBotId) return 'connected-bot';
  if (body.offline) return 'away';
  return body.fromScheduled ? 'scheduled' : undefined;
}

/** Telegram names who wrote a forward by name only where they hide; the rest is a number that means nothing here. */
function forwardOf(
  header: Api.TypeMessageFwdHeader | null | undefined,
): Pick<MessageEvent, 'forwarded' | 'forwardedFrom'> {
  if (!(header instanceof Api.MessageFwdHeader)) return header ? { forwarded: true } : {};
  const name = header.fromName ?? header.postAuthor ?? header.savedFromName;
  return { forwarded: true, ...(name ? { forwardedFrom: cut(name) } : {}) };
}

function toEdit(message: Api.TypeMessage, context: TranslationContext): Translated {
  const read = readMessage(message, context);
  if ('reason' in read) return dropped(read.reason);
  const { peer, body } = read;
  // A service message has no words of anybody's to change.
  if (!(body instanceof Api.Message)) return dropped('not-an-edit');
  // Reactions and previews arrive as hidden edits of an unchanged text.
  if (body.editHide) {
    return body.reactions ? durable(toReaction(peer, body.id, body.reactions)) : dropped('not-an-edit');
  }
  const event: EditEvent = {
    kind: 'edit',
    peer,
    messageId: toMessageId(body.id),
    direction: body.out ? 'outgoing' : 'incoming',
    text: body.message,
    attachments: toAttachments(body.media),
    ...(body.fwdFrom ? { forwarded: true } : {}),
    editedAt: ours(body.editDate ?? body.date, context),
  };
  return durable(event);
}

type ReadableMessage =
  | { readonly peer: PeerId; readonly body: Api.Message | Api.MessageService }
  | { readonly reason: DropReason };

function readMessage(message: Api.TypeMessage, context: TranslationContext): ReadableMessage {
  const peer = 'peerId' in message && message.peerId ? privatePeer(message.peerId) : undefined;
  if (peer === undefined) return { reason: 'not-a-private-chat' };
  if (peer === SERVICE_USER) return { reason: 'service-account' };
  if (peer === context.self) return { reason: 'own-chat' };
  if (message instanceof Api.MessageEmpty) return { reason: 'unreadable' };
  return { peer, body: message };
}

function privatePeer(peer: Api.TypePeer): PeerId | undefined {
  return peer instanceof Api.PeerUser ? toPeerId(peer.userId) : undefined;
}

/** A reply to something in another chat names a message we do not have; the words it quotes are there all the same. */
function replyOf(
  header: Api.TypeMessageReplyHeader | null | undefined,
): Pick<MessageEvent, 'replyTo' | 'quote'> {
  if (!(header instanceof Api.MessageReplyHeader)) return {};
  const { replyToMsgId, replyToPeerId, quoteText } = header;
  return {
    ...(replyToMsgId && !replyToPeerId ? { replyTo: toMessageId(replyToMsgId) } : {}),
    ...(quoteText ? { quote: quoteText } : {}),
  };
}

function toRead(by: ReadEvent['by'], where: Api.TypePeer, maxId: number): Translated {
  const peer = privatePeer(where);
  if (peer === undefined) return dropped('not-a-private-chat');
  if (peer === SERVICE_USER) return dropped('service-account');
  return durable({ kind: 'read', by, peer, upTo: toMessageId(maxId) });
}

/** In a private chat there are two people, so whatever is not ours is theirs. */
function toReaction(peer: PeerId, messageId: number, reactions: Api.TypeMessageReactions): ReactionEvent {
  const recent = reactions.recentReactions ?? [];
  const named = recent.filter((one) => privatePeer(one.peerId) === peer);
  const theirs =
    recent.length > 0
      ? named.map((one) => one.reaction)
      : reactions.results
          // `chosenOrder` is set on reactions that are (also) ours.
          .filter((one) => one.count - (typeof one.chosenOrder === 'number' ? 1 : 0) > 0)
          .map((one) => one.reaction);
  const emojis = theirs.flatMap((one) => (one instanceof Api.ReactionEmoji ? [one.emoticon] : []));
  return { kind: 'reaction', peer, messageId: toMessageId(messageId), emojis };
}

function toTyping(update: Api.UpdateUserTyping): Translated {
  const action = typingAction(update.action);
  if (action === undefined) return dropped('not-followed');
  return moment({ kind: 'typing', peer: toPeerId(update.userId), action });
}

type TypingKind = Extract<MomentEvent, { kind: 'typing' }>['action'];

function typingAction(action: Api.TypeSendMessageAction): TypingKind | undefined {
  if (action instanceof Api.SendMessageTypingAction || action instanceof Api.SendMessageChooseStickerAction) {
    return 'typing';
  }
  if (action instanceof Api.SendMessageCancelAction) return 'cancel';
  if (/^SendMessageRecord\w+Action$/.test(action.className)) return 'recording';
  if (/^SendMessageUpload\w+Action$/.test(action.className)) return 'uploading';
  return undefined;
}

function toPresence(peer: PeerId, status: Api.TypeUserStatus, context: TranslationContext): MomentEvent {
  if (status instanceof Api.UserStatusOnline) return { kind: 'presence', peer, state: 'online' };
  if (status instanceof Api.UserStatusOffline) {
    return { kind: 'presence', peer, state: 'offline', lastSeen: ours(status.wasOnline, context) };
  }
  return { kind: 'presence', peer, state: 'hidden' };
}

function ours(seconds: number, context: TranslationContext): Milliseconds {
  const at = seconds * 1_000;
  return context.toOurs?.(at) ?? at;
}

function durable(event: DurableEvent): Translated {
  return { kind: 'durable', event };
}

function moment(event: MomentEvent): Translated {
  return { kind: 'moment', event };
}

function dropped(reason: DropReason): Translated {
  return { kind: 'dropped', reason };
}

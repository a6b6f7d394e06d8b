import { Api } from 'telegram';
import bigInt from 'big-integer';
import type { Milliseconds } from '../../../core/clock.js';
import type { DurableEvent } from '../../../core/event.js';
import type { PeerId, RemoteMessageId } from '../../../core/ids.js';
import type { Caller } from '../call.js';
import { toMessage, type TranslationContext } from '../message/update-to-event.js';
import type { PeerBook } from '../options.js';
import { fromMessageId } from '../tl-ids.js';

/**
 * A read mark names one message and holds for all before it. What a person wrote before the account was signed in is in
 * no update: it would be marked read with the first answer though nobody here ever saw it.
 */

export interface UnseenParts {
  readonly caller: Caller;
  readonly peerBook: PeerBook;
  readonly context: TranslationContext;
  readonly deadline: Milliseconds;
}

/** As many as a sweep takes at once; whoever left more unread is answered by the latest of it. */
const PAGE = 100;

/**
 * Messages of the person below `upTo` that are unread and not stored, oldest first; none where that cannot be found
 * out. One question where only `upTo` itself is unread.
 */
export async function unseenBefore(
  { caller, peerBook, context, deadline }: UnseenParts,
  peer: PeerId,
  to: Api.TypeInputPeer,
  upTo: RemoteMessageId,
): Promise<readonly DurableEvent[]> {
  const asked = await caller.call(
    new Api.messages.GetPeerDialogs({ peers: [new Api.InputDialogPeer({ peer: to })] }),
    deadline,
  );
  const dialog = asked.ok ? asked.value.dialogs.find((one) => one instanceof Api.Dialog) : undefined;
  if (dialog === undefined || dialog.unreadCount <= 1) return [];
  const answer = await caller.call(
    new Api.messages.GetHistory({
      peer: to,
      offsetId: 0,
      offsetDate: 0,
      addOffset: 0,
      limit: PAGE,
      maxId: fromMessageId(upTo),
      minId: dialog.readInboxMaxId,
      hash: bigInt.zero,
    }),
    deadline,
  );
  const messages = answer.ok && 'messages' in answer.value ? answer.value.messages : [];
  const unseen: DurableEvent[] = [];
  for (const message of [...messages].sort((a, b) => a.id - b.id)) {
    const translated = toMessage(message, context);
    if (translated.kind !== 'durable' || translated.event.kind !== 'message') continue;
    const { direction, messageId } = translated.event;
    if (direction !== 'incoming' || (await peerBook.hasMessage(peer, messageId))) continue;
    unseen.push(translated.event);
  }
  return unseen;
}

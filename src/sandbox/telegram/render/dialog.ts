import type { TlObject } from '../../mtproto/rpc.js';
import type { Dialog } from '../world/message/dialogs.js';
import { countUnreadReactions } from '../world/message/react.js';
import { tlFromJson } from '../world/tl-json.js';
import type { World } from '../world/world.js';
import { renderPeer } from './user.js';

export function renderDialog(world: World, dialog: Dialog): TlObject {
  return {
    _: 'dialog',
    peer: renderPeer(dialog.peer),
    topMessage: dialog.topId,
    readInboxMaxId: dialog.readInboxMax,
    readOutboxMaxId: dialog.readOutboxMax,
    unreadCount: dialog.unread,
    unreadMentionsCount: 0,
    unreadReactionsCount: countUnreadReactions(world, dialog.owner, dialog.peer),
    notifySettings: { _: 'peerNotifySettings' },
    draft: dialog.draft === null ? undefined : tlFromJson(dialog.draft),
  };
}

/** A chat nobody wrote in yet, as messages.getPeerDialogs answers it. */
export function emptyDialog(owner: number, peer: number): Dialog {
  return { owner, peer, topId: 0, readInboxMax: 0, readOutboxMax: 0, unread: 0, draft: null };
}

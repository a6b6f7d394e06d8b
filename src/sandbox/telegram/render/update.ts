import type { TlObject } from '../../mtproto/rpc.js';
import type { MessageView } from '../world/message/messages.js';
import type { LoggedUpdate } from '../world/update-log.js';
import type { World } from '../world/world.js';
import { renderMessage, renderReply, usersNamed } from './message.js';
import { renderPeer, renderUsers } from './user.js';

/** One logged change as the update that carries it; undefined when the message it names is gone. */
export function renderLogged(world: World, owner: number, update: LoggedUpdate): TlObject | undefined {
  const place = { pts: update.pts, ptsCount: update.count };
  switch (update.kind) {
    case 'new':
    case 'edit': {
      const view = world.messages.find(owner, update.id);
      if (view === undefined) return undefined;
      const _ = update.kind === 'new' ? 'updateNewMessage' : 'updateEditMessage';
      return { _, message: renderMessage(view), ...place };
    }
    case 'delete':
      return { _: 'updateDeleteMessages', messages: update.ids, ...place };
    case 'contents-read':
      return { _: 'updateReadMessagesContents', messages: update.ids, ...place };
    case 'read-inbox':
      return {
        _: 'updateReadHistoryInbox',
        peer: renderPeer(update.peer),
        maxId: update.maxId,
        stillUnreadCount: update.unread,
        ...place,
      };
    case 'read-outbox':
      return {
        _: 'updateReadHistoryOutbox',
        peer: renderPeer(update.peer),
        maxId: update.maxId,
        ...place,
      };
  }
}

/** The users a logged change mentions. */
export function usersIn(update: LoggedUpdate, view: MessageView | undefined): number[] {
  switch (update.kind) {
    case 'new':
    case 'edit':
      return view === undefined ? [] : usersNamed(view);
    case 'read-inbox':
    case 'read-outbox':
      return [update.peer];
    case 'delete':
    case 'contents-read':
      return [];
  }
}

/** The short form, which names its users by id only: for a client that knows them already. */
export function renderShortMessage(view: MessageView, update: LoggedUpdate): TlObject {
  return {
    _: 'updateShortMessage',
    out: view.out,
    silent: view.silent,
    id: view.id,
    userId: BigInt(view.peer),
    message: view.text,
    pts: update.pts,
    ptsCount: update.count,
    date: Math.floor(view.sentAt / 1000),
    replyTo: renderReply(view),
    entities: view.entities.length === 0 ? undefined : view.entities,
  };
}

export function renderContainer(
  world: World,
  viewer: number,
  updates: readonly TlObject[],
  users: readonly number[],
  seq: number,
): TlObject {
  return {
    _: 'updates',
    updates,
    users: renderUsers(world, viewer, users),
    chats: [],
    date: seconds(world),
    seq,
  };
}

export function renderShort(world: World, update: TlObject): TlObject {
  return { _: 'updateShort', update, date: seconds(world) };
}

export function renderState(world: World, owner: number): TlObject {
  const box = world.boxes.of(owner);
  const unread = world.dialogs.of(owner).reduce((sum, dialog) => sum + dialog.unread, 0);
  return {
    _: 'updates.state',
    pts: box.pts,
    qts: box.qts,
    date: Math.max(box.date, seconds(world)),
    seq: box.seq,
    unreadCount: unread,
  };
}

export function seconds(world: World): number {
  return Math.floor(world.clock.now() / 1000);
}

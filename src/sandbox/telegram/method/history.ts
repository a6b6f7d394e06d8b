import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { emptyDialog, renderDialog } from '../render/dialog.js';
import { renderMessage, usersNamed } from '../render/message.js';
import { renderState } from '../render/update.js';
import type { Dialog } from '../world/message/dialogs.js';
import type { MessageView } from '../world/message/messages.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { numberOf, objectOf, objectsOf, optionalObject, textOf } from './fields.js';
import { findPeer, peerOf, usersFor } from './peers.js';

/** The most messages or dialogs of one answer, as Telegram cuts them. */
const PAGE = 100;

export const historyMethods: Readonly<Record<string, SignedInMethod>> = {
  'messages.getHistory': (call, context) => {
    const peer = peerOf(context, objectOf(call, 'peer'));
    return page(call, context, 'k.owner = @owner AND k.peer = @peer', { owner: context.self, peer });
  },
  'messages.search': (call, context) => {
    const peer = findPeer(context, objectOf(call, 'peer'));
    const author = optionalObject(call, 'fromId');
    const values: Record<string, string | number> = {
      owner: context.self,
      q: textOf(call, 'q').toLowerCase(),
    };
    let where = 'k.owner = @owner AND instr(lower(c.text), @q) > 0';
    if (peer !== undefined) {
      where += ' AND k.peer = @peer';
      values['peer'] = peer;
    }
    if (author !== undefined) {
      where += ' AND c.sender = @author';
      values['author'] = peerOf(context, author);
    }
    const kind = mediaFilter(optionalObject(call, 'filter')?._ ?? 'inputMessagesFilterEmpty');
    if (kind !== undefined) {
      where += ' AND instr(c.media, @kind) > 0';
      values['kind'] = kind;
    }
    return page(call, context, where, values);
  },
  'messages.getMessages': (call, context) => {
    const views = objectsOf(call, 'id').map((input) => {
      const id = numberOf(input, 'id');
      return {
        id,
        view: input._ === 'inputMessageID' ? context.world.messages.find(context.self, id) : undefined,
      };
    });
    return {
      _: 'messages.messages',
      messages: views.map(({ id, view }) =>
        view === undefined ? { _: 'messageEmpty', id } : renderMessage(view),
      ),
      chats: [],
      users: usersFor(
        context,
        views.flatMap(({ view }) => (view === undefined ? [] : usersNamed(view))),
      ),
    };
  },
  'messages.getDialogs': (call, context) => {
    const all = context.world.dialogs.of(context.self);
    const offsetId = numberOf(call, 'offsetId');
    const rest = offsetId > 0 ? all.filter((dialog) => dialog.topId < offsetId && dialog.topId > 0) : all;
    const shown = rest.slice(0, Math.min(numberOf(call, 'limit') || 20, PAGE));
    const body = dialogsBody(context, shown);
    return shown.length === all.length
      ? { _: 'messages.dialogs', ...body }
      : { _: 'messages.dialogsSlice', count: all.length, ...body };
  },
  'messages.getPinnedDialogs': (_call, context) => ({
    _: 'messages.peerDialogs',
    ...dialogsBody(context, []),
    state: renderState(context.world, context.self),
  }),
  'messages.getPeerDialogs': (call, context) => {
    const dialogs = objectsOf(call, 'peers').map((input) => {
      const peer = peerOf(context, objectOf(input, 'peer'));
      return context.world.dialogs.find(context.self, peer) ?? emptyDialog(context.self, peer);
    });
    return {
      _: 'messages.peerDialogs',
      ...dialogsBody(context, dialogs),
      state: renderState(context.world, context.self),
    };
  },
  'messages.getScheduledHistory': (_call, context) => messagesAnswer(context, [], 0),
  'messages.getDialogUnreadMarks': () => [],
  'messages.getDialogFilters': () => ({ _: 'messages.dialogFilters', filters: [] }),
  'messages.getDefaultHistoryTTL': () => ({ _: 'defaultHistoryTTL', period: 0 }),
};

function dialogsBody(
  context: SignedInContext,
  dialogs: readonly Dialog[],
): Record<'dialogs' | 'messages' | 'chats' | 'users', TlObject[]> {
  const { world, self } = context;
  const tops = dialogs.flatMap((dialog) => world.messages.find(self, dialog.topId) ?? []);
  return {
    dialogs: dialogs.map((dialog) => renderDialog(world, dialog)),
    messages: tops.map(renderMessage),
    chats: [],
    users: usersFor(context, [self, ...dialogs.map((dialog) => dialog.peer), ...tops.flatMap(usersNamed)]),
  };
}

/**
 * One page, newest first, by Telegram's offset rules (https://core.telegram.org/api/offsets):
 * start at offset_id or offset_date, move by add_offset (negative: towards newer), take limit, keep min_id < id < max_id.
 */
function page(
  call: TlObject,
  context: SignedInContext,
  where: string,
  values: Record<string, string | number>,
): TlObject {
  const { world } = context;
  const limit = Math.min(numberOf(call, 'limit'), PAGE);
  const addOffset = numberOf(call, 'addOffset');
  const offsetId = numberOf(call, 'offsetId');
  const offsetDate = numberOf(call, 'offsetDate') || Math.max(numberOf(call, 'maxDate'), 0);
  const total = world.messages.count(where, values);

  let anchor = ' AND 1';
  if (offsetId > 0) anchor = ' AND k.id < @offsetId';
  else if (offsetDate > 0) anchor = ' AND c.sent_at < @offsetDate';
  const bounds = { ...values, offsetId, offsetDate: offsetDate * 1000 };
  const newer =
    addOffset < 0 && anchor !== ' AND 1'
      ? world.messages.oldestFirst(`${where} AND NOT (1${anchor})`, bounds, -addOffset).reverse()
      : [];
  const olderWanted = Math.max(0, limit - (addOffset < 0 ? newer.length : 0));
  const older = world.messages.page(`${where}${anchor}`, bounds, olderWanted, Math.max(0, addOffset));
  const maxId = numberOf(call, 'maxId');
  const minId = numberOf(call, 'minId');
  const views = [...newer, ...older]
    .slice(0, limit)
    .filter((view) => (maxId === 0 || view.id < maxId) && view.id > minId);
  return messagesAnswer(context, views, total);
}

export function messagesAnswer(
  context: SignedInContext,
  views: readonly MessageView[],
  total: number,
): TlObject {
  const body = {
    messages: views.map(renderMessage),
    chats: [],
    users: usersFor(context, views.flatMap(usersNamed)),
  };
  return views.length >= total
    ? { _: 'messages.messages', ...body }
    : { _: 'messages.messagesSlice', count: total, ...body };
}

function mediaFilter(filter: string): string | undefined {
  switch (filter) {
    case 'inputMessagesFilterEmpty':
      return undefined;
    case 'inputMessagesFilterPhotos':
    case 'inputMessagesFilterPhotoVideo':
      return '"messageMediaPhoto"';
    case 'inputMessagesFilterDocument':
      return '"messageMediaDocument"';
    case 'inputMessagesFilterVoice':
      return '"voice":true';
    default:
      throw new RpcError(400, 'INPUT_FILTER_INVALID');
  }
}

import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { renderMessage } from '../render/message.js';
import { renderLogged, renderState, seconds, usersIn } from '../render/update.js';
import type { LoggedUpdate } from '../world/update-log.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { numberOf } from './fields.js';
import { usersFor } from './peers.js';

export const updateMethods: Readonly<Record<string, SignedInMethod>> = {
  'updates.getState': (_call, { world, self }) => renderState(world, self),
  'updates.getDifference': (call, context) => difference(call, context),
};

/** https://core.telegram.org/api/updates#recovering-gaps. */
function difference(call: TlObject, context: SignedInContext): TlObject {
  const { world, self } = context;
  const box = world.boxes.of(self);
  const pts = numberOf(call, 'pts');
  if (pts <= 0) throw new RpcError(400, 'PERSISTENT_TIMESTAMP_EMPTY');
  if (pts > box.pts) throw new RpcError(400, 'PERSISTENT_TIMESTAMP_INVALID');
  if (pts === box.pts) return { _: 'updates.differenceEmpty', date: seconds(world), seq: box.seq };

  const total = Math.min(numberOf(call, 'ptsTotalLimit') || Infinity, world.limits.differenceTotal);
  if (box.pts - pts > total) return { _: 'updates.differenceTooLong', pts: box.pts };

  const slice = Math.min(numberOf(call, 'ptsLimit') || Infinity, world.limits.differenceSlice);
  const found = world.log.since(self, pts, slice + 1);
  const shown = found.slice(0, slice);
  const state = renderState(world, self);
  const body = renderChanges(context, shown);
  return found.length > shown.length
    ? {
        _: 'updates.differenceSlice',
        ...body,
        intermediateState: { ...state, pts: shown.at(-1)?.pts ?? box.pts },
      }
    : { _: 'updates.difference', ...body, state };
}

function renderChanges(context: SignedInContext, changes: readonly LoggedUpdate[]): Omit<TlObject, '_'> {
  const { world, self } = context;
  const fresh = new Set(changes.flatMap((change) => (change.kind === 'new' ? [change.id] : [])));
  const users = new Set<number>();
  const newMessages: TlObject[] = [];
  const otherUpdates: TlObject[] = [];
  for (const change of changes) {
    const names = change.kind === 'new' || change.kind === 'edit';
    const view = names ? world.messages.find(self, change.id) : undefined;
    for (const user of usersIn(change, view)) users.add(user);
    if (change.kind === 'new') {
      if (view !== undefined) newMessages.push(renderMessage(view));
      continue;
    }
    // A message that is new in this answer already stands in its edited form.
    if (change.kind === 'edit' && fresh.has(change.id)) continue;
    const update = renderLogged(world, self, change);
    if (update !== undefined) otherUpdates.push(update);
  }
  return {
    newMessages,
    newEncryptedMessages: [],
    otherUpdates,
    chats: [],
    users: usersFor(context, users),
  };
}

import type { Actor } from '../delivery.js';
import type { MessageView } from './messages.js';
import type { World } from '../world.js';

/** The pts of the acting account after the deletion, and how many places it took. */
export interface Affected {
  readonly pts: number;
  readonly count: number;
}

/** Removes own copies, and with `revoke` the other side's as well. Unknown ids are passed over, as on Telegram. */
export function deleteMessages(
  world: World,
  actor: Actor,
  ids: readonly number[],
  revoke: boolean,
): Affected {
  return world.transactions.run(() => {
    const views = [...new Set(ids)]
      .map((id) => world.messages.find(actor.user, id))
      .filter((view) => view !== undefined);
    return remove(world, actor, views, revoke);
  });
}

export interface HistoryDeletion {
  readonly peer: number;
  /** 0: everything. */
  readonly maxId: number;
  readonly revoke: boolean;
  /** Keeps the chat in the list. */
  readonly justClear: boolean;
}

export function deleteHistory(world: World, actor: Actor, deletion: HistoryDeletion): Affected {
  return world.transactions.run(() => {
    const views = world.messages.page(
      'k.owner = @owner AND k.peer = @peer AND k.id <= @maxId',
      {
        owner: actor.user,
        peer: deletion.peer,
        maxId: deletion.maxId === 0 ? Number.MAX_SAFE_INTEGER : deletion.maxId,
      },
      -1,
    );
    const affected = remove(world, actor, views, deletion.revoke);
    const left = world.dialogs.find(actor.user, deletion.peer);
    if (!deletion.justClear && left?.topId === 0) world.dialogs.drop(actor.user, deletion.peer);
    return affected;
  });
}

function remove(world: World, actor: Actor, views: readonly MessageView[], revoke: boolean): Affected {
  const at = world.clock.now();
  if (views.length === 0) return { pts: world.boxes.of(actor.user).pts, count: 0 };
  const mine = new Map<number, number[]>();
  const theirs = new Map<number, { peer: number; ids: number[] }>();
  for (const view of views) {
    world.messages.removeCopy(actor.user, view.id);
    mine.set(view.peer, [...(mine.get(view.peer) ?? []), view.id]);
    const other = revoke ? world.messages.counterpart(view) : undefined;
    if (other !== undefined) {
      world.messages.removeCopy(other.owner, other.id);
      const entry = theirs.get(other.owner) ?? { peer: actor.user, ids: [] };
      entry.ids.push(other.id);
      theirs.set(other.owner, entry);
    }
    world.journal.write(at, 'delete', actor.user, view.peer, view.uid, {
      actorMessageId: view.id,
      // Whether the other side lost its copy too.
      seen: other !== undefined,
      ...(other === undefined ? {} : { peerMessageId: other.id }),
    });
  }
  for (const peer of mine.keys()) world.dialogs.recount(actor.user, peer);
  for (const [owner, { peer, ids }] of theirs) {
    world.dialogs.recount(owner, peer);
    const update = world.log.append(owner, { kind: 'delete', ids }, ids.length, at);
    world.deliveries.send({ owner, kind: 'logged', update });
  }
  const ids = views.map((view) => view.id);
  const update = world.log.append(actor.user, { kind: 'delete', ids }, ids.length, at);
  world.deliveries.send({
    owner: actor.user,
    kind: 'logged',
    update,
    ...(actor.origin === undefined ? {} : { origin: actor.origin }),
  });
  return { pts: update.pts, count: update.count };
}

import type { Affected } from './delete-messages.js';
import type { Actor } from '../delivery.js';
import type { World } from '../world.js';

/**
 * Marks what the peer wrote as read, up to `maxId` of the reader's own numbering (0: everything).
 * Takes one place in each side's pts sequence, none when nothing new was read.
 */
export function readHistory(world: World, actor: Actor, peer: number, maxId: number): Affected {
  return world.transactions.run(() => {
    const reader = actor.user;
    const before = world.dialogs.find(reader, peer);
    const unchanged = { pts: world.boxes.of(reader).pts, count: 0 };
    if (before === undefined) return unchanged;
    const upTo = maxId === 0 ? Number.MAX_SAFE_INTEGER : maxId;
    const newest = world.messages.page(
      'k.owner = @owner AND k.peer = @peer AND k.id > @from AND k.id <= @upTo AND k.out = 0',
      { owner: reader, peer, from: before.readInboxMax, upTo },
      1,
    )[0];
    if (newest === undefined) return unchanged;

    const at = world.clock.now();
    const unread = world.dialogs.unreadAfter(reader, peer, newest.id);
    world.dialogs.setReadInbox(reader, peer, newest.id, unread);
    const update = world.log.append(reader, { kind: 'read-inbox', peer, maxId: newest.id, unread }, 1, at);
    world.deliveries.send({
      owner: reader,
      kind: 'logged',
      update,
      ...(actor.origin === undefined ? {} : { origin: actor.origin }),
    });

    const written = world.messages.counterpart(newest);
    if (written !== undefined && peer !== reader) {
      world.dialogs.setReadOutbox(peer, reader, written.id, at);
      const theirs = world.log.append(peer, { kind: 'read-outbox', peer: reader, maxId: written.id }, 1, at);
      world.deliveries.send({ owner: peer, kind: 'logged', update: theirs });
    }
    world.journal.write(at, 'read', reader, peer, newest.uid, {
      upTo: newest.id,
      count: before.unread - unread,
    });
    return { pts: update.pts, count: 1 };
  });
}

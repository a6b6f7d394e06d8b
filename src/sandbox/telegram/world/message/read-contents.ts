import type { Affected } from './delete-messages.js';
import type { Actor } from '../delivery.js';
import type { World } from '../world.js';

/**
 * Marks voice and round messages as played, on both sides: https://core.telegram.org/method/messages.readMessageContents.
 * One that was played before, or is none, takes no place in the sequence.
 */
export function readContents(world: World, actor: Actor, ids: readonly number[]): Affected {
  return world.transactions.run(() => {
    const at = world.clock.now();
    const fresh = ids.flatMap((id) => {
      const view = world.messages.find(actor.user, id);
      const isNew = view !== undefined && !view.out && view.media !== null && view.marks['played'] !== true;
      return isNew ? [view] : [];
    });
    if (fresh.length === 0) return { pts: world.boxes.of(actor.user).pts, count: 0 };
    for (const view of fresh) {
      world.messages.rewriteMarks(view.uid, { ...view.marks, played: true });
      world.journal.write(at, 'listened', actor.user, view.peer, view.uid, { actorMessageId: view.id });
      const theirs = world.messages.counterpart(view);
      if (theirs === undefined) continue;
      const update = world.log.append(theirs.owner, { kind: 'contents-read', ids: [theirs.id] }, 1, at);
      world.deliveries.send({ owner: theirs.owner, kind: 'logged', update });
    }
    const mine = world.log.append(
      actor.user,
      { kind: 'contents-read', ids: fresh.map(({ id }) => id) },
      fresh.length,
      at,
    );
    world.deliveries.send({
      owner: actor.user,
      kind: 'logged',
      update: mine,
      ...(actor.origin === undefined ? {} : { origin: actor.origin }),
    });
    return { pts: mine.pts, count: fresh.length };
  });
}

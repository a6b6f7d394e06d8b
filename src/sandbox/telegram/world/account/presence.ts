import type { Actor } from '../delivery.js';
import type { World } from '../world.js';

/** Says that a user is online (for a while) or went offline; everyone with a chat sees it unless a block stands between. */
export function setOnline(world: World, user: number, online: boolean): void {
  const now = world.clock.now();
  const before = world.users.must(user);
  const wasOnline = before.onlineUntil > now;
  world.transactions.run(() => {
    world.users.change(user, {
      onlineUntil: online ? now + world.limits.onlineFor : 0,
      lastSeen: online || wasOnline ? now : before.lastSeen,
    });
    if (online === wasOnline && !online) return;
    world.journal.write(now, 'status', user, 0, null, { detail: online ? 'online' : 'offline' });
    for (const owner of world.dialogs.partnersOf(user)) {
      if (owner !== user && !world.circles.hasBlocked(user, owner)) {
        world.deliveries.send({ owner, kind: 'status', user });
      }
    }
  });
}

/** `refused` carries an error type: typing is where a block shows first. */
export type TypingOutcome = { readonly kind: 'shown' } | { readonly kind: 'refused'; readonly type: string };

/** Shows an action such as `sendMessageTypingAction` to the other side. Nothing of it is kept but the judge's line. */
export function setTyping(world: World, actor: Actor, peer: number, action: string): TypingOutcome {
  if (world.circles.hasBlocked(peer, actor.user)) return { kind: 'refused', type: 'USER_IS_BLOCKED' };
  if (peer === actor.user) return { kind: 'shown' };
  world.transactions.run(() => {
    world.journal.write(world.clock.now(), 'typing', actor.user, peer, null, { detail: action });
    world.deliveries.send({ owner: peer, kind: 'typing', from: actor.user, action });
  });
  return { kind: 'shown' };
}

/** False when it was so before. */
export function setBlocked(world: World, actor: Actor, peer: number, blocked: boolean): boolean {
  return world.transactions.run(() => {
    const now = world.clock.now();
    const changed = blocked
      ? world.circles.block(actor.user, peer, now)
      : world.circles.unblock(actor.user, peer);
    if (!changed) return false;
    world.journal.write(now, blocked ? 'block' : 'unblock', actor.user, peer, null, {});
    world.deliveries.send({
      owner: actor.user,
      kind: 'blocked',
      peer,
      blocked,
      ...(actor.origin === undefined ? {} : { origin: actor.origin }),
    });
    return true;
  });
}

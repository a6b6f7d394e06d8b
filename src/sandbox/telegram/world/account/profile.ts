import { userByUsername } from '../lookup.js';
import type { User } from './users.js';
import type { World } from '../world.js';

export type ProfileChange = Partial<Pick<User, 'firstName' | 'lastName' | 'about' | 'username'>>;

export type ProfileOutcome =
  { readonly kind: 'changed' } | { readonly kind: 'refused'; readonly type: 'USERNAME_OCCUPIED' };

/**
 * Changes what others see of a user, and tells those who have a chat with it. A username somebody else has is refused,
 * or taken from them with `takeOver`; a deleted account keeps none.
 */
export function changeProfile(
  world: World,
  userId: number,
  change: ProfileChange,
  takeOver = false,
): ProfileOutcome {
  return world.transactions.run(() => {
    const { username } = change;
    const holder = typeof username === 'string' ? world.users.withUsername(username) : undefined;
    if (holder !== undefined && holder.id !== userId) {
      const isAlive = userByUsername(world, username ?? '') !== undefined;
      if (isAlive && !takeOver) return { kind: 'refused', type: 'USERNAME_OCCUPIED' };
      world.users.change(holder.id, { username: null });
      tell(world, holder.id);
    }
    world.users.change(userId, change);
    tell(world, userId);
    return { kind: 'changed' };
  });
}

function tell(world: World, user: number): void {
  for (const owner of world.dialogs.partnersOf(user)) {
    if (owner !== user) world.deliveries.send({ owner, kind: 'name', user });
  }
}

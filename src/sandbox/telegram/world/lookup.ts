import { conditionOf } from './account/condition.js';
import type { User } from './account/users.js';
import type { World } from './world.js';

/** Whoever has this username now. A deleted account has none. */
export function userByUsername(world: World, username: string): User | undefined {
  return alive(world, world.users.withUsername(username));
}

export function userByPhone(world: World, phone: string): User | undefined {
  return alive(world, world.users.withPhone(phone.replace(/[^0-9]/g, '')));
}

function alive(world: World, user: User | undefined): User | undefined {
  return user === undefined || conditionOf(world, user.id) === 'deleted' ? undefined : user;
}

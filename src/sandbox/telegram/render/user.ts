import type { TlObject } from '../../mtproto/rpc.js';
import { conditionOf } from '../world/account/condition.js';
import { needsPremium } from '../world/may-write.js';
import { isOpenTo, PHONE_NUMBER } from '../world/account/privacy.js';
import { SERVICE_USER_ID, type User } from '../world/account/users.js';
import type { World } from '../world/world.js';

/** A user as `viewer` may see it: own access hash, own name for a contact, status unless hidden or blocked. */
export function renderUser(world: World, viewer: number, id: number): TlObject {
  const user = world.users.must(id);
  const self = viewer === id;
  const saved = self ? undefined : world.circles.contactNames(viewer, id);
  if (conditionOf(world, id) === 'deleted') {
    return { _: 'user', id: BigInt(id), accessHash: world.users.accessHash(viewer, id), deleted: true };
  }
  return {
    _: 'user',
    id: BigInt(id),
    accessHash: world.users.accessHash(viewer, id),
    self,
    contact: saved !== undefined,
    mutualContact: saved !== undefined && world.circles.contactNames(id, viewer) !== undefined,
    bot: user.bot,
    ...(user.bot ? { botInfoVersion: 1 } : {}),
    verified: id === SERVICE_USER_ID,
    support: id === SERVICE_USER_ID,
    firstName: saved?.firstName ?? user.firstName,
    lastName: saved === undefined ? (user.lastName ?? undefined) : (saved.lastName ?? undefined),
    username: user.username ?? undefined,
    contactRequirePremium: needsPremium(world, viewer, id),
    // A number shows to its owner, to those who have it in their contacts, and to those whom the owner shows it.
    phone:
      self || saved !== undefined || id === SERVICE_USER_ID || showsNumber(world, viewer, id)
        ? (user.phone ?? undefined)
        : undefined,
    status: user.bot || id === SERVICE_USER_ID ? undefined : renderStatus(world, viewer, user),
    langCode: user.langCode ?? undefined,
  };
}

/** Only where the owner set it: by default a number is shown to contacts, of whom a person here may have many by hand. */
function showsNumber(world: World, viewer: number, id: number): boolean {
  return world.privacy.rules(id, PHONE_NUMBER) !== undefined && isOpenTo(world, id, PHONE_NUMBER, viewer);
}

export function renderUsers(world: World, viewer: number, ids: Iterable<number>): TlObject[] {
  return [...new Set(ids)].map((id) => renderUser(world, viewer, id));
}

/** https://core.telegram.org/type/UserStatus. Whoever is blocked sees nothing, whoever hides shows "recently". */
export function renderStatus(world: World, viewer: number, user: User): TlObject {
  const now = world.clock.now();
  if (viewer !== user.id && world.circles.hasBlocked(user.id, viewer)) return { _: 'userStatusEmpty' };
  if (viewer !== user.id && !user.showsPresence) return { _: 'userStatusRecently' };
  if (user.onlineUntil > now) return { _: 'userStatusOnline', expires: Math.floor(user.onlineUntil / 1000) };
  if (user.lastSeen === 0) return { _: 'userStatusEmpty' };
  return { _: 'userStatusOffline', wasOnline: Math.floor(user.lastSeen / 1000) };
}

export function renderPeer(id: number): TlObject {
  return { _: 'peerUser', userId: BigInt(id) };
}

import { Api } from 'telegram';
import type { PeerRecord } from '../../core/event.js';
import { toPeerId } from './tl-ids.js';

/** Telegram's own announcements and sign-in codes. */
export const SERVICE_USER = '777000';

/**
 * What is worth keeping about a user, or undefined: a `min` user carries a hash that works nowhere else
 * (core.telegram.org/api/min), and our own account needs no address.
 */
export function toPeerRecord(user: Api.TypeUser): PeerRecord | undefined {
  if (!(user instanceof Api.User) || user.min || user.self || !user.accessHash) return undefined;
  const peer = toPeerId(user.id);
  const name = displayName(user);
  const username = user.username ?? user.usernames?.find((one) => one.active)?.username;
  return {
    peer,
    kind: peer === SERVICE_USER ? 'service' : user.bot ? 'bot' : 'person',
    address: user.accessHash.toString(),
    ...(name === '' ? {} : { name }),
    ...(username ? { username } : {}),
    ...(user.langCode ? { language: user.langCode } : {}),
    ...(user.contact ? { isContact: true as const } : {}),
  };
}

export function displayName(user: Api.User): string {
  return [user.firstName, user.lastName].filter(Boolean).join(' ');
}

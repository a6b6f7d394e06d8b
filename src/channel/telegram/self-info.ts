import { Api } from 'telegram';
import type { SelfInfo } from '../contract.js';
import { displayName } from './peer-record.js';
import { toPeerId } from './tl-ids.js';

/** Who signed in. The number is there only when the server tells it, which it does for ourselves. */
export function identity(user: Api.TypeUser | undefined): {
  readonly self: SelfInfo;
  readonly phone?: string;
} {
  const self = toSelfInfo(user);
  return user instanceof Api.User && user.phone ? { self, phone: `+${user.phone}` } : { self };
}

/** Throws when the server answered with something that is no user: then we are not signed in as anybody. */
export function toSelfInfo(user: Api.TypeUser | undefined): SelfInfo {
  if (!(user instanceof Api.User)) throw new Error('the server named no user as ours');
  const username = user.username ?? user.usernames?.find((one) => one.active)?.username;
  return {
    peer: toPeerId(user.id),
    name: displayName(user),
    ...(username ? { username } : {}),
  };
}

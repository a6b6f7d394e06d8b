import { Api } from 'telegram';
import type { SelfInfo } from '../contract.js';
import { displayName } from './peer-record.js';
import { toPeerId } from './tl-ids.js';

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

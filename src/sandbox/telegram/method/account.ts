import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import type { Authorization } from '../world/account/authorizations.js';
import { userByUsername } from '../world/lookup.js';
import { changeProfile, type ProfileChange } from '../world/account/profile.js';
import { setOnline } from '../world/account/presence.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { flagOf, longOf, textOf } from './fields.js';
import { usersFor } from './peers.js';
import { endAuthorization } from './sign-in.js';

/** https://core.telegram.org/method/account.checkUsername: 5 to 32 of a-z, 0-9 and underscores, not starting with a digit. */
const USERNAME = /^[a-z][a-z0-9_]{4,31}$/i;

export const accountMethods: Readonly<Record<string, SignedInMethod>> = {
  'account.getConnectedBots': () => ({ _: 'account.connectedBots', connectedBots: [], users: [] }),
  'account.updateStatus': (call, context) => {
    setOnline(context.world, context.self, !flagOf(call, 'offline'));
    return true;
  },
  'account.getAuthorizations': (_call, { world, self, caller, sessions }) => ({
    _: 'account.authorizations',
    authorizationTtlDays: 180,
    authorizations: world.authorizations
      .forUser(self)
      .filter(({ keyId }) => sessions.abroadIn(keyId) === undefined)
      .map((authorization) => renderAuthorization(authorization, caller.keyId)),
  }),
  'account.resetAuthorization': (call, context) => {
    const hash = longOf(call, 'hash').toString();
    const found = context.world.authorizations
      .forUser(context.self)
      .find((authorization) => authorization.hash === hash && authorization.keyId !== context.caller.keyId);
    if (found === undefined) throw new RpcError(400, 'HASH_INVALID');
    endAuthorization(context, found.keyId, 'SESSION_REVOKED', true);
    return true;
  },
  'account.updateProfile': (call, context) => {
    const change = {
      ...(call['firstName'] === undefined ? {} : { firstName: textOf(call, 'firstName') }),
      ...(call['lastName'] === undefined ? {} : { lastName: textOf(call, 'lastName') || null }),
      ...(call['about'] === undefined ? {} : { about: textOf(call, 'about') || null }),
    };
    if (change.firstName !== undefined && change.firstName.trim() === '') {
      throw new RpcError(400, 'FIRSTNAME_INVALID');
    }
    return changeSelf(context, change);
  },
  'account.checkUsername': (call, context) => {
    const username = textOf(call, 'username');
    if (!USERNAME.test(username)) throw new RpcError(400, 'USERNAME_INVALID');
    return userByUsername(context.world, username) === undefined;
  },
  'account.updateUsername': (call, context) => {
    const username = textOf(call, 'username');
    const current = context.world.users.must(context.self).username ?? '';
    if (username === current) throw new RpcError(400, 'USERNAME_NOT_MODIFIED');
    if (username !== '' && !USERNAME.test(username)) throw new RpcError(400, 'USERNAME_INVALID');
    return changeSelf(context, { username: username === '' ? null : username });
  },
  'account.getAccountTTL': () => ({ _: 'accountDaysTTL', days: 365 }),
  'account.getNotifySettings': () => ({ _: 'peerNotifySettings' }),
  'account.updateNotifySettings': () => true,
  'account.setAuthorizationTTL': () => true,
  'account.changeAuthorizationSettings': () => true,
  'account.registerDevice': () => true,
  'account.unregisterDevice': () => true,
  'account.getWebAuthorizations': () => ({ _: 'account.webAuthorizations', authorizations: [], users: [] }),
};

function changeSelf(context: SignedInContext, change: ProfileChange): TlObject {
  const outcome = changeProfile(context.world, context.self, change);
  if (outcome.kind === 'refused') throw new RpcError(400, outcome.type);
  const [user] = usersFor(context, [context.self]);
  if (user === undefined) throw new Error('a signed-in user has no rendering');
  return user;
}

/** One device as account.getAuthorizations lists it; the caller's own has hash 0. */
export function renderAuthorization(authorization: Authorization, callerKeyId: string): TlObject {
  const current = authorization.keyId === callerKeyId;
  return {
    _: 'authorization',
    current,
    hash: current ? 0n : BigInt(authorization.hash),
    deviceModel: authorization.model,
    platform: '',
    systemVersion: '',
    apiId: authorization.apiId,
    appName: 'Sandbox client',
    appVersion: authorization.appVersion,
    dateCreated: Math.floor(authorization.createdAt / 1000),
    dateActive: Math.floor(authorization.activeAt / 1000),
    ip: '127.0.0.1',
    country: 'Loopback',
    region: '',
  };
}

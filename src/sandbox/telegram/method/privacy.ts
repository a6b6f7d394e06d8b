import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { defaultRules, type PrivacyRule } from '../world/account/privacy.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { flagOf, objectOf, objectsOf } from './fields.js';
import { findPeer, usersFor } from './peers.js';

export const privacyMethods: Readonly<Record<string, SignedInMethod>> = {
  'account.getPrivacy': (call, context) => answer(context, keyOf(call)),
  'account.setPrivacy': (call, context) => {
    const key = keyOf(call);
    const rules = objectsOf(call, 'rules').map((rule) => toRule(rule, context));
    if (rules.length === 0) throw new RpcError(400, 'PRIVACY_VALUE_INVALID');
    context.world.privacy.setRules(context.self, key, rules);
    return answer(context, key);
  },
  'account.getGlobalPrivacySettings': (_call, context) => globalSettings(context),
  'account.setGlobalPrivacySettings': (call, context) => {
    const asks = flagOf(objectOf(call, 'settings'), 'newNoncontactPeersRequirePremium');
    context.world.privacy.setWritesFirst(context.self, asks ? 'premium' : 'everyone');
    return globalSettings(context);
  },
};

function keyOf(call: TlObject): string {
  const key = objectOf(call, 'key')._;
  if (!key.startsWith('inputPrivacyKey')) throw new RpcError(400, 'PRIVACY_KEY_INVALID');
  return key.slice('inputPrivacyKey'.length);
}

function toRule(rule: TlObject, context: SignedInContext): PrivacyRule {
  const users = objectsOf(rule, 'users').flatMap((input) => findPeer(context, input) ?? []);
  const kind = rule._.replace(/^inputPrivacyValue/, '');
  return users.length === 0 ? { kind } : { kind, users };
}

function answer(context: SignedInContext, key: string): TlObject {
  const rules = context.world.privacy.rules(context.self, key) ?? defaultRules(key);
  return {
    _: 'account.privacyRules',
    rules: rules.map(({ kind, users }) => ({
      _: `privacyValue${kind}`,
      ...(kind.endsWith('Users') ? { users: (users ?? []).map(BigInt) } : {}),
      ...(kind.endsWith('ChatParticipants') ? { chats: [] } : {}),
    })),
    chats: [],
    users: usersFor(
      context,
      rules.flatMap(({ users }) => users ?? []),
    ),
  };
}

function globalSettings({ world, self }: SignedInContext): TlObject {
  return {
    _: 'globalPrivacySettings',
    newNoncontactPeersRequirePremium: world.privacy.writesFirst(self) === 'premium',
  };
}

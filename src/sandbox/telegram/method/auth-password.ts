import { randomBytes } from 'node:crypto';
import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { makeChallenge, proves, SRP_GENERATOR, SRP_PRIME } from '../srp.js';
import type { User } from '../world/account/users.js';
import type { CallContext, OpenMethod } from './context.js';
import { bytesOf, longOf, objectOf } from './fields.js';
import { finishSignIn } from './sign-in.js';

/** Both are asked before sign-in is complete, so they look up by themselves whose password is meant. */
export const passwordMethods: Readonly<Record<string, OpenMethod>> = {
  'account.getPassword': (_call, context) => {
    const { password } = whose(context);
    const algorithm = (salt1: Buffer, salt2: Buffer): TlObject => ({
      _: 'passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow',
      salt1,
      salt2,
      g: SRP_GENERATOR,
      p: SRP_PRIME,
    });
    const common = {
      _: 'account.password',
      newAlgo: algorithm(randomBytes(8), randomBytes(16)),
      newSecureAlgo: { _: 'securePasswordKdfAlgoUnknown' },
      secureRandom: randomBytes(256),
    };
    if (password === null) return common;
    const challenge = makeChallenge(password);
    const { srpMs } = context.habits;
    const staleAt = srpMs === 0 ? Infinity : context.world.clock.now() + srpMs;
    context.challenges.set(context.caller.keyId, { ...challenge, staleAt });
    return {
      ...common,
      hasPassword: true,
      currentAlgo: algorithm(Buffer.from(password.salt1, 'hex'), Buffer.from(password.salt2, 'hex')),
      srp_B: challenge.B,
      srpId: challenge.id,
      hint: password.hint === '' ? undefined : password.hint,
    };
  },
  'auth.checkPassword': (call, context) => {
    const user = whose(context);
    if (user.password === null) throw new RpcError(400, 'PASSWORD_EMPTY');
    const proof = objectOf(call, 'password');
    if (proof._ !== 'inputCheckPasswordSRP') throw new RpcError(400, 'PASSWORD_HASH_INVALID');
    const challenge = context.challenges.get(context.caller.keyId);
    const isStale = challenge === undefined || challenge.staleAt <= context.world.clock.now();
    if (isStale || challenge.id !== longOf(proof, 'srpId')) {
      throw new RpcError(400, 'SRP_ID_INVALID');
    }
    // Each challenge serves once, as on Telegram.
    context.challenges.delete(context.caller.keyId);
    if (!proves(user.password, challenge, bytesOf(proof, 'A'), bytesOf(proof, 'M1'))) {
      throw new RpcError(400, 'PASSWORD_HASH_INVALID');
    }
    return finishSignIn(context, user.id);
  },
};

function whose({ world, caller }: CallContext): User {
  const authorization = world.authorizations.of(caller.keyId);
  const userId = authorization?.passwordFor ?? authorization?.userId ?? null;
  if (userId === null) throw new RpcError(401, authorization?.ended ?? 'AUTH_KEY_UNREGISTERED');
  return world.users.must(userId);
}

import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { renderUser } from '../render/user.js';
import { announceSignIn } from '../world/account/announce-sign-in.js';
import { conditionOf } from '../world/account/condition.js';
import type { CallContext } from './context.js';

/** Makes the calling key speak for the user, and warns the user's other devices unless it is the same client moving. */
export function finishSignIn(
  context: CallContext,
  userId: number,
  kind: 'login' | 'transfer' = 'login',
): TlObject {
  const { world, caller } = context;
  if (conditionOf(world, userId) === 'banned') throw new RpcError(400, 'PHONE_NUMBER_BANNED');
  const at = world.clock.now();
  world.transactions.run(() => {
    const others =
      kind === 'login' && world.authorizations.keysOf(userId).some((keyId) => keyId !== caller.keyId);
    const authorization = world.authorizations.signIn(caller, userId, at);
    world.journal.write(at, 'signed-in', userId, 0, null, { detail: caller.device.model });
    if (others) announceSignIn(world, userId, authorization, caller);
  });
  context.transport.bind(caller.keyId, BigInt(userId));
  context.sessions.seen(caller);
  context.sessions.learnByKey(caller.keyId, [userId]);
  return { _: 'auth.authorization', user: renderUser(world, userId, userId) };
}

/**
 * Takes an authorization away: its key answers `type` from now on. `cut` also hangs up, so that a client that asks
 * nothing feels it too; not for the key whose call is being answered, which would never hear why.
 */
export function endAuthorization(
  context: Pick<CallContext, 'world' | 'transport'>,
  keyId: string,
  type: string,
  cut = false,
): void {
  const userId = context.world.authorizations.of(keyId)?.userId ?? null;
  context.world.authorizations.end(keyId, type);
  if (userId !== null) {
    context.world.journal.write(context.world.clock.now(), 'signed-out', userId, 0, null, { detail: type });
  }
  context.transport.bind(keyId, null);
  if (cut) context.transport.disconnect(keyId);
}

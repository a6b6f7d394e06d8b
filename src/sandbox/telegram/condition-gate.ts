import { longOf, optionalObject } from './method/fields.js';
import { RpcError, type TlObject } from '../mtproto/rpc.js';
import { conditionOf, standingOf } from './world/account/condition.js';
import { SPAM_BOT_ID } from './world/account/users.js';
import type { World } from './world/world.js';

/** What a frozen account may still do is read; these families write. https://core.telegram.org/api/auth#frozen-accounts. */
const FROZEN_REFUSES =
  /^(messages\.(send|edit|delete|setTyping|saveDraft)|contacts\.(add|import|delete|block|unblock|search|resolvePhone|export)|account\.(updateProfile|updateUsername|set(Global)?Privacy)|photos\.)/;

/** Refuses what an account in this condition may not call. */
export function refuseByCondition(world: World, self: number, call: TlObject): void {
  switch (conditionOf(world, self)) {
    case 'banned':
      throw new RpcError(401, standingOf(world, self).shownAs);
    case 'deleted':
      throw new RpcError(401, 'USER_DEACTIVATED');
    case 'frozen':
      if (FROZEN_REFUSES.test(call._) && !isAppeal(call)) throw new RpcError(420, 'FROZEN_METHOD_INVALID');
      return;
    case 'limited':
    case 'healthy':
      return;
  }
}

/** The way to appeal is a chat with @SpamBot, so that one stays open. */
function isAppeal(call: TlObject): boolean {
  const peer = optionalObject(call, 'peer');
  return peer !== undefined && longOf(peer, 'userId') === BigInt(SPAM_BOT_ID);
}

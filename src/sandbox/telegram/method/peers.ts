import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { renderUsers } from '../render/user.js';
import type { SignedInContext } from './context.js';
import { longOf } from './fields.js';

/**
 * The user an InputPeer or InputUser means for this caller. A hash that belongs to another account is as wrong as none:
 * https://core.telegram.org/api/peers.
 */
export function findPeer(context: SignedInContext, input: TlObject): number | undefined {
  switch (input._) {
    case 'inputPeerSelf':
    case 'inputUserSelf':
      return context.self;
    case 'inputPeerUser':
    case 'inputUser': {
      const id = Number(longOf(input, 'userId'));
      if (context.world.users.get(id) === undefined) return undefined;
      const hash = longOf(input, 'accessHash');
      return id === context.self || hash === context.world.users.accessHash(context.self, id)
        ? id
        : undefined;
    }
    default:
      return undefined;
  }
}

export function peerOf(context: SignedInContext, input: TlObject, error = 'PEER_ID_INVALID'): number {
  const id = findPeer(context, input);
  if (id === undefined) throw new RpcError(400, error);
  return id;
}

/** Renders users for the caller and remembers that its client knows them now. */
export function usersFor(context: SignedInContext, ids: Iterable<number>): TlObject[] {
  const unique = new Set(ids);
  context.sessions.learnByKey(context.caller.keyId, unique);
  return renderUsers(context.world, context.self, unique);
}

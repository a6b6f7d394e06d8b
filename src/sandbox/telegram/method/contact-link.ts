import { RpcError } from '../../mtproto/rpc.js';
import { makeContactToken, ownerOfToken } from '../world/account/contact-tokens.js';
import type { SignedInMethod } from './context.js';
import { textOf } from './fields.js';
import { usersFor } from './peers.js';

/** https://core.telegram.org/api/links#temporary-profile-links. */
export const contactLinkMethods: Readonly<Record<string, SignedInMethod>> = {
  'contacts.exportContactToken': (_call, { world, self }) => {
    const { token, expiresAt } = makeContactToken(world, self);
    return {
      _: 'exportedContactToken',
      url: `https://t.me/contact/${token}`,
      expires: Math.floor(expiresAt / 1000),
    };
  },
  'contacts.importContactToken': (call, context) => {
    const owner = ownerOfToken(context.world, textOf(call, 'token'));
    const [user] = owner === undefined ? [] : usersFor(context, [owner]);
    if (user === undefined) throw new RpcError(400, 'IMPORT_TOKEN_INVALID');
    return user;
  },
};

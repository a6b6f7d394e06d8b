import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { userByPhone } from '../world/lookup.js';
import { ADDED_BY_PHONE, isOpenTo } from '../world/account/privacy.js';
import type { SignedInContext } from './context.js';
import { textOf } from './fields.js';

/** A contact card as media: it names the user when the number belongs to one whom the sender may find by it. */
export function contactCard(input: TlObject, { world, self }: SignedInContext): TlObject {
  const phone = textOf(input, 'phoneNumber').replace(/[^0-9]/g, '');
  if (phone === '') throw new RpcError(400, 'PHONE_NUMBER_INVALID');
  const user = userByPhone(world, phone);
  const isKnown =
    user !== undefined &&
    (isOpenTo(world, user.id, ADDED_BY_PHONE, self) ||
      world.circles.contactNames(self, user.id) !== undefined);
  return {
    _: 'messageMediaContact',
    phoneNumber: phone,
    firstName: textOf(input, 'firstName'),
    lastName: textOf(input, 'lastName'),
    vcard: textOf(input, 'vcard'),
    userId: isKnown ? BigInt(user.id) : 0n,
  };
}

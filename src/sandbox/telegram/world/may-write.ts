import { conditionOf } from './account/condition.js';
import { SERVICE_USER_ID } from './account/users.js';
import type { World } from './world.js';

/** Why `from` may not write to `to`, named as Telegram names the error; undefined when it may. */
export function refusalToWrite(world: World, from: number, to: number): string | undefined {
  if (conditionOf(world, to) === 'deleted') return 'INPUT_USER_DEACTIVATED';
  if (from === to || from === SERVICE_USER_ID) return undefined;
  if (world.circles.hasBlocked(from, to)) return 'YOU_BLOCKED_USER';
  if (world.circles.hasBlocked(to, from)) return 'USER_IS_BLOCKED';
  const sender = world.users.must(from);
  if (sender.bot || world.users.must(to).bot) return undefined;
  switch (conditionOf(world, from)) {
    case 'limited':
      return isExpected(world, from, to) ? undefined : 'PEER_FLOOD';
    case 'deleted':
      return 'USER_DEACTIVATED';
    case 'banned':
      return 'USER_DEACTIVATED_BAN';
    case 'frozen':
      return 'FROZEN_METHOD_INVALID';
    case 'healthy':
      return refusalByPrivacy(world, from, to);
  }
}

function refusalByPrivacy(world: World, from: number, to: number): string | undefined {
  const open = world.privacy.writesFirst(to);
  if (open === 'everyone' || isExpected(world, from, to)) return undefined;
  return open === 'premium' ? 'PRIVACY_PREMIUM_REQUIRED' : 'USER_PRIVACY_RESTRICTED';
}

/** The account must be Premium to write to this one: https://core.telegram.org/method/users.getIsPremiumRequiredToContact. */
export function needsPremium(world: World, from: number, to: number): boolean {
  return from !== to && world.privacy.writesFirst(to) === 'premium' && !isExpected(world, from, to);
}

/** `to` wrote to `from` before, or has it among its contacts: then a limit does not hold. https://telegram.org/faq_spam. */
function isExpected(world: World, from: number, to: number): boolean {
  return world.journal.hasWritten(to, from) || world.circles.contactNames(to, from) !== undefined;
}

import { SERVICE_USER_ID } from '../../telegram/world/account/users.js';
import type { World } from '../../telegram/world/world.js';
import { badRequest } from '../call/bot-api-error.js';
import type { BusinessConnection, BusinessRight } from './connections.js';

/** https://core.telegram.org/bots/api#businessbotrights: chats that had incoming messages in the last 24 hours. */
const WINDOW_MS = 86_400_000;

/** Whether the bot sees this chat of the account at all: private chats with people, unless they were left out. */
export function isSeen(
  world: World,
  { owner, isEnabled, chats }: BusinessConnection,
  person: number,
): boolean {
  if (!isEnabled || person === owner || person === SERVICE_USER_ID) return false;
  const user = world.users.get(person);
  return user !== undefined && !user.bot && (chats === null || chats.includes(person));
}

/** The account whose chat a call may act in; throws as the server does where it may not. */
export function actInBusinessChat(
  world: World,
  connection: BusinessConnection,
  person: number,
  right: BusinessRight,
): void {
  if (person === connection.owner) throw badRequest('Messages must not be sent to self');
  if (!connection.isEnabled) throw badRequest('BUSINESS_CONNECTION_INVALID');
  if (!connection.rights.includes(right)) throw badRequest('BOT_ACCESS_FORBIDDEN');
  if (!isSeen(world, connection, person)) throw badRequest('BUSINESS_PEER_INVALID');
  const last = world.messages.page(
    'k.owner = @owner AND k.peer = @peer AND k.out = 0',
    { owner: connection.owner, peer: person },
    1,
  )[0];
  if (last === undefined || world.clock.now() - last.sentAt > WINDOW_MS) {
    throw badRequest('BUSINESS_PEER_USAGE_MISSING');
  }
}

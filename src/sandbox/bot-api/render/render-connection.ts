import type { World } from '../../telegram/world/world.js';
import type { BusinessConnection } from '../business/connections.js';
import { renderUser } from './render-user.js';

/**
 * https://core.telegram.org/bots/api#businessconnection. The right to delete own messages is told under both names it
 * had: `can_delete_outgoing_messages` came first.
 */
export function renderConnection(
  world: World,
  { id, owner, date, rights, isEnabled }: BusinessConnection,
): object {
  const names = rights.flatMap((right) =>
    right === 'can_delete_sent_messages' ? [right, 'can_delete_outgoing_messages'] : [right],
  );
  return {
    id,
    user: renderUser(world, owner),
    user_chat_id: owner,
    date,
    rights: Object.fromEntries(names.map((name) => [name, true])),
    can_reply: rights.includes('can_reply'),
    is_enabled: isEnabled,
  };
}

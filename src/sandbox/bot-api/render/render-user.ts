import { conditionOf } from '../../telegram/world/account/condition.js';
import type { World } from '../../telegram/world/world.js';

/** https://core.telegram.org/bots/api#user; a user nobody knows has an empty name, as a deleted one. */
export function renderUser(world: World, id: number): object {
  const user = world.users.get(id);
  if (user === undefined || conditionOf(world, id) === 'deleted') {
    return { id, is_bot: user?.bot ?? false, first_name: '' };
  }
  return {
    id,
    is_bot: user.bot,
    first_name: user.firstName,
    last_name: user.lastName ?? undefined,
    username: user.username ?? undefined,
    language_code: user.bot ? undefined : (user.langCode ?? undefined),
  };
}

/** https://core.telegram.org/bots/api#chat, always a private one. */
export function renderChat(world: World, person: number): object {
  const user = world.users.get(person);
  const isGone = user === undefined || conditionOf(world, person) === 'deleted';
  return {
    id: person,
    first_name: isGone ? '' : user.firstName,
    last_name: isGone ? undefined : (user.lastName ?? undefined),
    username: isGone ? undefined : (user.username ?? undefined),
    type: 'private',
  };
}

/** What getMe says of a bot beyond a user: https://core.telegram.org/bots/api#getme. */
export function renderMe(world: World, id: number, connectsToBusiness: boolean): object {
  return {
    ...renderUser(world, id),
    username: world.users.must(id).username ?? `sandbox_${id}_bot`,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: connectsToBusiness,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}

/** The kinds of updates a bot may ask for, in the server's order: https://core.telegram.org/bots/api#update. */
export const updateTypes = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'message_reaction',
  'message_reaction_count',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
] as const;

export type UpdateType = (typeof updateTypes)[number];

/** These come only when they were asked for: https://core.telegram.org/bots/api#getupdates, allowed_updates. */
const ON_REQUEST: ReadonlySet<UpdateType> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);

/** Null is the default list. */
export function isAllowed(type: UpdateType, list: readonly UpdateType[] | null): boolean {
  return list === null ? !ON_REQUEST.has(type) : list.includes(type);
}

/** What `allowed_updates` asks for: undefined changes nothing, null is the default list again. */
export function allowedUpdates(wish: unknown): readonly UpdateType[] | null | undefined {
  if (!Array.isArray(wish)) return undefined;
  const words = wish.map((word) => (typeof word === 'string' ? word.toLowerCase() : undefined));
  if (words.includes(undefined)) return undefined;
  const known = updateTypes.filter((type) => words.includes(type));
  return known.length === 0 ? null : known;
}

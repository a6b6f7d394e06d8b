import { react } from '../../telegram/world/message/react.js';
import { badRequest, refusedAs } from '../call/bot-api-error.js';
import type { BotCall } from './bot-call.js';
import { chatKnownTo, messageIn } from './chats.js';

/** https://core.telegram.org/bots/api#reactiontypeemoji: all a bot may set, without variation selectors. */
const EMOJIS: ReadonlySet<string> = new Set(
  (
    '👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 ' +
    '😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'
  ).split(' '),
);

export function setMessageReaction(call: BotCall): true {
  const { bot, args, api } = call;
  const emojis = reactions(args.json('reaction', 'reaction types'));
  const where = { self: bot.id, person: chatKnownTo(call) };
  const view = messageIn(call, where, args.integer('message_id', 0), 'message to react');
  if (emojis.some((emoji) => !EMOJIS.has(emoji))) throw badRequest('REACTION_INVALID');
  if (api.world.circles.hasBlocked(where.person, bot.id)) throw refusedAs('USER_IS_BLOCKED');
  const outcome = react(api.world, { user: bot.id }, view.id, emojis);
  // The same reaction again is no mistake (td, MessageReaction.cpp).
  if (outcome.kind === 'refused' && outcome.type !== 'MESSAGE_NOT_MODIFIED') throw refusedAs(outcome.type);
  return true;
}

function reactions(list: unknown): string[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw badRequest('Expected an Array of ReactionType');
  return list.map((wish: unknown) => {
    if (typeof wish !== 'object' || wish === null) {
      throw badRequest("Can't parse ReactionType: expected an Object");
    }
    const { type, emoji } = wish as Record<string, unknown>;
    if (type === 'emoji' && typeof emoji === 'string') return emoji.replace(/\ufe0f/g, '');
    // Custom ones need a set of the sandbox's own, and it has none; paid ones bots cannot set.
    if (type === 'custom_emoji' || type === 'paid') throw badRequest('REACTION_INVALID');
    throw badRequest("Can't parse ReactionType: invalid reaction type specified");
  });
}

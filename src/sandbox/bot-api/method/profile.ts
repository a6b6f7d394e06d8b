import { z } from 'zod';
import { changeProfile } from '../../telegram/world/account/profile.js';
import type { BotSettings } from '../account/bots.js';
import type { Arguments } from '../call/arguments.js';
import { badRequest } from '../call/bot-api-error.js';
import { renderChat, renderMe } from '../render/render-user.js';
import type { BotCall, BotMethod } from './bot-call.js';
import { chatKnownTo } from './chats.js';

const scope = z.looseObject({
  type: z.string(),
  chat_id: z.union([z.number(), z.string()]).optional(),
  user_id: z.number().optional(),
});
const commands = z.array(z.looseObject({ command: z.string(), description: z.string() }));

function getMe({ bot, api }: BotCall): object {
  return renderMe(api.world, bot.id, bot.settings.connectsToBusiness);
}

/** https://core.telegram.org/bots/api#chatfullinfo. */
function getChat(call: BotCall): object {
  const { world } = call.api;
  const person = chatKnownTo(call);
  const user = world.users.must(person);
  return {
    ...renderChat(world, person),
    active_usernames: user.username === null ? undefined : [user.username],
    bio: user.about ?? undefined,
    accent_color_id: person % 7,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: true,
      limited_gifts: true,
      unique_gifts: true,
      premium_subscription: true,
      gifts_from_channels: true,
    },
  };
}

function setMyCommands({ bot, args, api }: BotCall): true {
  const read = commands.safeParse(args.json('commands', 'commands') ?? []);
  if (!read.success) throw badRequest("Can't parse BotCommand: expected an Array of BotCommand");
  const list = read.data.map(({ command, description }) => ({
    command: command.trim().replace(/^\//, '').toLowerCase(),
    description: description.trim(),
  }));
  if (list.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  if (list.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command))) throw badRequest('BOT_COMMAND_INVALID');
  if (list.some(({ description }) => description === '' || description.length > 256)) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  const settings = { ...bot.settings, commands: { ...bot.settings.commands, [scopeOf(args)]: list } };
  api.bots.change(bot.id, { settings });
  return true;
}

function deleteMyCommands({ bot, args, api }: BotCall): true {
  const { [scopeOf(args)]: gone, ...rest } = bot.settings.commands;
  if (gone !== undefined) api.bots.change(bot.id, { settings: { ...bot.settings, commands: rest } });
  return true;
}

/** Whose commands, in which language, as one key. */
function scopeOf(args: Arguments): string {
  const read = scope.safeParse(args.json('scope', 'BotCommandScope') ?? { type: 'default' });
  if (!read.success) throw badRequest("Can't parse BotCommandScope: unsupported type specified");
  const { type, chat_id: chat = '', user_id: user = '' } = read.data;
  return [type, chat, user, args.text('language_code')].join('/');
}

type Texts = 'names' | 'descriptions' | 'shortDescriptions';

function setText(texts: Texts, argument: string, longest: number): BotMethod {
  return ({ bot, args, api }) => {
    const value = args.text(argument).trim();
    if (value.length > longest) throw badRequest(`${argument.toUpperCase()}_TOO_LONG`);
    const language = args.text('language_code');
    const settings: BotSettings = {
      ...bot.settings,
      [texts]: { ...bot.settings[texts], [language]: value },
    };
    api.bots.change(bot.id, { settings });
    if (texts === 'names' && language === '' && value !== '') {
      changeProfile(api.world, bot.id, { firstName: value });
    }
    return true;
  };
}

/** In the language asked for, else what holds for all others. */
function getText(texts: Texts, field: string): BotMethod {
  return ({ bot, args, api }) => {
    const said = bot.settings[texts];
    const otherwise = texts === 'names' ? api.world.users.must(bot.id).firstName : '';
    return { [field]: said[args.text('language_code')] || said[''] || otherwise };
  };
}

/** What a bot is and says of itself, by method in small letters. */
export const profileMethods: ReadonlyMap<string, BotMethod> = new Map<string, BotMethod>([
  ['getme', getMe],
  ['getchat', getChat],
  ['setmycommands', setMyCommands],
  ['deletemycommands', deleteMyCommands],
  ['getmycommands', ({ bot, args }) => bot.settings.commands[scopeOf(args)] ?? []],
  ['setmyname', setText('names', 'name', 64)],
  ['getmyname', getText('names', 'name')],
  ['setmydescription', setText('descriptions', 'description', 512)],
  ['getmydescription', getText('descriptions', 'description')],
  ['setmyshortdescription', setText('shortDescriptions', 'short_description', 120)],
  ['getmyshortdescription', getText('shortDescriptions', 'short_description')],
  ['getuserprofilephotos', () => ({ total_count: 0, photos: [] })],
  ['getchatmenubutton', () => ({ type: 'commands' })],
  ['setchatmenubutton', () => true],
]);

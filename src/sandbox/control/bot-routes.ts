import { z } from 'zod';
import type { BotApiServer } from '../bot-api/server.js';
import type { Bot } from '../bot-api/account/bots.js';
import { businessRights } from '../bot-api/business/connections.js';
import { postMessage } from '../telegram/world/message/post-message.js';
import { setBlocked } from '../telegram/world/account/presence.js';
import { keyboardFromTl } from '../bot-api/render/render-keyboard.js';
import type { TelegramSandbox } from '../serving/telegram-server.js';
import { ControlError, type Route } from './http.js';
import { parse, refSchema, userOf, username } from './input.js';

const newBot = z.strictObject({
  firstName: z.string().min(1).optional(),
  username: username.optional(),
  about: z.string().optional(),
});
const botChange = z.strictObject({ connectsToBusiness: z.boolean() });
const messageId = z.number().int().positive();
const press = z.strictObject({
  to: refSchema,
  id: messageId.optional(),
  data: z.string().optional(),
  button: z.string().optional(),
});
const start = z.strictObject({
  to: refSchema,
  // https://core.telegram.org/bots/features#deep-linking.
  payload: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected 1 to 64 letters, digits, _ or -')
    .optional(),
});
const connection = z.strictObject({
  bot: refSchema,
  rights: z.array(z.enum(businessRights)).default([]),
  enabled: z.boolean().default(true),
  chats: z.array(refSchema).nullable().default(null),
});
const connectionChange = connection.omit({ bot: true }).partial();
const skip = z.strictObject({ skip: z.union([z.number().int().min(1), z.literal('random')]) });
const limit = z.strictObject({
  burst: z.number().int().min(1).optional(),
  perSecond: z.number().positive().optional(),
});
const habits = z.strictObject({
  strictWebhooks: z.boolean().optional(),
  perChat: limit.optional(),
  overall: limit.optional(),
});

/** Bots and their tokens, and what people do with bots beyond writing to them. */
export function botRoutes(telegram: TelegramSandbox, server: BotApiServer): Route[] {
  const { world } = telegram;
  const botOf = (ref: string | number | undefined): Bot => {
    const bot = server.bots.find(userOf(telegram, ref).id);
    if (bot === undefined) throw new ControlError(404, `${String(ref)} has no token; POST /bots makes a bot`);
    return bot;
  };
  const connectionOf = (
    ref: string | undefined,
  ): NonNullable<ReturnType<typeof server.connections.ofOwner>> => {
    const found = server.connections.ofOwner(userOf(telegram, ref).id);
    if (found === undefined) throw new ControlError(404, `${ref ?? ''} has connected no bot`);
    return found;
  };
  const show = (bot: Bot): object => ({
    ...userOf(telegram, bot.id),
    password: undefined,
    token: server.bots.tokenOf(bot),
    webhook: bot.webhook?.url ?? null,
    waiting: server.queue.size(bot.id),
    nextUpdate: bot.nextUpdate,
    allowedUpdates: bot.allowed,
    commands: bot.settings.commands,
    connectsToBusiness: bot.settings.connectsToBusiness,
  });
  return [
    { at: 'GET /bots', handle: () => server.bots.all().map(show) },
    {
      at: 'POST /bots',
      handle: async ({ body }) => {
        const draft = parse(newBot, body);
        if (draft.username !== undefined && world.users.withUsername(draft.username) !== undefined) {
          throw new ControlError(409, `username: ${draft.username} is taken`);
        }
        const user = await telegram.people.create({ firstName: 'Bot', ...draft, bot: true });
        server.bots.issueToken(user.id);
        return show(server.bots.must(user.id));
      },
    },
    { at: 'GET /bots/:ref', handle: ({ params }) => show(botOf(params['ref'])) },
    {
      at: 'PATCH /bots/:ref',
      handle: ({ params, body }) => {
        const bot = botOf(params['ref']);
        const settings = { ...bot.settings, ...parse(botChange, body) };
        return show(server.bots.change(bot.id, { settings }));
      },
    },
    {
      at: 'POST /bots/:ref/token',
      handle: ({ params }) => {
        const user = userOf(telegram, params['ref']);
        if (!user.bot) throw new ControlError(409, `${params['ref'] ?? ''} is no bot`);
        server.bots.issueToken(user.id);
        return show(server.bots.must(user.id));
      },
    },
    {
      at: 'POST /bots/:ref/updates',
      handle: ({ params, body }) => ({
        nextUpdate: server.queue.skipIds(botOf(params['ref']).id, parse(skip, body).skip),
      }),
    },
    {
      at: 'PATCH /bot-habits',
      handle: ({ body }) => {
        const { strictWebhooks, perChat, overall } = parse(habits, body);
        if (strictWebhooks !== undefined) server.habits.strictWebhooks = strictWebhooks;
        Object.assign(server.limits.perChat, perChat);
        Object.assign(server.limits.overall, overall);
        return { ...server.habits, perChat: server.limits.perChat, overall: server.limits.overall };
      },
    },
    {
      at: 'POST /people/:ref/start',
      handle: ({ params, body }) => {
        const { to, payload } = parse(start, body);
        const [person, bot] = [userOf(telegram, params['ref']), botOf(to)];
        // The button takes a block away, as in Telegram's own programs.
        setBlocked(world, { user: person.id }, bot.id, false);
        const text = payload === undefined ? '/start' : `/start ${payload}`;
        const outcome = postMessage(world, { user: person.id }, { to: bot.id, text });
        if (outcome.kind === 'refused') throw new ControlError(409, outcome.type);
        return outcome;
      },
    },
    {
      at: 'POST /people/:ref/press',
      handle: ({ params, body }) => {
        const { to, id, data, button } = parse(press, body);
        const [person, bot] = [userOf(telegram, params['ref']), botOf(to)];
        const screen = telegram.people
          .person(person.id)
          .screen(bot.id)
          .filter((view) => !view.out);
        const shown = screen.findLast((view) =>
          id === undefined ? keyboardFromTl(view.marks['replyMarkup']) !== undefined : view.id === id,
        );
        const theirs = shown === undefined ? undefined : world.messages.counterpart(shown);
        const message = theirs === undefined ? undefined : world.messages.find(bot.id, theirs.id);
        if (message === undefined)
          throw new ControlError(409, 'there is no message with buttons in this chat');
        const buttons = keyboardFromTl(message.marks['replyMarkup'])?.flat() ?? [];
        const wanted = data ?? buttons.find((one) => one.text === button)?.callback_data;
        const pressed =
          wanted === undefined ? undefined : server.callbacks.press(bot.id, person.id, message, wanted);
        if (pressed === undefined) {
          throw new ControlError(
            409,
            `no such button; there are: ${buttons.map((one) => one.text).join(', ')}`,
          );
        }
        return { callback: pressed };
      },
    },
    {
      at: 'GET /callbacks/:id',
      handle: ({ params }) => ({ answer: server.callbacks.answerTo(params['id'] ?? '') ?? null }),
    },
    {
      at: 'POST /people/:ref/business',
      handle: ({ params, body }) => {
        const { bot: ref, rights, enabled, chats } = parse(connection, body);
        const bot = botOf(ref);
        if (!bot.settings.connectsToBusiness) throw new ControlError(409, 'BOT_BUSINESS_MISSING');
        return server.connections.set(userOf(telegram, params['ref']).id, {
          bot: bot.id,
          rights,
          isEnabled: enabled,
          chats: chats?.map((chat) => userOf(telegram, chat).id) ?? null,
        });
      },
    },
    {
      at: 'PATCH /people/:ref/business',
      handle: ({ params, body }) => {
        const before = connectionOf(params['ref']);
        const change = parse(connectionChange, body);
        return server.connections.set(before.owner, {
          bot: before.bot,
          rights: change.rights ?? before.rights,
          isEnabled: change.enabled ?? before.isEnabled,
          chats:
            change.chats === undefined
              ? before.chats
              : (change.chats?.map((chat) => userOf(telegram, chat).id) ?? null),
        });
      },
    },
    { at: 'GET /people/:ref/business', handle: ({ params }) => connectionOf(params['ref']) },
    {
      at: 'DELETE /people/:ref/business',
      handle: ({ params }) => ({ removed: server.connections.remove(userOf(telegram, params['ref']).id) }),
    },
  ];
}

import { z } from 'zod';
import { environmentNames } from './env.js';
import { field } from './field.js';
import { accountPeopleSection } from './sections/people-section.js';
import { whatsappCaps, whatsappFields } from './sections/whatsapp-accounts.js';

/** `accounts/<id>.yaml`: one account, of the kind that `channel` names. Nothing in it is secret; secrets are named, not written. */

const proxyPlace = { host: field.host, port: field.port };

const proxy = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('socks5'),
    ...proxyPlace,
    usernameEnv: field.environmentName.optional(),
    passwordEnv: field.environmentName.optional(),
  }),
  z.strictObject({ type: z.literal('mtproxy'), ...proxyPlace, secretEnv: field.environmentName }),
]);

const phoneWords = 'a phone number in international form and in quotes, such as "+491701234567"';

/** Only text: without quotes YAML reads a number and drops the plus or the leading zero, and 0170... would pass for +170... */
const phone = z
  .string(phoneWords)
  .transform((text) => text.replace(/[ ()/.-]/g, ''))
  // E.164: at most 15 digits; the shortest numbers in use have 7.
  .refine((text) => /^\+[1-9]\d{6,14}$/.test(text), phoneWords);

/** How many messages an account may send; where one is named the others are these. */
const caps = (usual: { readonly perMinute: number; readonly perHour: number; readonly perDay: number }) =>
  z
    .strictObject({
      perMinute: field.count(1, 10_000).default(usual.perMinute),
      perHour: field.count(1, 100_000).default(usual.perHour),
      perDay: field.count(1, 1_000_000).default(usual.perDay),
    })
    .optional();

/** What a user account may send without standing out (TELEGRAM 3.5: vendors' observations, Telegram publishes none). */
export const userCaps = { perMinute: 20, perHour: 60, perDay: 300 } as const;
/** https://core.telegram.org/bots/faq: some 30 messages a second in all; half of that leaves room for what is not asked. */
export const botCaps = { perMinute: 900, perHour: 18_000, perDay: 100_000 } as const;

const ownerWords = 'the number of the user who owns the account, in quotes, such as "123456789"';

const common = {
  /** What the operator reads in listings; the file name by default. */
  label: field.line(60).optional(),
  character: field.shortName('a character'),
  /** Who may talk with the character here; see kindred.yaml. */
  people: accountPeopleSection,
};

/** Also what a file without `channel` is. */
const userAccount = z.strictObject({
  channel: z.literal('telegram-user').optional(),
  ...common,
  phone,
  api: z
    .strictObject({
      idEnv: field.environmentName.default(environmentNames.telegramApiId),
      hashEnv: field.environmentName.default(environmentNames.telegramApiHash),
    })
    .prefault({}),
  role: z.enum(['primary', 'standby']).default('primary'),
  /** How the session is called in the account's list of devices. */
  device: field.line(64).default('Kindred'),
  proxy: proxy.optional(),
  /** Answers without showing people that it is online or typing. */
  quiet: z.boolean('true or false').default(false),
  caps: caps(userCaps),
});

const bot = z.strictObject({
  channel: z.literal('telegram-bot'),
  ...common,
  /** Where the token is; left out, "kindred login" keeps it in the vault. */
  tokenEnv: field.environmentName.optional(),
  /** How updates come: fetched, or posted to the receiver of kindred.yaml. */
  receive: z.enum(['poll', 'webhook']).default('poll'),
  caps: caps(botCaps),
});

/** Somebody's own account that a bot answers for: it comes over the bot's line and signs in with its token. */
const business = z.strictObject({
  channel: z.literal('telegram-business'),
  ...common,
  /** The bot's account: the name of its file. */
  bot: field.shortName('an account of channel: telegram-bot'),
  /** The one user whose connection is taken, whoever else connects the bot. */
  owner: z.string(ownerWords).regex(/^[1-9]\d{0,15}$/, ownerWords),
  /** Whether the character answers by itself, or puts each answer before the owner. */
  answers: z.enum(['itself', 'on-approval']).default('itself'),
  caps: caps(botCaps),
});

const cloud = z.strictObject({
  channel: z.literal('whatsapp-cloud'),
  ...common,
  ...whatsappFields.cloud,
  caps: caps(whatsappCaps.cloud),
});

const green = z.strictObject({
  channel: z.literal('whatsapp-green'),
  ...common,
  ...whatsappFields.green,
  caps: caps(whatsappCaps.linked),
});

const evolution = z.strictObject({
  channel: z.literal('whatsapp-evolution'),
  ...common,
  ...whatsappFields.evolution,
  caps: caps(whatsappCaps.linked),
});

export const accountFile = z.discriminatedUnion('channel', [
  userAccount,
  bot,
  business,
  cloud,
  green,
  evolution,
]);

export type AccountFile = z.output<typeof accountFile>;
export type CloudFile = z.output<typeof cloud>;
export type GreenFile = z.output<typeof green>;
export type EvolutionFile = z.output<typeof evolution>;
export type UserAccountFile = z.output<typeof userAccount>;
export type BotFile = z.output<typeof bot>;
export type BusinessFile = z.output<typeof business>;

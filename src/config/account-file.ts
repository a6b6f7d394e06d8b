import { z } from 'zod';
import { environmentNames } from './env.js';
import { field } from './field.js';
import { accountPeopleSection } from './people-section.js';

/** `accounts/<id>.yaml`: one Telegram account. Nothing in it is secret; secrets are named, not written. */

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

export const accountFile = z.strictObject({
  /** What the operator reads in listings; the file name by default. */
  label: field.line(60).optional(),
  phone,
  api: z
    .strictObject({
      idEnv: field.environmentName.default(environmentNames.telegramApiId),
      hashEnv: field.environmentName.default(environmentNames.telegramApiHash),
    })
    .prefault({}),
  character: field.shortName('a character'),
  role: z.enum(['primary', 'standby']).default('primary'),
  /** How the session is called in the account's list of devices. */
  device: field.line(64).default('Kindred'),
  proxy: proxy.optional(),
  /** Answers without showing people that it is online or typing. */
  quiet: z.boolean('true or false').default(false),
  /** Who may talk with the character here; see kindred.yaml. */
  people: accountPeopleSection,
  /** How many messages the account may send; cautious values where left out. */
  caps: z
    .strictObject({
      perMinute: field.count(1, 1_000).default(20),
      perHour: field.count(1, 10_000).default(60),
      perDay: field.count(1, 100_000).default(300),
    })
    .optional(),
});

export type AccountFile = z.output<typeof accountFile>;

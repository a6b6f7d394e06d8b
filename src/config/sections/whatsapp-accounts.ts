import { z } from 'zod';
import { field } from '../field.js';

/**
 * Accounts on WhatsApp. Each says by itself where and at whose risk it runs (`policy`): Meta's terms let an assistant for
 * everybody in only in some places, and the other two ways break WhatsApp's terms everywhere (docs/channels.md).
 */

const riskWords =
  'a sentence of your own of at least 20 characters that says that you accept the risk named in docs/channels.md';

const acceptsRisk = z
  .string(riskWords)
  .trim()
  .min(20, riskWords)
  .max(500, riskWords)
  .refine((text) => /\s/u.test(text), riskWords);

const regionWords = 'eea, italy, brazil or other: where the people are who are answered';

/** Outside of the regions where it is let in, only at the operator's own risk. */
const cloudPolicy = z
  .strictObject(
    { region: z.enum(['eea', 'italy', 'brazil', 'other'], regionWords), acceptsRisk: acceptsRisk.optional() },
    'region: eea, italy, brazil or other; see docs/channels.md',
  )
  .refine(({ region, acceptsRisk: risk }) => region !== 'other' || risk !== undefined, {
    path: ['acceptsRisk'],
    message: `with region: other, ${riskWords}`,
  });

const linkedPolicy = z.strictObject({ acceptsRisk }, `acceptsRisk: ${riskWords}`);

/** Where it is pasted to is Meta's; a number has digits only, and YAML would read them as a number. */
const graphId = z
  .string('the digits of an id, in quotes')
  .regex(/^\d{5,25}$/u, 'the digits of an id, in quotes');

const versionWords =
  'a version of the Graph API such as v25.0: none is taken for granted, as each is answered for two years';

export const whatsappCaps = {
  /** Throughput is 80 a second (Meta); a talk needs far less, and each message costs. */
  cloud: { perMinute: 120, perHour: 1_200, perDay: 5_000 },
  /** A phone's pace: what a busy person sends. Numbers of ours; vendors advise answers and short messages only (Green API). */
  linked: { perMinute: 15, perHour: 120, perDay: 600 },
} as const;

/** What the files of the three kinds say beyond what every account's file says. */
export const whatsappFields = {
  cloud: {
    phoneNumberId: graphId,
    /** Of the business account: with it what Meta says about the account is heard, too. */
    wabaId: graphId.optional(),
    apiVersion: z.string(versionWords).regex(/^v\d{2}\.\d$/u, versionWords),
    policy: cloudPolicy,
    /** Left out, "kindred login" keeps both in the vault. */
    tokenEnv: field.environmentName.optional(),
    appSecretEnv: field.environmentName.optional(),
    /** The secret before this one, while it is being changed. */
    previousAppSecretEnv: field.environmentName.optional(),
    /** Made from the app's secret where it is left out. */
    verifyTokenEnv: field.environmentName.optional(),
    /** US dollars that Meta bills for one message; see its price page for the country. */
    pricePerMessage: field.dollars.optional(),
    /** Writes first inside the 24 hours, to those who agreed. */
    writesFirst: z.boolean('true or false').default(false),
  },
  green: {
    /** As the console shows it. */
    apiUrl: field.baseUrl,
    instance: z
      .string('the digits of idInstance, in quotes')
      .regex(/^\d{4,15}$/u, 'the digits of idInstance, in quotes'),
    policy: linkedPolicy,
    tokenEnv: field.environmentName.optional(),
    writesFirst: z.boolean('true or false').default(false),
  },
  evolution: {
    server: field.baseUrl,
    instance: z
      .string('the name of the instance')
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/u, 'the name of the instance: letters, digits, - and _'),
    policy: linkedPolicy,
    /** The token of the instance; never the server's own key. */
    tokenEnv: field.environmentName.optional(),
    /** What the server signs its webhooks with (jwt_key). */
    webhookSecretEnv: field.environmentName.optional(),
    writesFirst: z.boolean('true or false').default(false),
  },
} as const;

import { z } from 'zod';
import { environmentNames } from './env.js';
import { paces } from '../core/pace.js';
import { dutiesSection } from './sections/duties-section.js';
import { embedderSection } from './sections/embedder-section.js';
import { field } from './field.js';
import { alertsSection, metricsSection } from './sections/monitoring-section.js';
import { mediaSection } from './sections/media-section.js';
import { pageSection } from './sections/page-section.js';
import { peopleSection } from './sections/people-section.js';
import { receiverSection } from './sections/receiver-section.js';
import { retentionSection } from './sections/retention-section.js';
import { proactiveSection } from './sections/proactive-section.js';

/**
 * `kindred.yaml`: every field may be left out, and so may the file.
 * The roles are those of src/model/contract.ts, said again because settings know nothing of models.
 */
export const roleNames = ['voice.everyday', 'voice.deep', 'strategist', 'scribe', 'judge', 'eye'] as const;
export type RoleName = (typeof roleNames)[number];

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export const logFormats = ['auto', 'human', 'json'] as const;
export type LogFormatChoice = (typeof logFormats)[number];

/** One model of one provider, written `provider:model`. */
export interface ModelReference {
  readonly provider: string;
  readonly model: string;
}

const referenceWords =
  'a model written provider:model, or a list of them of at most 5 (the first is used, the others when it fails)';

/** A provider, a colon, a model. */
const oneReference = /^[a-z0-9][a-z0-9-]{0,31}:\S{1,200}$/;

const modelReference = z
  .string(referenceWords)
  .regex(oneReference, referenceWords)
  .transform((text): ModelReference => {
    const colon = text.indexOf(':');
    return { provider: text.slice(0, colon), model: text.slice(colon + 1) };
  });

/**
 * Haiku answers a chat message in the time a person expects and at a fraction of the price; Sonnet where a scene needs depth.
 * The older model of the same size steps in when the newer one fails. Ids as the SDK (1.12) lists them.
 */
const everyday = ['anthropic:claude-haiku-5-5', 'anthropic:claude-haiku-4-5'];
const deep = ['anthropic:claude-sonnet-5-5', 'anthropic:claude-sonnet-5'];

const role = z
  .union([modelReference.transform((one) => [one]), z.array(modelReference).min(1).max(5)], referenceWords)
  .optional();

const built = (models: readonly string[]): ModelReference[] =>
  models.map((text) => modelReference.parse(text));

/** What listens and speaks is no language model: an endpoint's `/audio` routes, or a program on this machine. */
const speechWords =
  'an endpoint and a model written endpoint:model, or { command: [program, arguments ...] }';
const command = z.array(z.string(speechWords).min(1).max(500)).min(1).max(40);
const speechRole = z.union([modelReference, z.strictObject({ command })], speechWords);
const mouthRole = z.union(
  [
    modelReference.transform((reference) => ({ ...reference, voice: 'alloy' })),
    z
      .strictObject({ model: modelReference, voice: field.line(80) })
      .transform(({ model, voice }) => ({ ...model, voice })),
    z.strictObject({ command }),
  ],
  `${speechWords}, or { model: endpoint:model, voice: its name }`,
);

export type EarChoice = z.output<typeof speechRole>;
export type MouthChoice = z.output<typeof mouthRole>;

/**
 * A role that is not named is served by the everyday voice when that is, so that one line moves everything elsewhere.
 * All but the strategist: it is asked in front of an answer and does without a model.
 */
const roles = z
  .strictObject({
    'voice.everyday': role,
    'voice.deep': role,
    strategist: role,
    scribe: role,
    judge: role,
    eye: role,
    ear: speechRole.optional(),
    mouth: mouthRole.optional(),
  })
  .prefault({})
  .transform((named) => {
    const chosen = named['voice.everyday'];
    const byRole: Record<RoleName, ModelReference[]> = {
      'voice.everyday': chosen ?? built(everyday),
      'voice.deep': named['voice.deep'] ?? chosen ?? built(deep),
      strategist: named.strategist ?? (chosen === undefined ? built(everyday) : []),
      scribe: named.scribe ?? chosen ?? built(everyday),
      judge: named.judge ?? chosen ?? built(deep),
      eye: named.eye ?? chosen ?? built(everyday),
    };
    return { byRole, ear: named.ear ?? null, mouth: named.mouth ?? null };
  });

/** Those of src/model/contract.ts, said again as above. */
const effort = z.enum(['none', 'low', 'medium', 'high']).optional();

const telegramServer = z.strictObject({
  host: field.host,
  port: field.port,
  dcId: field.count(1, 1000).default(2),
  /** RSA public key in PEM; production's keys are built in. */
  publicKeyFile: field.fileName,
});

/** A token in the clear on somebody's network is anybody's. */
function isSafeForTokens(url: string): boolean {
  return (
    url.startsWith('https:') ||
    /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$)/u.test(url)
  );
}

const endpoint = z.strictObject({
  baseUrl: field.baseUrl,
  /** Left out where the endpoint asks for no key, as local servers do. */
  apiKeyEnv: field.environmentName.optional(),
  /** Until the first byte of an answer; left out, five minutes for a server in the own network, which may load its model. */
  firstByteSeconds: field.seconds(1, 1_800).optional(),
  /** Between two pieces of a streamed answer; left out, a minute for such a server. */
  idleSeconds: field.seconds(1, 600).optional(),
});

const endpointName = z
  .string()
  .regex(
    /^(?!anthropic$)[a-z0-9][a-z0-9-]{0,31}$/,
    'a name of small letters, digits and - (not "anthropic")',
  );

const dollars = field.dollars;

/** What models cost, where the built-in table (src/model/prices.ts) does not know them or is out of date. */
const prices = z.strictObject({
  /** When these were looked up. */
  asOf: field.day,
  /** US dollars per million tokens, by `provider:model`. */
  models: z.record(
    z.string().regex(oneReference, 'a model written provider:model'),
    z
      .strictObject({
        input: dollars,
        output: dollars,
        cacheRead: dollars.optional(),
        cacheWrite: dollars.optional(),
        cacheWriteHour: dollars.optional(),
      })
      .transform((price) => ({
        input: price.input,
        output: price.output,
        cacheRead: price.cacheRead ?? price.input,
        cacheWrite: price.cacheWrite ?? price.input,
        cacheWriteHour: price.cacheWriteHour ?? price.cacheWrite ?? price.input,
      })),
  ),
});

const models = z
  .strictObject({
    anthropic: z
      .strictObject({
        baseUrl: field.baseUrl.prefault('https://api.anthropic.com'),
        apiKeyEnv: field.environmentName.default(environmentNames.anthropicKey),
        /** As for an endpoint; a server in the own network that names models of its own may have to load one. */
        firstByteSeconds: field.seconds(1, 1_800).optional(),
        idleSeconds: field.seconds(1, 600).optional(),
      })
      .prefault({}),
    /** Servers that speak OpenAI's protocol, under names of the operator's choice. */
    endpoints: z.record(endpointName, endpoint).default({}),
    roles,
    /**
     * How much a role's models may think before they speak, where they can. Left out, models of Anthropic think as the
     * program finds fit for the role (src/app/composition/role-choices.ts), and other endpoints as they please.
     */
    effort: z
      .strictObject({
        'voice.everyday': effort,
        'voice.deep': effort,
        strategist: effort,
        scribe: effort,
        judge: effort,
        eye: effort,
      })
      .default({}),
    timeouts: z
      .strictObject({
        /** Until the first byte of an answer. */
        firstByteSeconds: field.seconds(1, 600).prefault(30),
        /** Between two pieces of a streamed answer. */
        idleSeconds: field.seconds(1, 600).prefault(20),
      })
      .prefault({}),
    /** What a person gets once when no model answers; they are left in silence without it. */
    outageLine: field.line(300).optional(),
    prices: prices.optional(),
  })
  .transform(({ roles: { byRole, ear, mouth }, ...rest }) => ({ ...rest, roles: byRole, ear, mouth }));

/**
 * Nobody talks for more with the everyday model: at 0.002 dollars an answer with its prompt in the cache, these are a
 * thousand of them. Two programs that met would go on for ever; `none` lets them.
 */
const perPerson = z
  .union([z.literal('none'), dollars], 'US dollars, or none')
  .default(2)
  .transform((limit) => (limit === 'none' ? undefined : limit));

const pair = 'an hour from 0 to 24, the first before the second';

/** People are asked whether a standby may write to them once, should the account be lost; see docs/rotation.md. */
const backupContact = z.strictObject({
  ask: z.boolean().default(true),
  /** How many messages a person has written before they are asked. */
  afterMessages: field.count(1, 10_000).default(10),
  /** First messages from a standby to people who agreed. Vendors see limits from about 40 first contacts a day on. */
  introductionsPerDay: field.count(1, 100_000).default(5),
  minGapMinutes: field.count(0, 1_440).default(45),
  /** Hours of the character's own day. */
  hours: z
    .tuple([field.count(0, 23), field.count(1, 24)], pair)
    .refine(([from, to]) => from < to, pair)
    .default([10, 21]),
});

export const kindredFile = z.strictObject({
  data: field.fileName.default('data'),
  logLevel: z.enum(logLevels).default('info'),
  /** Words for a terminal and JSON for everything else, unless told. */
  logFormat: z.enum(logFormats).default('auto'),
  /** Where the key is that sessions are sealed under; see docs/vault.md. */
  vault: z
    .strictObject({
      keyFile: field.fileName.default('vault.key'),
      /** An open file the passphrase is read from, such as 3; below 3 are the terminal's own. */
      passphraseFd: field.count(3, 1023).optional(),
    })
    .prefault({}),
  telegram: z
    .strictObject({
      server: telegramServer.optional(),
      /** Another Bot API than Telegram's own, such as a telegram-bot-api on this machine. */
      botApi: field.baseUrl
        .refine(isSafeForTokens, 'an https:// URL, or one on this machine: every call carries the token')
        .prefault('https://api.telegram.org'),
    })
    .prefault({}),
  whatsapp: z
    .strictObject({
      /** Another Graph API than Meta's own, such as the sandbox's. */
      graphApi: field.baseUrl
        .refine(isSafeForTokens, 'an https:// URL, or one on this machine: every call carries the token')
        .prefault('https://graph.facebook.com'),
    })
    .prefault({}),
  receiver: receiverSection,
  models: models.prefault({}),
  limits: z
    .strictObject({
      /** A turn that runs longer is aborted, so that its conversation can go on. */
      turnSeconds: field.seconds(1, 3600).prefault(180),
      /** Requests to models for one answer, fallbacks included. */
      modelAttempts: field.count(1, 10).default(3),
    })
    .prefault({}),
  /** US dollars that models may cost in a UTC day, for one person and in all; in all without limit where left out. */
  budget: z.strictObject({ perPersonPerDay: perPerson, inAllPerDay: dollars.optional() }).prefault({}),
  backupContact: backupContact.prefault({}),
  /** The page in a browser. */
  page: pageSection,
  people: peopleSection,
  proactive: proactiveSection.prefault({}),
  duties: dutiesSection,
  /** For how many days what is kept; see docs/duties.md. */
  retention: retentionSection,
  embedder: embedderSection,
  /** What is looked at and listened to, how much of it, and how long it is kept; see docs/media.md. */
  media: mediaSection,
  /** For Prometheus and health checks; see docs/operating.md. */
  metrics: metricsSection,
  /** Who is told when something needs a hand. */
  alerts: alertsSection,
  /**
   * How fast characters answer that do not say so themselves; see docs/texting.md. Left out, as a person types, and
   * instant against a server on this machine.
   */
  pace: z.enum(paces).optional(),
  /** How long a character stays silent in a chat after the operator wrote there from another device. */
  takeover: z.strictObject({ minutes: field.count(1, 10_080).default(30) }).prefault({}),
  /** What may leave besides the character's words, and whether a doubtful draft is worth a second opinion; see docs/gate.md. */
  gate: z
    .strictObject({
      links: z.array(field.line(200)).max(50).default([]),
      /** Asked of the role `judge`. */
      secondOpinion: z.boolean().default(false),
    })
    .prefault({}),
  /** Who runs this; named to people together with the disclosure that they talk to an AI. */
  operator: z
    .strictObject({ name: field.line(80).optional(), contact: field.line(200).optional() })
    .prefault({}),
});

export type KindredFile = z.output<typeof kindredFile>;

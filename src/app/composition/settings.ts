import type { RegionName } from '../../config/sections/duties-section.js';
import { botCaps, userCaps } from '../../config/account-file.js';
import { whatsappCaps } from '../../config/sections/whatsapp-accounts.js';
import type { AccountConfig, Config } from '../../config/config.js';
import { peopleRule, type PeopleRule } from '../../config/sections/people-section.js';
import { isLoopback } from '../../config/required-secrets.js';
import type { IntroductionPace } from '../../account/introduction-pace.js';
import { promptTokens, windowMessages } from '../../context/window-size.js';
import type { Spending } from '../../conversation/spending/spend-ledger.js';
import type { TurnSettings } from '../../conversation/loading/turn-settings.js';
import type { Processor } from '../../duty/consent/processor-words.js';
import { regionProfile } from '../../duty/regions.js';
import { OperatorError } from '../../core/failure.js';
import type { RateCap } from '../../store/outbox/rate-caps.js';
import type { RuntimeLimits } from './runtime-parts.js';

/** The small model decides nothing that is worth a longer wait: a part of the two seconds in which an answer is expected. */
const adviceWithinMs = 600;
/** By then the two have talked a little, and the person can tell whether they want to hear more. */
const askProactiveAfter = 8;
/** What an answer can still be about after a night and a day; older messages are let go with the reason kept. */
const staleAfterMs = 48 * 3_600_000;

/** Whether everything this configuration talks to is on this machine. */
export function isSandboxed(config: Config): boolean {
  const host = config.telegram.server?.host;
  return host !== undefined && isLoopback(`http://${host.includes(':') ? `[${host}]` : host}`);
}

/**
 * Whose law is kept: the one named; else the strictest, because nobody knows where a stranger sits, and the usual one
 * against a server on this machine, where nobody does.
 */
export function regionOf(config: Config): RegionName {
  return config.duties ?? (isSandboxed(config) ? 'default' : 'strict');
}

/** @throws OperatorError when people would not be told who runs this. */
export function turnSettings(
  config: Config,
  processors: readonly Processor[] | undefined,
  /** Providers that characters name beside those of the roles. */
  others: readonly string[] = [],
): TurnSettings {
  const { name, contact } = config.operator;
  if (name === undefined && !isSandboxed(config)) {
    throw new OperatorError(
      'operator.name is not set: people must be told who runs the AI they talk to',
      'set operator.name (and operator.contact) in kindred.yaml',
    );
  }
  return {
    windowMessages,
    promptTokens,
    staleAfterMs,
    ...(config.models.roles.strategist.length > 0 && { adviceWithinMs }),
    mostDrafts: 2,
    pace: config.pace ?? (isSandboxed(config) ? 'instant' : 'natural'),
    takeoverMs: config.takeoverMs,
    operator: [name ?? 'the owner of this sandbox', contact === undefined ? '' : `(${contact})`]
      .join(' ')
      .trim(),
    proactive: regionProfile(regionOf(config)).needsAgeCheck
      ? { ...config.proactive, isOn: false }
      : config.proactive,
    links: config.gate.links,
    hasJudge: config.gate.secondOpinion,
    gradesDanger: config.gradesDanger && config.models.roles.judge.length > 0,
    askBackupContactAfter: config.backupContact.ask ? config.backupContact.afterMessages : null,
    ...(config.proactive.isOn && { askProactiveAfter }),
    duties: regionProfile(regionOf(config)),
    processors: processors ?? processorsOf(config, others),
    ...(processors === undefined && { mediaProcessors: mediaProcessorsOf(config) }),
    outageLine: config.models.outageLine ?? null,
  };
}

/** How fast a standby writes first to people who agreed to it. */
export function introductionPace({ backupContact }: Config): IntroductionPace {
  const [fromHour, toHour] = backupContact.hours;
  return {
    perDay: backupContact.introductionsPerDay,
    minGapMs: backupContact.minGap,
    fromHour,
    toHour,
  };
}

export function runtimeLimits(config: Config): RuntimeLimits {
  return {
    concurrentTurns: 64,
    mostInterrupts: 5,
    turnWatchdogMs: config.limits.turn,
    concurrentSends: 64,
  };
}

/** Who makes the answers, as the disclosure names them. */
function processorsOf(config: Config, others: readonly string[]): readonly Processor[] {
  const everyday = config.models.roles['voice.everyday'].map((model) => model.provider);
  return processorsNamed(config, [...everyday, ...others]);
}

/** Pictures go to the voice as well, which is shown them. */
function mediaProcessorsOf(config: Config): NonNullable<TurnSettings['mediaProcessors']> {
  const { roles, ear } = config.models;
  const see = [...roles.eye, ...roles['voice.everyday']].map(({ provider }) => provider);
  const hears = ear === null || 'command' in ear ? [] : [ear.provider];
  return {
    see: processorsNamed(config, see),
    hear: hears.length === 0 ? [{ kind: 'own-machine' }] : processorsNamed(config, hears),
  };
}

function processorsNamed(config: Config, names: readonly string[]): readonly Processor[] {
  const { anthropic, endpoints } = config.models;
  return [...new Set(names)].map((name) => {
    const baseUrl = name === 'anthropic' ? anthropic.baseUrl : endpoints[name]?.baseUrl;
    if (baseUrl !== undefined && isLoopback(baseUrl)) return { kind: 'own-machine' };
    return { kind: 'service', name: name === 'anthropic' ? 'Anthropic' : name };
  });
}

const usualCaps: Readonly<Record<AccountConfig['channel'], NonNullable<AccountConfig['caps']>>> = {
  'telegram-user': userCaps,
  'telegram-bot': botCaps,
  'telegram-business': botCaps,
  'whatsapp-cloud': whatsappCaps.cloud,
  'whatsapp-green': whatsappCaps.linked,
  'whatsapp-evolution': whatsappCaps.linked,
};

/** The caps an operator set, else cautious ones; a server on this machine has none unless they are set. */
export function rateCaps(account: AccountConfig, config: Config): readonly RateCap[] {
  const usual = usualCaps[account.channel];
  const caps = account.caps ?? (isSandboxed(config) ? null : usual);
  if (caps === null) return [];
  return [
    { scope: 'chat', windowMs: 1_000, most: 1 },
    { scope: 'account', windowMs: 60_000, most: caps.perMinute },
    { scope: 'account', windowMs: 3_600_000, most: caps.perHour },
    { scope: 'account', windowMs: 86_400_000, most: caps.perDay },
  ];
}

/** New people a day beyond which a user account stands out and a day's budget goes to strangers; a choice of ours. */
const mostNewPerDay = 100;

/** Who may talk with the character on an account; a server on this machine has no cap unless one is set. */
export function peopleOf(account: AccountConfig, config: Config): PeopleRule {
  return peopleRule(config.people, account.people, { newPerDay: isSandboxed(config) ? null : mostNewPerDay });
}

/** What may be spent in a day, and what it is counted with. */
export function spending({ budget, models }: Config): Spending {
  return {
    budget,
    prices: models.prices?.models ?? {},
    firstModel: (role) => models.roles[role][0] ?? { provider: '', model: '' },
  };
}

/** The same, as the settings are whenever they are asked; what each role asks first stays as it was built. */
export function liveSpending(live: { readonly config: Config }): Spending {
  const { firstModel } = spending(live.config);
  return {
    get budget() {
      return live.config.budget;
    },
    get prices() {
      return spending(live.config).prices;
    },
    firstModel,
  };
}

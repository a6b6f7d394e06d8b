import type { Processor } from '../../duty/consent/processor-words.js';
import { join } from 'node:path';
import type { Hook } from '../../channel/receiver/receiver.js';
import type { CharacterSource } from '../../character/character.js';
import { CharacterShelf } from '../../character/shelf.js';
import type { Config } from '../../config/config.js';
import { requireModelKeys } from '../../config/required-secrets.js';
import { isOnWhatsApp } from '../../config/whatsapp-secrets.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { createAskRole } from '../../model/ask.js';
import { createSight } from '../../model/sight.js';
import { buildMedia } from './media/media.js';
import { ModelFacts } from '../../model/model-facts.js';
import type { ModelProvider } from '../../model/contract.js';
import { buildRoleTable } from '../../model/roles.js';
import { sessionRefused } from '../../observe/events.js';
import type { Logger } from '../../observe/logger.js';
import type { Meter } from '../../observe/meter.js';
import { clockTicks } from '../../scheduler/ticks.js';
import { checkAtStart } from '../../store/engine/check-at-start.js';
import { openDatabase, type Database } from '../../store/engine/database.js';
import type { Vault } from '../../vault/vault.js';
import { accountChannel } from './channels/account-channel.js';
import { BotLines } from './channels/bot-lines.js';
import { buildEmbedder } from './embedder.js';
import type { ScribeSettings } from '../../conversation/afterthought/scribe-settings.js';
import { randomIds, systemChance } from './ids.js';
import { ownSecretRule } from './own-secrets.js';
import { buildProviders } from './providers.js';
import { readSessions, type RefusedSession } from './channels/read-sessions.js';
import { reportCharacters } from './reports/report-characters.js';
import { reportModels } from './reports/report-models.js';
import { measuredAsk } from './measured-ask.js';
import { reportToLog } from './reports/report-to-log.js';
import { allReports, reportToMeter } from './reports/report-to-meter.js';
import { ownChoices, providersOf, roleChoices } from './role-choices.js';
import { Runtime } from './runtime.js';
import type { RuntimeAccount, RuntimeReport } from './runtime-parts.js';
import { regionProfile } from '../../duty/regions.js';
import {
  introductionPace,
  liveSpending,
  peopleOf,
  rateCaps,
  regionOf,
  runtimeLimits,
  spending,
  turnSettings,
} from './settings.js';
import { warmUp } from './warm-up.js';

/** By the time that passes and not by the hour on a wall: when clocks are changed, local hours come twice or never. */
const tickEveryMs = 60_000;

export interface BuildParts {
  readonly config: Config;
  readonly secrets: Secrets;
  /** The settings as they are now, where they may change while it runs; see LiveConfig. */
  readonly live?: { readonly config: Config };
  /** Where the sessions are. */
  readonly vault: Vault;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told what the run does, in numbers; nobody is where it is left out. */
  readonly meter?: Meter;
  /** Hear of what happens beside the log. */
  readonly reports?: readonly Partial<RuntimeReport>[];
  /** Told of stored sessions that are not given out. */
  readonly onRefused?: (refused: readonly RefusedSession[]) => void;
  /** Names this run in the outbox. */
  readonly run: string;
  /** Whether another run that holds an account cannot be alive any more; see `Runtime`. */
  readonly isGone?: (run: string) => boolean;
  /** Who makes the answers, for the AI disclosure; from the configured providers when absent. */
  readonly processors?: readonly Processor[];
  /** When the talk is read for what to remember; as usual unless told. */
  readonly scribing?: ScribeSettings;
  /** Other model providers than the configured ones: tests and the sandbox. */
  readonly providers?: readonly ModelProvider[];
}

export interface Program {
  readonly runtime: Runtime;
  /** What the receiver takes in: none where every account fetches for itself. */
  readonly hooks: readonly Hook[];
  /** What is live of each character. */
  readonly characters: CharacterSource;
  /** What was found out about the models, as the run goes on. */
  readonly modelFacts: ModelFacts;
  readonly database: Database;
  /** Accounts that are configured but not signed in. */
  readonly signedOut: readonly string[];
  /** Accounts whose stored session is not given out. */
  readonly refused: readonly RefusedSession[];
}

/**
 * The composition root of `kindred run`: everything is made here, checked before anything is opened, and opened before
 * anything is connected.
 * @throws OperatorError with all that is missing.
 */
export async function buildProgram(parts: BuildParts): Promise<Program> {
  const { config, secrets, clock, logger, vault, live = parts } = parts;
  if (!config.accounts.some((account) => account.role === 'primary')) {
    throw new OperatorError(
      `there is no account in ${join(config.home, 'accounts')}`,
      'copy accounts/example.yaml.sample to accounts/<name>.yaml and run "kindred login <name>", or try "kindred sandbox"',
    );
  }
  // At the start whatever is configured; an edit may name only what this run has built.
  let reachable = ['anthropic', ...Object.keys(config.models.endpoints)];
  const characters = new CharacterShelf({
    folder: config.charactersFolder,
    names: config.accounts.map((account) => account.character),
    providers: () => reachable,
    clock,
    report: reportCharacters(logger),
  });
  const named = config.accounts.flatMap(({ character: id }) => {
    const character = characters.get(id);
    return character === undefined ? [] : providersOf(character).map((provider) => [provider, id] as const);
  });
  if (parts.providers === undefined) requireModelKeys(config, secrets, named);
  const others = named.map(([provider]) => provider);
  // What is said goes there too, to be found by its meaning.
  const readers = config.embedder !== null && 'provider' in config.embedder ? [config.embedder.provider] : [];
  const settings = turnSettings(config, parts.processors, [...others, ...readers]);
  const { signedIn, signedOut, refused } = await readSessions(
    vault,
    config.accounts,
    parts.onRefused,
    secrets,
  );
  for (const { account, reason } of refused) sessionRefused(logger, { account, reason });
  const providers = parts.providers ?? (await buildProviders(config, secrets, clock, others));
  reachable = providers.map(({ name }) => name);
  if (parts.providers === undefined) {
    warmUp(config, providers, clock, logger).catch((cause: unknown) =>
      reportToLog(logger).failed('model', cause),
    );
  }
  const embedder = await buildEmbedder(config, secrets, clock);
  const chance = systemChance();
  const roles = buildRoleTable(roleChoices(config.models), providers);
  const facts = new ModelFacts();
  const sight = createSight({ roles, clock, chance });
  const asked = createAskRole({
    roles,
    providers,
    clock,
    chance,
    facts,
    sight,
    report: reportModels(logger),
  });
  const asksFirst = regionProfile(regionOf(config)).asksForMemory;
  const media = await buildMedia({ config, live, secrets, clock, sight, asksFirst });
  const { meter } = parts;
  const ask = meter === undefined ? asked : measuredAsk(asked, meter, () => spending(live.config).prices);

  const file = join(config.data, 'kindred.db');
  checkAtStart(file);
  const database = openDatabase(file);
  try {
    const accounts: RuntimeAccount[] = [];
    const bots = new BotLines({ config, database, clock, chance, logger });
    const hooks: Hook[] = [];
    for (const { account, session, place } of signedIn) {
      const channel = await accountChannel({
        bots,
        hooks,
        account,
        session,
        ...(place === undefined ? {} : { place }),
        vault,
        config,
        secrets,
        database,
        clock,
        chance,
        logger,
      });
      accounts.push({
        account: account.id,
        character: account.character,
        role: account.role,
        answersOnly: isOnWhatsApp(account) && !account.writesFirst,
        caps: rateCaps(account, config),
        get people() {
          return peopleOf(live.config.accounts.find(({ id }) => id === account.id) ?? account, live.config);
        },
        channel,
        ...(account.channel === 'telegram-business' && account.answers === 'on-approval'
          ? { asksFirst: true }
          : {}),
      });
    }
    const lines = bots.all();
    hooks.push(...lines.flatMap(({ hook }) => (hook === null ? [] : [hook])));
    const runtime = new Runtime({
      database,
      clock,
      chance,
      ids: randomIds(),
      ask: (role, request, options) =>
        ask(role, request, { ...options, maxAttempts: config.limits.modelAttempts }),
      accounts,
      lines,
      characters,
      ownModels: (character, role) => ownChoices(config.models, character, role),
      settings: {
        ...settings,
        readsTokens: (role, own) => {
          const first = own[0] ?? config.models.roles[role][0];
          return first === undefined ? null : facts.of(first.provider, first.model).reads;
        },
      },
      limits: runtimeLimits(config),
      run: parts.run,
      ...(parts.isGone === undefined ? {} : { isGone: parts.isGone }),
      signedOut: config.accounts
        .filter(({ id }) => !signedIn.some(({ account }) => account.id === id))
        .map(({ id, character, role }) => ({ account: id, character, role, isSignedIn: false })),
      introductionPace: introductionPace(config),
      spending: liveSpending(live),
      retention: { days: config.retention, file },
      ...(regionProfile(regionOf(config)).needsAgeCheck
        ? { scribing: null }
        : parts.scribing === undefined
          ? {}
          : { scribing: parts.scribing }),
      embedder,
      media,
      proactive: {
        settings: settings.proactive ?? config.proactive,
        ticks: clockTicks(clock, tickEveryMs),
      },
      holdsSecret: ownSecretRule(config, secrets),
      report: allReports(reportToLog(logger), [
        ...(meter === undefined ? [] : [reportToMeter(meter)]),
        ...(parts.reports ?? []),
      ]),
    });
    return { runtime, hooks, modelFacts: facts, characters, database, signedOut, refused };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

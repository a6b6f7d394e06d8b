import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OperatorError } from '../core/failure.js';
import type { Config } from './config.js';
import type { Environment } from './env.js';
import { environmentNames } from './env.js';
import { findHome } from './find-home.js';
import { loadAccounts } from './load-accounts.js';
import type { KindredFile } from './kindred-file.js';
import { isOwnNetwork } from './own-network.js';
import { loadSettings } from './load-settings.js';
import type { Problem } from './problem.js';
import { formatProblem } from './problem.js';
import type { Secrets } from './secrets.js';
import { proactiveConfig } from './sections/proactive-section.js';
import { readSecrets } from './secrets.js';

export interface LoadOptions {
  /** The folder the program is started in; see findHome. */
  readonly home: string;
  readonly environment: Environment;
  /** A file named on the command line instead of kindred.yaml; it must exist. */
  readonly configFile?: string | undefined;
}

export interface Loaded {
  readonly config: Config;
  readonly secrets: Secrets;
}

/**
 * Reads kindred.yaml and accounts/*.yaml, both optional. Everything wrong in all of them is listed in one OperatorError,
 * one problem a line; nothing is started, opened or created here.
 */
export function loadConfig(options: LoadOptions): Loaded {
  const { environment } = options;
  const place = findHome(resolve(options.home), environment);
  const home = place.folder;
  if (!existsSync(home)) {
    throw new OperatorError(
      `the folder ${home} does not exist`,
      `create it or correct ${environmentNames.home}`,
    );
  }
  const charactersFolder = join(home, 'characters');
  const settings = loadSettings(place, options.configFile ?? environment.configFile, environment);
  const accounts = loadAccounts(home, charactersFolder);
  if (!settings.ok || !accounts.ok) {
    throw refusal([...(settings.ok ? [] : settings.problems), ...(accounts.ok ? [] : accounts.problems)]);
  }
  const { timeouts, ...models } = settings.value.models;
  const endpoints = endpointDeadlines(settings.value.models);
  const anthropic = anthropicDeadlines(settings.value.models);
  const { limits, server, vault, backupContact, budget } = settings.value;
  const { credentialsFolder } = environment;
  const config: Config = {
    home,
    data: settings.value.data,
    charactersFolder,
    logLevel: settings.value.logLevel,
    logFormat: settings.value.logFormat,
    vault: {
      keyFile: vault.keyFile,
      ...(credentialsFolder === undefined ? {} : { credentialsFolder }),
      ...(vault.passphraseFd === undefined ? {} : { passphraseFd: vault.passphraseFd }),
    },
    telegram: { botApi: settings.value.telegram.botApi, ...(server === undefined ? {} : { server }) },
    whatsapp: settings.value.whatsapp,
    receiver: settings.value.receiver ?? null,
    models: {
      ...models,
      anthropic,
      endpoints,
      timeouts: {
        firstByte: timeouts.firstByteSeconds,
        idle: timeouts.idleSeconds,
      },
    },
    limits: {
      turn: Math.max(
        limits.turnSeconds,
        ...[anthropic, ...Object.values(endpoints)].map(({ firstByte }) => firstByte + beyondMs),
      ),
      modelAttempts: limits.modelAttempts,
    },
    budget: {
      perPerson: toMicro(budget.perPersonPerDay),
      inAll: toMicro(budget.inAllPerDay),
    },
    backupContact: {
      ask: backupContact.ask,
      afterMessages: backupContact.afterMessages,
      introductionsPerDay: backupContact.introductionsPerDay,
      minGap: backupContact.minGapMinutes * 60_000,
      hours: backupContact.hours,
    },
    page: settings.value.page,
    people: settings.value.people,
    proactive: proactiveConfig(settings.value.proactive),
    duties: settings.value.duties.region ?? null,
    retention: settings.value.retention,
    media: settings.value.media,
    gradesDanger: settings.value.duties.grading,
    embedder: settings.value.embedder,
    metrics: settings.value.metrics,
    alerts: settings.value.alerts,
    pace: settings.value.pace,
    takeoverMs: settings.value.takeover.minutes * 60_000,
    gate: settings.value.gate,
    operator: settings.value.operator,
    accounts: accounts.value,
  };
  freezeDeeply(config);
  return { config, secrets: readSecrets(config, environment) };
}

/** A server in the own network may have to load its model first, which takes a minute and more. */
const loadingMs = 5 * 60_000;
const slowIdleMs = 60_000;
/** A turn that waited for a model to load still has to hear the answer. */
const beyondMs = 60_000;

interface Patience {
  readonly firstByteSeconds?: number | undefined;
  readonly idleSeconds?: number | undefined;
}

function deadlines(
  { firstByteSeconds, idleSeconds }: Patience,
  loadsModels: boolean,
  timeouts: KindredFile['models']['timeouts'],
): { readonly firstByte: number; readonly idle: number } {
  const least = loadsModels ? { firstByte: loadingMs, idle: slowIdleMs } : { firstByte: 0, idle: 0 };
  return {
    firstByte: firstByteSeconds ?? Math.max(least.firstByte, timeouts.firstByteSeconds),
    idle: idleSeconds ?? Math.max(least.idle, timeouts.idleSeconds),
  };
}

function endpointDeadlines({ endpoints, timeouts }: KindredFile['models']): Config['models']['endpoints'] {
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, { firstByteSeconds, idleSeconds, ...endpoint }]) => [
      name,
      {
        ...endpoint,
        ...deadlines({ firstByteSeconds, idleSeconds }, isOwnNetwork(endpoint.baseUrl), timeouts),
      },
    ]),
  );
}

/** Ollama, llama.cpp and others speak this protocol too; what is called claude is loaded somewhere else. */
function anthropicDeadlines({
  anthropic,
  roles,
  timeouts,
}: KindredFile['models']): Config['models']['anthropic'] {
  const { firstByteSeconds, idleSeconds, ...endpoint } = anthropic;
  const hasOthers = Object.values(roles).some((models) =>
    models.some(({ provider, model }) => provider === 'anthropic' && !model.startsWith('claude-')),
  );
  const loadsModels = hasOthers && isOwnNetwork(endpoint.baseUrl);
  return { ...endpoint, ...deadlines({ firstByteSeconds, idleSeconds }, loadsModels, timeouts), loadsModels };
}

function toMicro(dollars: number | undefined): number | null {
  return dollars === undefined ? null : Math.round(dollars * 1_000_000);
}

function refusal(problems: readonly Problem[]): OperatorError {
  const lines = problems.map(formatProblem);
  if (lines.length === 1) return new OperatorError(lines[0] ?? '');
  return new OperatorError(
    `${lines.length} problems in the settings:\n${lines.map((line) => `  ${line}`).join('\n')}`,
  );
}

function freezeDeeply(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freezeDeeply(inner);
}

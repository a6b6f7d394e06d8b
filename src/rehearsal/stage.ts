import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProviders } from '../app/composition/providers.js';
import { ownChoices, providersOf, roleChoices } from '../app/composition/role-choices.js';
import { runtimeLimits, turnSettings } from '../app/composition/settings.js';
import type { Character } from '../character/character.js';
import type { Config } from '../config/config.js';
import { requireModelKeys } from '../config/required-secrets.js';
import type { Secrets } from '../config/secrets.js';
import type { Milliseconds } from '../core/clock.js';
import { buildRoleTable } from '../model/roles.js';
import { minuteMs, ZoneClocks } from '../proactive/local-time.js';
import { clockTicks } from '../scheduler/ticks.js';
import type { Habits } from './habits.js';
import { record } from './recording.js';
import { rehearse, type RehearsalOptions } from './rehearse.js';
import { reportPage } from './report/page.js';
import { sandboxModel } from './sandbox-model.js';
import { summarize, type Summary } from './summary.js';
import { inTrueQuietHours, violationsOf } from './violations.js';

export interface StageOptions extends Pick<
  RehearsalOptions,
  'days' | 'seed' | 'restarts' | 'outages' | 'losesAccount' | 'onProgress' | 'stop'
> {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly character: Character;
  readonly people: readonly Habits[];
  readonly startsAt: Milliseconds;
  /** `real`: the configured models, and at most so many millionths of a dollar in all. */
  readonly model: { readonly kind: 'sandbox' } | { readonly kind: 'real'; readonly budget: number };
}

export interface RehearsalReport {
  readonly summary: Summary;
  readonly html: string;
}

/** Models of a rehearsal without a key: names whose prices and cache rules are known, answered by the canned voice. */
const sandboxRoles = {
  'voice.everyday': [{ provider: 'anthropic', model: 'claude-haiku-5-5' }],
  'voice.deep': [{ provider: 'anthropic', model: 'claude-sonnet-5-5' }],
  scribe: [{ provider: 'anthropic', model: 'claude-haiku-5-5' }],
};

/** How often a rehearsal looks for plans that fell due: a person notices no difference, and a month has a fifth of the looks. */
const tickMs = 5 * minuteMs;

/**
 * Rehearse a character and judge what people saw. Null when it was stopped before its end. Nothing is kept besides the
 * report: the database of the rehearsal is deleted.
 */
export async function runRehearsal(options: StageOptions): Promise<RehearsalReport | null> {
  const { config, character, days, seed, startsAt, model } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kindred-rehearsal-'));
  const others = providersOf(character);
  if (model.kind === 'real') {
    requireModelKeys(
      config,
      options.secrets,
      others.map((provider) => [provider, character.id] as const),
    );
  }
  const isCanned = model.kind === 'sandbox';
  const named = isCanned
    ? 'the sandbox’s canned voice'
    : config.models.roles['voice.everyday']
        .map(({ provider, model: name }) => `${provider}:${name}`)
        .join(', ');
  try {
    const rehearsed = await rehearse({
      ...options,
      folder,
      models: async (clock) =>
        isCanned
          ? {
              providers: [sandboxModel(clock, seed)],
              roles: (providers) => buildRoleTable(sandboxRoles, providers),
            }
          : {
              providers: await buildProviders(config, options.secrets, clock, others),
              roles: (providers) => buildRoleTable(roleChoices(config.models), providers),
            },
      settings: {
        ...turnSettings(
          {
            ...config,
            // No stranger is there whose law could be another one.
            duties: config.duties ?? 'default',
            operator: { name: 'the author of this rehearsal', ...config.operator },
          },
          isCanned ? [{ kind: 'canned' }] : undefined,
          others,
        ),
        pace: config.pace ?? 'natural',
        askBackupContactAfter: options.losesAccount ? config.backupContact.afterMessages : null,
      },
      limits: runtimeLimits(config),
      more: (clock) => ({
        proactive: { settings: config.proactive, ticks: clockTicks(clock, tickMs) },
        ...(isCanned ? {} : { ownModels: (one, role) => ownChoices(config.models, one, role) }),
        spending: {
          budget: { perPerson: null, inAll: model.kind === 'real' ? Math.floor(model.budget / days) : null },
          prices: config.models.prices?.models ?? {},
          firstModel: (role) => config.models.roles[role][0] ?? { provider: '', model: '' },
        },
      }),
    });
    if (rehearsed === null) return null;
    try {
      const recording = await record(rehearsed, character, { days, startsAt });
      const [quiet] = config.proactive.quiet;
      const promises = {
        quiet: { from: (quiet?.from ?? 0) / 60, to: (quiet?.to ?? 0) / 60 },
        perDay: config.proactive.perDay,
        perWeek: config.proactive.perWeek,
      };
      const zones = new ZoneClocks();
      const violations = violationsOf(recording, promises, zones, startsAt);
      const summary = summarize(recording, violations, {
        seed,
        model: named,
        inTrueQuietHours: inTrueQuietHours(recording, promises, zones, startsAt),
      });
      return { summary, html: reportPage({ recording, summary, startsAt, isCanned }) };
    } finally {
      await rehearsed.database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Midnight UTC of the Monday with which every rehearsal begins: always the same, so that a seed says everything. Two
 * weeks later clocks change in Europe, three weeks later in America.
 */
export const usualStart: Milliseconds = Date.UTC(2026, 9, 12);

import type { Character } from '../../character/character.js';
import { ownModels } from '../../character/own-models.js';
import type { Config } from '../../config/config.js';
import { roleNames, type RoleName } from '../../config/kindred-file.js';
import type { Effort } from '../../model/contract.js';
import type { ModelChoice } from '../../model/roles.js';

/**
 * What Anthropic's models may think where kindred.yaml says nothing: left alone they think before every answer, and a
 * person in a chat waits for the first word. Haiku 5.5 and Sonnet 5.5 then answer in one to two seconds.
 */
const usualEffort: Readonly<Record<RoleName, Effort>> = {
  'voice.everyday': 'none',
  'voice.deep': 'low',
  strategist: 'none',
  scribe: 'low',
  judge: 'medium',
  eye: 'none',
};

type ModelSettings = Pick<Config['models'], 'roles' | 'effort'>;

/** The configured models of every role, with how much each may think. */
export function roleChoices(models: ModelSettings): Readonly<Record<RoleName, readonly ModelChoice[]>> {
  const { roles } = models;
  const of = (role: RoleName): readonly ModelChoice[] =>
    roles[role].map((reference) => withEffort(models, role, reference));
  return {
    'voice.everyday': of('voice.everyday'),
    'voice.deep': of('voice.deep'),
    strategist: of('strategist'),
    scribe: of('scribe'),
    judge: of('judge'),
    eye: of('eye'),
  };
}

/** A character's own models for a role, in place of the configured ones; empty where it names none. */
export function ownChoices(
  models: ModelSettings,
  character: Pick<Character, 'models'>,
  role: RoleName,
): readonly ModelChoice[] {
  return ownModels(character, role).map((reference) => withEffort(models, role, reference));
}

/** The providers of a character's own models. */
export function providersOf(character: Pick<Character, 'models'>): readonly string[] {
  return roleNames.flatMap((role) => ownModels(character, role).map(({ provider }) => provider));
}

function withEffort(
  { effort }: ModelSettings,
  role: RoleName,
  { provider, model }: { readonly provider: string; readonly model: string },
): ModelChoice {
  const chosen = effort[role] ?? (provider === 'anthropic' ? usualEffort[role] : undefined);
  return { provider, model, ...(chosen !== undefined && { effort: chosen }) };
}

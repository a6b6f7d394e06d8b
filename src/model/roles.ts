import { OperatorError } from '../core/failure.js';
import type { Effort, ModelProvider, ModelRole } from './contract.js';

/** A model as configuration names it. */
export interface ModelChoice {
  /** The name of a provider. */
  readonly provider: string;
  readonly model: string;
  /** Used where a request sets none. Providers that take no temperature ignore it. */
  readonly temperature?: number;
  /** Used where a request sets none. */
  readonly effort?: Effort;
}

export interface RoleCandidate {
  readonly provider: ModelProvider;
  readonly model: string;
  readonly temperature?: number;
  readonly effort?: Effort;
}

/** For each role the models that may serve it: the preferred one first, then its fallbacks. */
export type RoleTable = Readonly<Record<ModelRole, readonly [RoleCandidate, ...RoleCandidate[]]>>;

/** Fills the table from configuration. A role that is not configured is served by the everyday voice. */
export function buildRoleTable(
  configured: Partial<Readonly<Record<ModelRole, readonly ModelChoice[]>>>,
  providers: readonly ModelProvider[],
): RoleTable {
  const resolve = (role: ModelRole): readonly RoleCandidate[] =>
    (configured[role] ?? []).map((choice) => {
      const candidate = candidateOf(choice, providers);
      if (candidate !== null) return candidate;
      throw new OperatorError(
        `models.roles.${role} names the provider "${choice.provider}", which is not configured`,
        `use one of: ${providers.map(({ name }) => name).join(', ') || '(none is configured)'}`,
      );
    });

  const everyday = [resolve('voice.everyday'), resolve('voice.deep')].find((list) => list.length > 0);
  const [preferred, ...others] = everyday ?? [];
  if (preferred === undefined) {
    throw new OperatorError(
      'no model is configured for the role voice.everyday',
      'name at least one provider and model under models.roles',
    );
  }
  const serve = (role: ModelRole): RoleTable[ModelRole] => {
    const [first, ...rest] = resolve(role);
    return first === undefined ? [preferred, ...others] : [first, ...rest];
  };
  return {
    'voice.everyday': [preferred, ...others],
    'voice.deep': serve('voice.deep'),
    strategist: serve('strategist'),
    scribe: serve('scribe'),
    judge: serve('judge'),
    eye: serve('eye'),
  };
}

/**
 * The models to ask: those named instead of the role's where at least one of them can be reached, in their order, else
 * the role's. Who names a list means the whole of it: nothing of the role's is added.
 */
export function candidatesFor(
  ofRole: RoleTable[ModelRole],
  instead: readonly ModelChoice[] | undefined,
  providers: readonly ModelProvider[],
): RoleTable[ModelRole] {
  const [first, ...others] = (instead ?? []).flatMap((choice) => candidateOf(choice, providers) ?? []);
  return first === undefined ? ofRole : [first, ...others];
}

function candidateOf(
  { provider: name, model, temperature, effort }: ModelChoice,
  providers: readonly ModelProvider[],
): RoleCandidate | null {
  const provider = providers.find((one) => one.name === name);
  if (provider === undefined) return null;
  return {
    provider,
    model,
    ...(temperature !== undefined && { temperature }),
    ...(effort !== undefined && { effort }),
  };
}

import type { RoleName } from '../config/kindred-file.js';
import { formatPath, type Problem } from '../config/problem.js';
import type { CharacterFile } from './schema.js';
import type { LoadResult } from './load.js';

interface NamedModel {
  readonly provider: string;
  readonly model: string;
}

/** The models a character names for a role, the preferred one first; empty where it leaves the choice to kindred.yaml. */
export function ownModels({ models }: Pick<CharacterFile, 'models'>, role: RoleName): readonly NamedModel[] {
  const named = models[role] ?? [];
  return (typeof named === 'string' ? [named] : named).map((text) => {
    const colon = text.indexOf(':');
    return { provider: text.slice(0, colon), model: text.slice(colon + 1) };
  });
}

/** Models whose provider is none of `providers`, each with the place where it is named. */
export function unknownProviders(
  loaded: Extract<LoadResult, { ok: true }>,
  providers: readonly string[],
): readonly Problem[] {
  return (Object.keys(loaded.character.models) as RoleName[]).flatMap((role) => {
    const unknown = ownModels(loaded.character, role).find(({ provider }) => !providers.includes(provider));
    if (unknown === undefined) return [];
    const path = ['models', role];
    return [
      {
        ...loaded.placeOf(path),
        field: formatPath(path),
        expected: `a provider that is configured (${providers.join(', ')})`,
        got: `"${unknown.provider}"`,
        remedy: 'add it under models.endpoints in kindred.yaml and start again, or name another',
      },
    ];
  });
}

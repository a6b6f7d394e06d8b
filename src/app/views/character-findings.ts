import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Character } from '../../character/character.js';
import type { CheckFacts, Finding } from '../../character/check/finding.js';
import { checkCharacter } from '../../character/check/run-checks.js';
import type { LoadResult } from '../../character/load.js';
import { homeOf } from '../../character/source.js';
import type { Config } from '../../config/config.js';
import { formatPath } from '../../config/problem.js';
import { stableTokens } from '../../context/stable-tokens.js';

/** Something wrong with a character: what, where, and what to do. */
export interface PlacedFinding {
  readonly severity: Finding['severity'];
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly says: string;
  readonly remedy: string;
}

/** Everything a machine can find wrong with a character that was read, with lines and remedies. */
export function characterFindings(
  loaded: LoadResult,
  path: string,
  config: Config,
): readonly PlacedFinding[] {
  if (!loaded.ok) {
    return loaded.problems.map((problem) => ({
      severity: 'error',
      file: problem.file,
      line: problem.line ?? 1,
      field: problem.field ?? '',
      says: `expected ${problem.expected}${problem.got === undefined ? '' : `, got ${problem.got}`}`,
      remedy: problem.remedy ?? '',
    }));
  }
  return checkCharacter(loaded.character, factsFor(loaded.character, path, config)).map(
    ({ path: field, ...finding }) => ({ ...finding, ...loaded.placeOf(field), field: formatPath(field) }),
  );
}

/** What the checks are told about the world around the file. */
export function factsFor(character: Character, path: string, config: Config | null): CheckFacts {
  const home = homeOf(path);
  return {
    stableTokens: stableTokens(character),
    providers: config === null ? null : ['anthropic', ...Object.keys(config.models.endpoints)],
    mediaFile: (file) => {
      const inside = join(home, file);
      if (!existsSync(inside)) return 'missing';
      return realpathSync(inside).startsWith(realpathSync(home) + sep) ? 'there' : 'outside';
    },
  };
}

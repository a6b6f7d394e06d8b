import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Character } from '../../character/character.js';
import type { CheckFacts, Finding } from '../../character/check/finding.js';
import { checkCharacter } from '../../character/check/run-checks.js';
import { listCharacters, type LoadResult } from '../../character/load.js';
import { homeOf } from '../../character/source.js';
import type { Config } from '../../config/config.js';
import { formatPath } from '../../config/problem.js';
import { identityLayer } from '../../context/layers/identity.js';
import { rulesLayer } from '../../context/layers/rules.js';
import { voiceLayer } from '../../context/layers/voice.js';
import { OperatorError } from '../../core/failure.js';
import { estimateTokens } from '../../lib/token-estimate.js';
import { namedCharacter, type NamedCharacter } from './character-argument.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface CharacterCheckOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** One line of the report: what, where, and what to do. */
interface Line {
  readonly severity: Finding['severity'];
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly says: string;
  readonly remedy: string;
}

/**
 * `kindred character check [characters...]`: everything a machine can find wrong, with lines and remedies. Returns the
 * exit code: 1 when there are errors, 0 when there are warnings at most.
 */
export function characterCheck(
  surroundings: Surroundings,
  names: readonly string[],
  options: CharacterCheckOptions,
): number {
  const { config } = loadSettings(surroundings, options);
  const wanted = names.length > 0 ? names : listCharacters(config.charactersFolder);
  if (wanted.length === 0) {
    throw new OperatorError(
      `there is no character in ${config.charactersFolder}`,
      'write one with "kindred character new", or bring one with "kindred character import"',
    );
  }
  let errors = 0;
  const results = wanted.map((name) => {
    const named = namedCharacter(name, config, surroundings.cwd);
    const lines = examine(named, config);
    errors += lines.filter(({ severity }) => severity === 'error').length;
    if (!options.json) for (const line of inWords(named, lines)) print(surroundings, line);
    return { character: named.id, findings: lines };
  });
  if (options.json) printJson(surroundings, { ok: errors === 0, characters: results });
  return errors === 0 ? 0 : 1;
}

function examine(named: NamedCharacter, config: Config): readonly Line[] {
  const loaded = named.load();
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
  return checkCharacter(loaded.character, factsFor(loaded.character, named.path, config)).map((finding) =>
    located(finding, loaded),
  );
}

function located({ path, ...finding }: Finding, loaded: Extract<LoadResult, { ok: true }>): Line {
  return { ...finding, ...loaded.placeOf(path), field: formatPath(path) };
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

function inWords(named: NamedCharacter, lines: readonly Line[]): readonly string[] {
  const errors = lines.filter(({ severity }) => severity === 'error').length;
  const warnings = lines.length - errors;
  const verdict =
    lines.length === 0
      ? 'good'
      : `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`;
  return [
    ...lines.map(({ severity, file, line, field, says, remedy }) => {
      const place = field === '' ? '' : `${field}: `;
      return `${file}:${line}: ${severity}: ${place}${says}${remedy === '' ? '' : `; ${remedy}`}`;
    }),
    `${named.shown}: ${verdict}`,
  ];
}

/** Tokens of the layers that are in every prompt. */
export function stableTokens(character: Character): number {
  return estimateTokens(
    [identityLayer(character), voiceLayer(character), rulesLayer(character)].join('\n\n'),
  );
}

import { listCharacters } from '../../character/load.js';
import { characterFindings, type PlacedFinding } from '../../app/views/character-findings.js';
import { OperatorError } from '../../core/failure.js';
import { namedCharacter, type NamedCharacter } from './character-argument.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface CharacterCheckOptions extends SettingsOptions {
  readonly json?: boolean;
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
    const lines = characterFindings(named.load(), named.path, config);
    errors += lines.filter(({ severity }) => severity === 'error').length;
    if (!options.json) for (const line of inWords(named, lines)) print(surroundings, line);
    return { character: named.id, findings: lines };
  });
  if (options.json) printJson(surroundings, { ok: errors === 0, characters: results });
  return errors === 0 ? 0 : 1;
}

function inWords(named: NamedCharacter, lines: readonly PlacedFinding[]): readonly string[] {
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

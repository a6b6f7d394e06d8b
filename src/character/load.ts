import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatProblem, type Problem } from '../config/problem.js';
import { parseYamlFile } from '../config/yaml-file.js';
import { OperatorError } from '../core/failure.js';
import { characterId, type CharacterId } from '../core/ids.js';
import { wallClockOf, type Character } from './character.js';
import { characterSchema } from './schema.js';

/** The names of the characters in a folder, sorted. */
export function listCharacters(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort();
}

/**
 * Load characters by name.
 * @throws OperatorError that lists everything wrong in all of their files, each with file, line and field.
 */
export function loadCharacters(
  folder: string,
  names: readonly string[],
): ReadonlyMap<CharacterId, Character> {
  const characters = new Map<CharacterId, Character>();
  const problems: Problem[] = [];
  for (const name of new Set(names)) {
    const path = join(folder, `${name}.yaml`);
    if (!existsSync(path)) {
      const known = listCharacters(folder).join(', ') || 'none';
      problems.push({
        file: `characters/${name}.yaml`,
        expected: 'a character file',
        got: 'nothing',
        remedy: `there are: ${known}`,
      });
      continue;
    }
    const result = parseYamlFile(path, characterSchema, { name: `characters/${name}.yaml` });
    if (!result.ok) {
      problems.push(...result.problems);
      continue;
    }
    const id = characterId(name);
    const version = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12);
    characters.set(id, { ...result.value, id, version, wallClock: wallClockOf(result.value.timeZone) });
  }
  if (problems.length > 0) throw new OperatorError(problems.map(formatProblem).join('\n'));
  return characters;
}

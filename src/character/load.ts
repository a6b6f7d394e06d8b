import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { closestWord } from '../config/closest-word.js';
import { describeValue } from '../config/describe-value.js';
import { formatProblem, type Problem } from '../config/problem.js';
import { OperatorError } from '../core/failure.js';
import { characterId, type CharacterId } from '../core/ids.js';
import { wallClockOf, type Character } from './character.js';
import { parseCharacter, type Place } from './parse.js';
import { findCharacter, mainFile, readCharacterText, type CharacterText } from './source.js';
import type { FieldPath } from '../config/problem.js';

export type LoadResult =
  | {
      readonly ok: true;
      readonly character: Character;
      placeOf(path: FieldPath): Place;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const idWords = /^[a-z0-9][a-z0-9-]{0,31}$/u;

/** The names of the characters in a folder, sorted. */
export function listCharacters(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).map((name) =>
    name.endsWith('.yaml')
      ? basename(name, '.yaml')
      : existsSync(join(folder, name, mainFile))
        ? name
        : undefined,
  );
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/** Load one character by its name in a folder of characters. Everything wrong comes back as values. */
export function loadCharacter(folder: string, name: string): LoadResult {
  const kind = idWords.test(name) ? findCharacter(folder, name) : null;
  const refuse = (problem: Problem): LoadResult => ({ ok: false, problems: [problem] });
  if (kind === null) {
    const known = listCharacters(folder);
    const meant = closestWord(name, known);
    return refuse({
      file: idWords.test(name) ? `characters/${name}.yaml` : 'characters/',
      expected: idWords.test(name)
        ? 'a character file'
        : 'the name of a character (small letters, digits and -, at most 32)',
      got: idWords.test(name) ? 'nothing' : describeValue(name, []),
      remedy: meant === undefined ? `there are: ${known.join(', ') || 'none'}` : `did you mean ${meant}?`,
    });
  }
  if (kind === 'both') {
    return refuse({
      file: `characters/${name}.yaml`,
      expected: 'a file or a folder of this name',
      got: `both, with characters/${name}/${mainFile}`,
      remedy: 'delete one of them',
    });
  }
  const entry = kind === 'file' ? `${name}.yaml` : name;
  return loadCharacterAt(join(folder, entry), { id: name, name: `characters/${entry}`, within: folder });
}

/** The same for the file or folder at a path. `name` is how it is called in problems. */
export function loadCharacterAt(
  path: string,
  { id, name, within }: { readonly id: string; readonly name: string; readonly within: string },
): LoadResult {
  const read = readCharacterText(path, name, within);
  return read.ok ? characterFrom(id, read.value, read.version) : read;
}

/** The same for text at hand. */
export function characterFrom(id: string, text: CharacterText, version: string): LoadResult {
  const parsed = parseCharacter(text);
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    character: {
      ...parsed.file,
      id: characterId(id),
      version,
      wallClock: wallClockOf(parsed.file.timeZone),
    },
    placeOf: (place) => parsed.placeOf(place),
  };
}

/**
 * Load characters by name.
 * @throws OperatorError that lists everything wrong in all of their files, each with file, line and field.
 */
export function loadCharacters(
  folder: string,
  names: readonly string[],
  load: (name: string) => LoadResult = (name) => loadCharacter(folder, name),
): ReadonlyMap<CharacterId, Character> {
  const characters = new Map<CharacterId, Character>();
  const problems: Problem[] = [];
  for (const name of new Set(names)) {
    const loaded = load(name);
    if (loaded.ok) characters.set(loaded.character.id, loaded.character);
    else problems.push(...loaded.problems);
  }
  if (problems.length > 0) throw new OperatorError(problems.map(formatProblem).join('\n'));
  return characters;
}

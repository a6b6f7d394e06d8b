import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Character } from '../character/character.js';
import { differencesBetween, type Difference } from '../character/differences.js';
import { characterFrom } from '../character/load.js';
import { homeOf, mainFile, partOf, versionOf, type SourceFile } from '../character/source.js';
import { formatProblem } from '../config/problem.js';
import { OperatorError } from '../core/failure.js';
import { loadedOrRefused, namedCharacter, type NamedCharacter } from './character-argument.js';
import { withoutRuntime } from './character-export.js';
import { loadSettings, type SettingsOptions } from './settings.js';
import { print, printJson, type Surroundings } from './surroundings.js';

export interface CharacterDiffOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly rev?: string;
}

/** `kindred character diff <character> [other]`: what changed, by field; against the committed version by default. */
export async function characterDiff(
  surroundings: Surroundings,
  name: string,
  other: string | undefined,
  options: CharacterDiffOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const named = namedCharacter(name, config, surroundings.cwd);
  const here = loadedOrRefused(named).character;
  const [before, after] =
    other === undefined
      ? [await committed(named, options.rev ?? 'HEAD'), here]
      : [here, loadedOrRefused(namedCharacter(other, config, surroundings.cwd)).character];
  const differences = differencesBetween(withoutRuntime(before), withoutRuntime(after));
  if (options.json) {
    printJson(surroundings, { before: before.version, after: after.version, differences });
    return;
  }
  if (differences.length === 0) print(surroundings, `${named.shown}: no difference`);
  for (const line of differences.flatMap(inWords)) print(surroundings, line);
}

function inWords({ field, before, after }: Difference): readonly string[] {
  return [
    ...(before === undefined ? [] : [`${field}: - ${shown(before)}`]),
    ...(after === undefined ? [] : [`${field}: + ${shown(after)}`]),
  ];
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The character as a revision of the repository around it has it. */
async function committed(named: NamedCharacter, revision: string): Promise<Character> {
  const isFolder = homeOf(named.path) === named.path;
  const parent = dirname(named.path);
  const entry = basename(named.path);
  const git = async (...words: readonly string[]): Promise<string> => {
    try {
      const { stdout } = await promisify(execFile)('git', ['-C', parent, ...words], {
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout;
    } catch (cause) {
      throw new OperatorError(
        `there is no ${named.shown} at ${revision}`,
        'name another revision with --rev, or another character to compare with',
        { cause },
      );
    }
  };
  // A revision that begins like an option would be read as one.
  if (!/^[\w][\w./~^@{}-]*$/u.test(revision))
    throw new OperatorError(`"${revision}" names no revision`, 'try --rev HEAD~1');
  const listed = isFolder
    ? (await git('ls-tree', '-r', '--name-only', revision, '--', `./${entry}/`)).split('\n').filter(Boolean)
    : [entry];
  const files: SourceFile[] = [];
  for (const path of listed) {
    const inside = isFolder ? path.slice(entry.length + 1) : mainFile;
    const field = inside === mainFile ? null : partOf(inside);
    if (field === undefined) continue;
    const file = { name: `${revision}:${path}`, field, text: await git('show', `${revision}:./${path}`) };
    if (field === null) files.unshift(file);
    else files.push(file);
  }
  const [main, ...parts] = files;
  if (main === undefined)
    throw new OperatorError(`there is no ${named.shown} at ${revision}`, 'try another --rev');
  const text = { files: [main, ...parts] } as const;
  const loaded = characterFrom(named.id, text, versionOf(text));
  if (!loaded.ok) throw new OperatorError(loaded.problems.map(formatProblem).join('\n'));
  return loaded.character;
}

import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import type { LiveCharacter } from '../../app/orders/handlers/character-handlers.js';
import { askRunning } from '../../app/orders/control-socket.js';
import type { Character } from '../../character/character.js';
import { differencesBetween, type Difference } from '../../character/differences.js';
import { characterFrom } from '../../character/load.js';
import { homeOf, mainFile, partOf, versionOf, type SourceFile } from '../../character/source.js';
import { formatProblem } from '../../config/problem.js';
import { OperatorError } from '../../core/failure.js';
import { loadedOrRefused, namedCharacter, type NamedCharacter } from './character-argument.js';
import { withoutRuntime } from '../../app/orders/export-card.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface CharacterDiffOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly rev?: string;
}

/**
 * `kindred character diff <character> [other]`: what changed, by field; without another one against what the running
 * program speaks with, else against the committed version.
 */
export async function characterDiff(
  surroundings: Surroundings,
  name: string,
  other: string | undefined,
  options: CharacterDiffOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const named = namedCharacter(name, config, surroundings.cwd);
  const here = loadedOrRefused(named).character;
  const { before, after, between } =
    other === undefined
      ? await sinceEarlier(named, here, config.data, options.rev)
      : withOther(named, here, namedCharacter(other, config, surroundings.cwd));
  const differences = differencesBetween(before.file, after.file);
  if (options.json) {
    printJson(surroundings, { before: before.version, after: after.version, differences });
    return;
  }
  if (differences.length === 0) print(surroundings, `no difference between ${between}`);
  for (const line of differences.flatMap(inWords)) print(surroundings, line);
}

interface Version {
  readonly version: string;
  readonly file: object;
}

const versionOfCharacter = (character: Character): Version => ({
  version: character.version,
  file: withoutRuntime(character),
});

interface Compared {
  readonly before: Version;
  readonly after: Version;
  /** Both sides, named. */
  readonly between: string;
}

function withOther(named: NamedCharacter, here: Character, other: NamedCharacter): Compared {
  return {
    before: versionOfCharacter(here),
    after: versionOfCharacter(loadedOrRefused(other).character),
    between: `${named.shown} and ${other.shown}`,
  };
}

/** What the program at work on the data folder has live, unless a revision is named or it does not know the character. */
async function sinceEarlier(
  named: NamedCharacter,
  here: Character,
  dataDir: string,
  revision: string | undefined,
): Promise<Compared> {
  const after = versionOfCharacter(here);
  if (revision === undefined) {
    const live = (await askRunning(dataDir, 'character', { character: here.id })) as LiveCharacter | null;
    if (live?.file && live.version !== null)
      return {
        before: { version: live.version, file: live.file },
        after,
        between: `${named.shown} and what kindred run speaks with`,
      };
  }
  const before = versionOfCharacter(await committed(named, revision ?? 'HEAD'));
  return { before, after, between: `${named.shown} and its version at ${revision ?? 'HEAD'}` };
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

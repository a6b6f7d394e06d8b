import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { loadCharacter, loadCharacterAt, type LoadResult } from '../../character/load.js';
import { mainFile } from '../../character/source.js';
import type { Config } from '../../config/config.js';
import { formatProblem } from '../../config/problem.js';
import { OperatorError } from '../../core/failure.js';

/** What a command says a character is: a name in characters/, or the path of a file or folder. */
export interface NamedCharacter {
  readonly id: string;
  /** The file or folder. */
  readonly path: string;
  /** How it is called in problems. */
  readonly shown: string;
  load(): LoadResult;
}

export function namedCharacter(argument: string, config: Config, cwd: string): NamedCharacter {
  if (!/[/\\.]/u.test(argument)) {
    const folder = config.charactersFolder;
    const single = join(folder, `${argument}.yaml`);
    const path = existsSync(single) ? single : join(folder, argument);
    return {
      id: argument,
      path,
      shown: `characters/${basename(path)}`,
      load: () => loadCharacter(folder, argument),
    };
  }
  const given = resolve(cwd, argument);
  const path = basename(given) === mainFile ? dirname(given) : given;
  const shown = relative(cwd, path).replaceAll('\\', '/') || path;
  const id = basename(path, '.yaml');
  return {
    id,
    path,
    shown,
    load: () =>
      existsSync(path)
        ? loadCharacterAt(path, { id, name: shown, within: dirname(path) })
        : {
            ok: false,
            problems: [
              {
                file: shown,
                expected: 'a character file or folder',
                got: 'nothing',
                remedy: 'correct its path',
              },
            ],
          },
  };
}

/** @throws OperatorError with everything that is wrong with it. */
export function loadedOrRefused(named: NamedCharacter): Extract<LoadResult, { ok: true }> {
  const loaded = named.load();
  if (!loaded.ok) throw new OperatorError(loaded.problems.map(formatProblem).join('\n'));
  return loaded;
}

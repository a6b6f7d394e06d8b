import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { loadCharacterAt } from '../../character/load.js';
import { formatProblem } from '../../config/problem.js';
import { OperatorError } from '../../core/failure.js';

/**
 * Writes one file of a character, whole or not at all: a copy of the character with it is read back first, as the program
 * will read it. @returns the file's path
 * @throws OperatorError when the character would not be readable with it.
 */
export function replaceChecked(
  target: string,
  text: string,
  { id, path }: { readonly id: string; readonly path: string },
): string {
  const scratch = mkdtempSync(join(dirname(path), '.writing-'));
  try {
    const copy = join(scratch, basename(path));
    // Pictures of an album can be large, and are not looked at.
    cpSync(path, copy, { recursive: true, filter: (from) => isFolder(from) || /\.ya?ml$/iu.test(from) });
    const inCopy = target === path ? copy : join(copy, relative(path, target));
    mkdirSync(dirname(inCopy), { recursive: true });
    writeFileSync(inCopy, text);
    const read = loadCharacterAt(copy, { id, name: basename(path), within: scratch });
    if (!read.ok) {
      throw new OperatorError(
        `it does not fit into the character: ${read.problems.map(formatProblem).join('; ')}`,
        'shorten it where it came from',
      );
    }
    if (!existsSync(dirname(target))) mkdirSync(dirname(target));
    renameSync(inCopy, target);
    return target;
  } catch (cause) {
    if (cause instanceof OperatorError) throw cause;
    const where = statSync(dirname(path), { throwIfNoEntry: false }) === undefined ? path : dirname(path);
    throw new OperatorError(`cannot write ${target}`, `see that ${where} may be written`, { cause });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const isFolder = (path: string): boolean => statSync(path).isDirectory();

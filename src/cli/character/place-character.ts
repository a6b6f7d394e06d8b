import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formatProblem } from '../../config/problem.js';
import { OperatorError } from '../../core/failure.js';
import { loadCharacterAt } from '../../character/load.js';

export interface NewCharacter {
  /** The folder of characters it goes into; made when it is missing. */
  readonly into: string;
  readonly id: string;
  /** One text for a file `<id>.yaml`, or the files of a folder. */
  readonly content: string | Readonly<Record<string, string | Uint8Array>>;
  /** Take the place of what is there. */
  readonly force: boolean;
}

/**
 * Puts a character on the disk whole or not at all: written under another name, read back as the program will read it,
 * and only then renamed.
 * @throws OperatorError when something is in its place, or when it does not read back.
 */
export function placeCharacter({ into, id, content, force }: NewCharacter): string {
  const single = join(into, `${id}.yaml`);
  const folder = join(into, id);
  const there = [single, folder].filter((path) => existsSync(path));
  if (there.length > 0 && !force) {
    throw new OperatorError(
      `${there.join(' and ')} is there already`,
      'give another name with --name, or write over it with --force',
    );
  }
  mkdirSync(into, { recursive: true });
  const scratch = mkdtempSync(join(into, '.writing-'));
  try {
    const target = typeof content === 'string' ? single : folder;
    const draft = join(scratch, basename(target));
    if (typeof content === 'string') writeFileSync(draft, content);
    else {
      mkdirSync(draft);
      for (const [name, text] of Object.entries(content)) writeFileSync(join(draft, name), text);
    }
    const read = loadCharacterAt(draft, { id, name: basename(target), within: scratch });
    if (!read.ok) {
      throw new OperatorError(
        `it does not fit into a character file: ${read.problems.map(formatProblem).join('; ')}`,
        'shorten it where it came from',
      );
    }
    for (const [index, path] of there.entries()) renameSync(path, join(scratch, `before-${index}`));
    try {
      renameSync(draft, target);
    } catch (cause) {
      for (const [index, path] of there.entries()) renameSync(join(scratch, `before-${index}`), path);
      throw new OperatorError(`cannot write ${target}`, `see that ${dirname(target)} may be written`, {
        cause,
      });
    }
    return target;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A file name from a name: letters of other alphabets as Latin ones where that is customary. */
export function idFromName(name: string): string {
  const latin = [...name.normalize('NFC').toLowerCase()].map((letter) => cyrillic[letter] ?? letter).join('');
  const id = latin
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 32)
    .replace(/-+$/u, '');
  return id === '' ? 'character' : id;
}

const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

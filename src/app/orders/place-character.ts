import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import anyAscii from 'any-ascii';
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
      for (const [name, text] of Object.entries(content)) {
        mkdirSync(dirname(join(draft, name)), { recursive: true });
        writeFileSync(join(draft, name), text);
      }
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

/** A character's id from its name, or from its card's file where the name has no letters; null where neither has any. */
export function idFromName(name: string, file = ''): string | null {
  const ids = [name, basename(file, extname(file))].map(latinId);
  return ids.find((id) => id !== '') ?? null;
}

/** Small Latin letters, digits and "-", at most 32; letters of other alphabets as they are customarily written. */
function latinId(name: string): string {
  const letters = name.normalize('NFKC').replace(/\p{Extended_Pictographic}/gu, ' ');
  const latin = letters.replace(/[^\s]+/gu, (word) => {
    // Signs that stand for words come out run together, each with a capital: 美咲, MeiXiao.
    const plain = anyAscii(word);
    return /\p{Script=Latin}/u.test(word) ? plain : plain.replace(/(?<=[a-z])(?=[A-Z])/gu, '-');
  });
  return latin
    .toLowerCase()
    .replace(/['`’]/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 32)
    .replace(/-+$/u, '');
}

/**
 * `wanted`, or with a number behind it where another character of this name of file is: "vera-2". A character with the same
 * name is taken for the same one, and left to `placeCharacter`.
 */
export function freeId(into: string, wanted: string, name: string): string {
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? '' : `-${count}`;
    const id = `${wanted.slice(0, 32 - end.length).replace(/-+$/u, '')}${end}`;
    const path = [join(into, `${id}.yaml`), join(into, id)].find((one) => existsSync(one));
    if (path === undefined) return id;
    const there = loadCharacterAt(path, { id, name: basename(path), within: into });
    if (!there.ok || there.character.name === name) return id;
  }
}

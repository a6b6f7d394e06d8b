import { createHash } from 'node:crypto';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { closestWord } from '../config/closest-word.js';
import { describeValue } from '../config/describe-value.js';
import type { Problem } from '../config/problem.js';
import { readYamlText } from '../config/yaml-file.js';
import { characterSchema } from './schema.js';

/** One file of a character. `field` is the part it holds; null for the main file. */
export interface SourceFile {
  /** How it is called in problems: `characters/mira.yaml`. */
  readonly name: string;
  readonly field: PartField | null;
  readonly text: string;
}

/** A character as it stands on the disk: one file, or a folder with `character.yaml` and parts. */
export interface CharacterText {
  /** The main file first. */
  readonly files: readonly [SourceFile, ...SourceFile[]];
}

export type PartField = Exclude<keyof typeof characterSchema.shape, 'schema' | 'name'>;

export type ReadResult =
  | { readonly ok: true; readonly value: CharacterText; readonly version: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const partFields = Object.keys(characterSchema.shape).filter(
  (field) => field !== 'schema' && field !== 'name',
) as readonly PartField[];

/** Parts that are lists may also be folders with one item, or a list, in each file. */
export const listFields: readonly PartField[] = [
  'rules',
  'opinions',
  'modules',
  'lorebook',
  'relationship',
  'greetings',
  'probes',
];

export const mainFile = 'character.yaml';
/** Far above what an author writes by hand, and few enough to read in a moment. */
const mostFiles = 300;

/** Where the files of a character are, by its name in a folder of characters; null where there is nothing. */
export function findCharacter(folder: string, id: string): 'file' | 'folder' | 'both' | null {
  const single = existsSync(join(folder, `${id}.yaml`));
  const parts = existsSync(join(folder, id, mainFile));
  return single && parts ? 'both' : single ? 'file' : parts ? 'folder' : null;
}

/**
 * Reads the file or the folder at `path`, nothing outside of `within` (links are looked through).
 * `name` is how `path` is called in problems.
 */
export function readCharacterText(path: string, name: string, within: string): ReadResult {
  const reader = new Reader(realpathSync(within));
  if (isFolder(path)) reader.folder(path, name);
  else reader.file(path, name, null);
  const [main, ...parts] = reader.files;
  if (reader.problems.length > 0 || main === undefined) return { ok: false, problems: reader.problems };
  const value: CharacterText = { files: [main, ...parts] };
  return { ok: true, value, version: versionOf(value) };
}

/** The part that a file of a character's folder holds, by its path there; undefined for what is no part. */
export function partOf(path: string): PartField | undefined {
  const [first = '', second] = path.split('/');
  const word = second === undefined ? first.replace(/\.yaml$/u, '') : first;
  if (!path.endsWith('.yaml')) return undefined;
  return (second === undefined ? partFields : listFields).find((field) => field === word);
}

/** The hash of everything a character is made of. */
export function versionOf({ files }: CharacterText): string {
  const hash = createHash('sha256');
  for (const { field, text } of files) hash.update(`${field ?? ''}\0${text}\0`);
  return hash.digest('hex').slice(0, 12);
}

class Reader {
  readonly files: SourceFile[] = [];
  readonly problems: Problem[] = [];

  constructor(private readonly within: string) {}

  file(path: string, name: string, field: PartField | null): void {
    const real = existsSync(path) ? realpathSync(path) : path;
    if (real !== path && !real.startsWith(this.within + sep)) {
      this.problems.push({
        file: name,
        expected: 'a file inside of its folder',
        got: 'a link that leads out of it',
        remedy: 'put a copy there',
      });
      return;
    }
    const text = readYamlText(path);
    if (typeof text === 'string') this.files.push({ name, field, text });
    else this.problems.push({ file: name, ...text });
  }

  folder(path: string, name: string): void {
    this.file(join(path, mainFile), `${name}/${mainFile}`, null);
    for (const entry of readdirSync(path).sort()) {
      if (entry === mainFile || entry.startsWith('.')) continue;
      const inside = join(path, entry);
      const shown = `${name}/${entry}`;
      if (isFolder(inside)) {
        const field = listFields.find((one) => one === entry);
        if (field !== undefined) this.items(inside, shown, field);
      } else if (/\.ya?ml$/iu.test(entry)) {
        const field = this.partNamed(entry, shown);
        if (field !== null) this.file(inside, shown, field);
      }
    }
  }

  private items(path: string, name: string, field: PartField): void {
    for (const entry of readdirSync(path).sort()) {
      if (entry.startsWith('.') || !/\.ya?ml$/iu.test(entry)) continue;
      if (this.files.length >= mostFiles) {
        this.problems.push({ file: name, expected: `a character of at most ${mostFiles} files` });
        return;
      }
      this.file(join(path, entry), `${name}/${entry}`, field);
    }
  }

  private partNamed(entry: string, shown: string): PartField | null {
    const word = basename(entry).replace(/\.ya?ml$/iu, '');
    const field = partFields.find((one) => one === word);
    if (field !== undefined && entry.endsWith('.yaml')) return field;
    const meant = closestWord(word, partFields);
    this.problems.push({
      file: shown,
      expected: `${mainFile}, or the name of a part (${partFields.join(', ')}) with the ending .yaml`,
      got: describeValue(entry, []),
      ...(meant === undefined ? {} : { remedy: `did you mean ${meant}.yaml?` }),
    });
    return null;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The folder that relative paths of a character, such as its album's, begin in. */
export function homeOf(path: string): string {
  return isFolder(path) ? path : dirname(path);
}

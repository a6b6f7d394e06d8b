import { checkAgainst } from '../config/expectation.js';
import { formatPath, type FieldPath, type Problem } from '../config/problem.js';
import { parseYamlText } from '../config/yaml-file.js';
import { z } from 'zod';
import { characterSchema, type CharacterFile } from './schema.js';
import { listFields, type CharacterText, type PartField, type SourceFile } from './source.js';

/** Where something stands: the file and the line, from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export type ParsedCharacter =
  | {
      readonly ok: true;
      readonly file: CharacterFile;
      /** Where a field stands, or the nearest thing around it that is there. */
      placeOf(path: FieldPath): Place;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Everything wrong with the files comes back as values, each with file, line and field; only a bug throws. */
export function parseCharacter(text: CharacterText): ParsedCharacter {
  const assembly = new Assembly();
  for (const file of text.files) assembly.add(file);
  if (assembly.problems.length > 0) return { ok: false, problems: assembly.problems };
  const checked = checkAgainst(characterSchema, assembly.value);
  if (checked.ok) return { ok: true, file: checked.value, placeOf: (path) => assembly.place(path) };
  return {
    ok: false,
    problems: checked.mismatches.map(({ path, key, ...rest }) => {
      const { file, line } = assembly.place(path, key);
      return { file, line, field: formatPath(path), ...rest };
    }),
  };
}

interface ReadPart {
  readonly file: string;
  lineOf(path: FieldPath, ofKey?: boolean): number;
}

/** A stretch of a list, or a whole field, and the file it came from. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly part: ReadPart;
  /** The path within the part's own file of what is at `index` in the whole. */
  within(index: number): FieldPath;
}

/** The parts put together to one value, remembering which came from where. */
class Assembly {
  readonly value: Record<string, unknown> = {};
  readonly problems: Problem[] = [];
  private main: ReadPart | null = null;
  private readonly lists = new Map<string, Stretch[]>();
  private readonly mappings = new Map<string, ReadPart>();

  add({ name, field, text }: SourceFile): void {
    const parsed = parseYamlText(text, z.unknown(), { name });
    if (!parsed.ok) {
      this.problems.push(...parsed.problems);
      return;
    }
    const part: ReadPart = { file: name, lineOf: (path, ofKey) => parsed.lineOf(path, ofKey) };
    if (field !== null) this.addPart(part, field, parsed.value);
    else this.addMain(part, parsed.value);
  }

  private addMain(part: ReadPart, value: unknown): void {
    this.main = part;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.problems.push({
        file: part.file,
        line: 1,
        expected: 'a mapping of fields',
        got: 'something else',
      });
      return;
    }
    Object.assign(this.value, value);
    for (const field of listFields) {
      const list = this.value[field];
      if (Array.isArray(list)) {
        this.lists.set(field, [{ from: 0, to: list.length, part, within: (index) => [field, index] }]);
      }
    }
  }

  private addPart(part: ReadPart, field: PartField, value: unknown): void {
    const here = this.value[field];
    if (!listFields.includes(field)) {
      if (here === undefined) {
        this.value[field] = value;
        this.mappings.set(field, part);
        return;
      }
      this.problems.push({
        file: part.file,
        line: 1,
        field,
        expected: 'each part in one place',
        got: 'it a second time',
        remedy: `keep it here or in ${this.mappings.get(field)?.file ?? this.main?.file ?? 'the main file'}`,
      });
      return;
    }
    const items: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    const before: readonly unknown[] = Array.isArray(here) ? (here as readonly unknown[]) : [];
    const stretches = this.lists.get(field) ?? [];
    stretches.push({
      from: before.length,
      to: before.length + items.length,
      part,
      within: (index) => (Array.isArray(value) ? [index - before.length] : []),
    });
    this.lists.set(field, stretches);
    this.value[field] = [...before, ...items];
  }

  place(path: FieldPath, ofKey = false): Place {
    const [field, index, ...rest] = path;
    const mapping = typeof field === 'string' ? this.mappings.get(field) : undefined;
    if (mapping !== undefined) return at(mapping, path.slice(1), ofKey);
    const stretch =
      typeof field === 'string' && typeof index === 'number'
        ? this.lists.get(field)?.find(({ from, to }) => index >= from && index < to)
        : undefined;
    if (stretch !== undefined && typeof index === 'number') {
      return at(stretch.part, [...stretch.within(index), ...rest], ofKey);
    }
    return this.main === null ? { file: 'character', line: 1 } : at(this.main, path, ofKey);
  }
}

function at(part: ReadPart, path: FieldPath, ofKey: boolean): Place {
  return { file: part.file, line: part.lineOf(path, ofKey) };
}

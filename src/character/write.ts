import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { editorLine } from './json-schema.js';
import { characterSchema, type CharacterFile } from './schema.js';
import { lorebookEntryShape, moduleShape, opinionShape } from './shape/knowledge.js';
import { stageShape } from './shape/life.js';
import { mainFile } from './source.js';

type Fields = Readonly<Record<string, unknown>>;

/** A character as the text of one file. What is as the defaults have it is left out. */
export function writeCharacter(file: CharacterFile, remarks: readonly string[] = []): string {
  return written(withoutDefaults(file), 0, remarks);
}

/** The same as the files of a folder: the lorebook has a file of its own. Names are relative to the folder. */
export function writeCharacterFolder(
  file: CharacterFile,
  remarks: readonly string[] = [],
): Readonly<Record<string, string>> {
  const { lorebook, ...main } = withoutDefaults(file);
  return {
    [mainFile]: written(main, 1, remarks),
    ...(Array.isArray(lorebook) ? lorebookFiles(lorebook) : {}),
  };
}

/** Entries and bytes of one file: well within what a file may have (src/config/yaml-limits.ts), and what an editor bears. */
const entriesOfFile = 200;
const bytesOfFile = 400_000;

/** One file where the entries fit into one, else several in a folder. */
function lorebookFiles(entries: readonly unknown[]): Readonly<Record<string, string>> {
  const files: unknown[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry));
    const last = files.at(-1);
    if (last === undefined || last.length >= entriesOfFile || bytes + size > bytesOfFile) {
      files.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  const [only, ...more] = files;
  if (only !== undefined && more.length === 0) return { 'lorebook.yaml': yaml(only) };
  const named = files.map((part, index) => [
    `lorebook/${String(index + 1).padStart(3, '0')}.yaml`,
    yaml(part),
  ]);
  return Object.fromEntries(named) as Readonly<Record<string, string>>;
}

/** Lorebook entries as YAML that stands under `lorebook:`, or as a file of its own, without what the defaults say. */
export function writeLorebook(entries: CharacterFile['lorebook']): string {
  const byDefault = lorebookEntryShape.parse({ name: unset, text: unset });
  return yaml(entries.map((entry) => pruned(entry, byDefault)));
}

/** Stands for required text, which has no default: nobody writes these private signs. */
const unset = '\u{e000}\u{e001}';

/** The fields of a character that differ from the defaults, in the order of the format. */
function withoutDefaults(file: CharacterFile): Fields {
  const least = characterSchema.parse({
    schema: 1,
    name: file.name,
    languages: file.languages,
    identity: { summary: unset },
    voice: { style: unset },
  });
  const items: Readonly<Record<string, Fields>> = {
    lorebook: lorebookEntryShape.parse({ name: unset, text: unset }),
    modules: moduleShape.parse({ name: unset, text: unset }),
    opinions: opinionShape.parse({ topic: unset, text: unset }),
    relationship: stageShape.parse({ name: unset, behaves: unset }),
  };
  const kept = Object.entries(file).flatMap(([field, value]): [string, unknown][] => {
    if (['schema', 'name', 'languages'].includes(field)) return [[field, value]];
    const itemDefaults = items[field];
    if (itemDefaults !== undefined && Array.isArray(value)) {
      return value.length === 0 ? [] : [[field, value.map((item: unknown) => pruned(item, itemDefaults))]];
    }
    const left = pruned(value, (least as Fields)[field]);
    return left === undefined ? [] : [[field, left]];
  });
  return Object.fromEntries(kept);
}

/** What of a value its default does not say already; undefined for nothing. */
function pruned(value: unknown, byDefault: unknown): unknown {
  if (isDeepStrictEqual(value, byDefault)) return undefined;
  if (!isMapping(value) || !isMapping(byDefault)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const left = pruned(inner, byDefault[key]);
    return left === undefined ? [] : [[key, left]];
  });
  return Object.fromEntries(entries);
}

function isMapping(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function written(fields: Fields, depth: 0 | 1, remarks: readonly string[]): string {
  const opening = [editorLine(depth), ...remarks.map((remark) => `# ${remark.replace(/\s+/gu, ' ')}`)];
  const sections = Object.entries(fields).map(([field, value]) => ({
    field,
    text: yaml({ [field]: value }),
  }));
  const body = sections
    .map(({ field, text }, index) => {
      const small = ['schema', 'name', 'languages', 'timeZone'];
      return index > 0 && !small.includes(field) ? `\n${text}` : text;
    })
    .join('');
  return `${opening.join('\n')}\n${body}`;
}

const yaml = (value: unknown): string =>
  stringify(value, {
    lineWidth: 110,
    aliasDuplicateObjects: false,
    version: '1.2',
    defaultStringType: 'PLAIN',
  });

import { isDeepStrictEqual } from 'node:util';
import { formatPath, type FieldPath } from '../config/problem.js';

/** What changed in one field: nothing before, or nothing after, where it is new or gone. */
export interface Difference {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What differs between two characters, field by field. Items with names are compared by name, lines as a set. Pure. */
export function differencesBetween(
  before: unknown,
  after: unknown,
  path: FieldPath = [],
): readonly Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isFields(before) && isFields(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differencesBetween(before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) return inList(before, after, path);
  const field = formatPath(path);
  return [
    {
      field,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}

function inList(
  before: readonly unknown[],
  after: readonly unknown[],
  path: FieldPath,
): readonly Difference[] {
  const names = (list: readonly unknown[]) =>
    new Map(list.map((item, index) => [nameOf(item) ?? `#${index}`, item]));
  if ([...before, ...after].every((item) => nameOf(item) !== undefined)) {
    const one = names(before);
    const other = names(after);
    return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) =>
      differencesBetween(one.get(name), other.get(name), [...path, name]),
    );
  }
  const field = formatPath(path);
  const gone = before.filter((item) => !after.some((other) => isDeepStrictEqual(item, other)));
  const come = after.filter((item) => !before.some((other) => isDeepStrictEqual(item, other)));
  if (gone.length === 0 && come.length === 0) return [{ field, before: 'in another order' }];
  return [...gone.map((item) => ({ field, before: item })), ...come.map((item) => ({ field, after: item }))];
}

/** What an item of a list is called: a module's name, an opinion's topic, a probe's question. */
function nameOf(item: unknown): string | undefined {
  if (!isFields(item)) return undefined;
  return [item['name'], item['topic'], item['ask'], item['file']].find((name) => typeof name === 'string');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { formatPath, type FieldPath } from '../../config/problem.js';
import { activeContent, withoutMarkup } from './active-content.js';
import { isObject, type JsonObject } from './loose-values.js';
import { refuse, type CardRefusal } from '../file/refusal.js';

export type Sifted =
  { readonly ok: true; readonly data: JsonObject; readonly left: readonly string[] } | CardRefusal;

/** Deeper than any card; deeper JSON is made to exhaust a stack. */
const deepest = 40;

/** Fields whose words reach the model or a person. */
const shownFields = new Set([
  'name',
  'nickname',
  'description',
  'personality',
  'scenario',
  'first_mes',
  'mes_example',
  'alternate_greetings',
  'group_only_greetings',
  'character_book',
]);

/** Extensions of other programs that hold code to run: RisuAI's triggers, SillyTavern helper scripts. */
const scripted = new Set([
  'triggerscript',
  'virtualscript',
  'tavern_helper',
  'tavernhelper_scripts',
  'customscripts',
]);

/**
 * A card's `data` without what would run where another program shows it: taken out of notes and extensions, and listed.
 * In words that reach the model or a person it refuses the card. Give it what `structureOf` found nothing in.
 */
export function sift(data: JsonObject): Sifted {
  const left: string[] = [];
  const kept: [string, unknown][] = [];
  for (const [field, value] of Object.entries(data)) {
    if (shownFields.has(field)) {
      const found = firstActive(withoutExtensions(value), ['data', field]);
      if (found !== null) {
        const where = formatPath(found.path);
        return refuse(`${where}: holds ${found.what}`, 'remove it in the editor the card came from');
      }
      kept.push([field, field === 'character_book' ? siftExtensions(value, [field], left) : value]);
    } else kept.push([field, siftHidden(value, [field], left)]);
  }
  return { ok: true, data: Object.fromEntries(kept), left };
}

/** Nesting without end and fields made to reach into a program, which refuse a card; null where there are none. */
export function structureOf(card: unknown): CardRefusal | null {
  const waiting: { readonly value: unknown; readonly path: FieldPath }[] = [{ value: card, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (path.length > deepest) return refuse('it is nested too deeply to be a card', 'do not use it');
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__' || (key === 'constructor' && isObject(inner))) {
        return refuse(`${formatPath(path)}: has a field named ${key}`, 'do not use it');
      }
      waiting.push({ value: inner, path: [...path, Array.isArray(value) ? Number(key) : key] });
    }
  }
  return null;
}

function firstActive(
  value: unknown,
  path: FieldPath,
): { readonly path: FieldPath; readonly what: string } | null {
  if (typeof value === 'string') {
    const what = activeContent(value);
    return what === null ? null : { path, what };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = firstActive(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found !== null) return found;
  }
  return null;
}

/** Lorebooks have extensions of their own, which nobody sees. */
function withoutExtensions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExtensions);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'extensions');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutExtensions(inner)]));
}

function siftExtensions(value: unknown, path: FieldPath, left: string[]): unknown {
  if (Array.isArray(value))
    return value.map((inner: unknown, index) => siftExtensions(inner, [...path, index], left));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'extensions'
        ? siftHidden(inner, [...path, key], left)
        : siftExtensions(inner, [...path, key], left),
    ]),
  );
}

/** What nobody is shown: an extension with something active in it goes as a whole, a text loses what is active. */
function siftHidden(value: unknown, path: FieldPath, left: string[]): unknown {
  if (typeof value === 'string') {
    const what = activeContent(value);
    if (what === null) return value;
    left.push(`${formatPath(path)}: held ${what}, which was taken out`);
    const bare = withoutMarkup(value);
    return activeContent(bare) === null ? bare : '';
  }
  if (Array.isArray(value))
    return value.map((inner: unknown, index) => siftHidden(inner, [...path, index], left));
  if (!isObject(value)) return value;
  const isExtension = path.at(-1) === 'extensions';
  const kept = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const at = [...path, key];
    if ((scripted.has(key.toLowerCase()) && hasContent(inner)) || (isExtension && hasScript(inner))) {
      left.push(`${formatPath(at)}: held a script, so it was not taken`);
      return [];
    }
    const found = isExtension ? firstActive(inner, at) : null;
    if (found === null) return [[key, siftHidden(inner, at, left)]];
    left.push(`${formatPath(found.path)}: held ${found.what}, so ${formatPath(at)} was not taken`);
    return [];
  });
  return Object.fromEntries(kept);
}

const hasScript = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(
    ([key, inner]) => (scripted.has(key.toLowerCase()) && hasContent(inner)) || hasScript(inner),
  );

const hasContent = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : typeof value === 'object' &&
      value !== null &&
      Object.values(value).some((inner) => inner === true || hasContent(inner));

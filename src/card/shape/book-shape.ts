import { flagOf, isObject, numberOf, textOf, wordsOf, type JsonObject } from './loose-values.js';

/** An entry of a lorebook, whatever the program that wrote it calls its fields. */
export interface BookEntry {
  readonly keys: readonly string[];
  readonly secondary: readonly string[];
  readonly content: string;
  readonly enabled: boolean;
  readonly constant: boolean;
  readonly caseSensitive: boolean;
  readonly useRegex: boolean;
  /** The secondary keys must be missing, or all of them be there: no counterpart (SillyTavern, selectiveLogic 1 to 3). */
  readonly otherLogic: boolean;
  readonly name: string;
  readonly priority: number | undefined;
  readonly scanDepth: number | undefined;
  readonly sticky: number | undefined;
  readonly cooldown: number | undefined;
  /** In percent. */
  readonly chance: number;
}

export interface Book {
  readonly name: string;
  readonly scanDepth: number | undefined;
  readonly tokenBudget: number | undefined;
  readonly recursive: boolean;
  readonly entries: readonly BookEntry[];
  /** What in it is no entry, in words. */
  readonly trouble: readonly string[];
}

/**
 * A lorebook in any of the shapes it is met in: the `character_book` of a card, World Info of SillyTavern (`key`,
 * `disable`, entries as a map), `lorebook_v3`, and those of NovelAI, Agnai and RisuAI; entries as a list or as a map, or a
 * list alone. Null where there is none.
 */
export function bookFrom(value: unknown): Book | null {
  const given = typeof value === 'string' && /^\s*[{[]/u.test(value) ? parsed(value) : value;
  const empty: Book = {
    name: '',
    scanDepth: undefined,
    tokenBudget: undefined,
    recursive: false,
    entries: [],
    trouble: [],
  };
  if (given === null || given === undefined || given === '' || given === false) return null;
  if (Array.isArray(given)) return { ...empty, ...entriesFrom(given) };
  if (!isObject(given))
    return { ...empty, trouble: ['what stands in its place is no lorebook, so it was not taken'] };
  const inner = isObject(given['data']) ? given['data'] : given;
  const list =
    inner['entries'] ?? inner['data'] ?? inner['items'] ?? (isMapOfEntries(inner) ? inner : undefined);
  return {
    name: textOf(inner['name']),
    scanDepth: numberOf(inner['scan_depth'] ?? inner['scanDepth']),
    tokenBudget: numberOf(inner['token_budget'] ?? inner['tokenBudget']),
    recursive: flagOf(inner['recursive_scanning'] ?? inner['recursiveScanning']) === true,
    ...entriesFrom(list),
  };
}

/** Whether a file that stands alone is a lorebook and not a person. */
export function isBook(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isEntry);
  if (!isObject(value)) return false;
  if (value['spec'] === 'lorebook_v3' || value['lorebookVersion'] !== undefined) return true;
  if (value['kind'] === 'memory' || (value['type'] === 'risu' && Array.isArray(value['data']))) return true;
  const inner = isObject(value['data']) ? value['data'] : value;
  if (isPerson(inner) || isPerson(value)) return false;
  const { entries } = inner;
  if (Array.isArray(entries)) return entries.length === 0 || entries.some(isEntry);
  return isObject(entries) ? Object.values(entries).every(isEntry) : isMapOfEntries(inner);
}

const isPerson = (value: JsonObject): boolean =>
  [
    'first_mes',
    'mes_example',
    'personality',
    'scenario',
    'char_name',
    'char_persona',
    'greeting',
    'persona',
  ].some((field) => value[field] !== undefined);

const isEntry = (value: unknown): boolean =>
  isObject(value) &&
  ['key', 'keys', 'keywords', 'keysecondary', 'activationKeys'].some((name) => value[name] !== undefined) &&
  ['content', 'entry', 'text', 'value'].some((name) => value[name] !== undefined);

function isMapOfEntries(value: JsonObject): boolean {
  const items = Object.values(value);
  return items.length > 0 && items.every(isEntry);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function entriesFrom(list: unknown): Pick<Book, 'entries' | 'trouble'> {
  if (list === undefined || list === null || list === '') return { entries: [], trouble: [] };
  if (typeof list !== 'object')
    return { entries: [], trouble: ['its entries are no list, so none was taken'] };
  const named = Array.isArray(list)
    ? list.map((value: unknown, index) => [String(index + 1), value] as const)
    : Object.entries(list);
  const trouble = named
    .filter(([, value]) => !isObject(value))
    .map(([name]) => `entry ${name.slice(0, 40)} is none, so it was not taken`);
  const entries = named.flatMap(([, value]) => (isObject(value) ? [entryFrom(value)] : []));
  return { entries, trouble };
}

function entryFrom(entry: JsonObject): BookEntry {
  const extensions = isObject(entry['extensions']) ? entry['extensions'] : {};
  const logic = numberOf(entry['selectiveLogic'] ?? extensions['selectiveLogic']) ?? 0;
  const one = (...names: readonly string[]): unknown =>
    names.map((name) => entry[name]).find((value) => value !== undefined && value !== null && value !== '');
  const off = flagOf(one('disable', 'disabled')) === true || flagOf(one('enabled')) === false;
  const secondary = wordsOf(one('secondary_keys', 'keysecondary', 'secondkey', 'secondaryKeys', 'secondary'));
  const depth = one('scan_depth', 'scanDepth') ?? extensions['scan_depth'] ?? extensions['scanDepth'];
  const chanceCounts = flagOf(one('useProbability') ?? extensions['useProbability']) !== false;
  const keys = wordsOf(one('keys', 'key', 'keywords', 'activationKeys', 'triggers'));
  return {
    keys,
    secondary: flagOf(one('selective')) === false || logic !== 0 ? [] : secondary,
    content: textOf(one('content', 'entry', 'text', 'value')),
    enabled: !off,
    constant: flagOf(one('constant', 'alwaysActive', 'forceActivation')) === true,
    caseSensitive: flagOf(one('case_sensitive', 'caseSensitive') ?? extensions['case_sensitive']) === true,
    useRegex: flagOf(one('use_regex', 'useRegex')) === true,
    otherLogic: logic !== 0 && secondary.length > 0 && flagOf(one('selective')) !== false,
    name: textOf(one('name', 'comment', 'displayName', 'title')),
    priority: numberOf(one('priority')),
    scanDepth: positive(numberOf(depth)),
    sticky: positive(numberOf(one('sticky') ?? extensions['sticky'])),
    cooldown: positive(numberOf(one('cooldown') ?? extensions['cooldown'])),
    chance: chanceCounts
      ? (numberOf(one('probability', 'activationPercent') ?? extensions['probability']) ?? 100)
      : 100,
  };
}

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 ? value : undefined;

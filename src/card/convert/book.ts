import { isEmptyKey } from '../../character/key-match.js';
import type { CharacterDraft } from '../../character/schema.js';
import type { Book, BookEntry } from '../shape/book-shape.js';
import { beginning, pieces, type PlainText } from './plain-text.js';

type Entry = NonNullable<CharacterDraft['lorebook']>[number];

/** Decorators (Character Card V3, "Decorators") that say what our fields say. */
interface Decorated {
  readonly text: string;
  readonly scanDepth?: number;
  readonly constant?: boolean;
  readonly secondary?: readonly string[];
  readonly unknown: readonly string[];
}

/** Most entries of a character file. */
export const mostEntries = 2_000;

/**
 * A lorebook as ours, at most `mostEntries`. What an entry cannot keep is told in `words.left`, by the entry's name.
 * `used` holds the names that others have already, in small letters; it is added to.
 */
export function lorebookFrom(book: Book, words: PlainText, used: Set<string> = new Set()): Entry[] {
  for (const trouble of book.trouble) words.left.add(`lorebook: ${trouble}`);
  const entries = book.entries.flatMap((entry, index) => taken(entry, index, book, words, used));
  if (book.recursive) words.left.add('lorebook entries do not call up one another');
  if (entries.length > mostEntries) {
    words.left.add(
      `lorebook: ${entries.length - mostEntries} of ${entries.length} entries were more than fit`,
    );
  }
  return entries.slice(0, mostEntries);
}

function taken(
  entry: BookEntry,
  index: number,
  book: Book,
  words: PlainText,
  used: Set<string>,
): readonly Entry[] {
  const called = uniqueName(words.of(entry.name || (entry.keys[0] ?? '')), index, used);
  const leave = (what: string): readonly [] => {
    words.left.add(`lorebook "${called}": ${what}`);
    return [];
  };
  if (!entry.enabled) return leave('is switched off, so it was not taken');
  const decorated = decoratorsOf(entry.content);
  for (const name of decorated.unknown) leave(`${name} has no counterpart`);
  const text = words.of(decorated.text);
  if (text === '') return leave('says nothing, so it was not taken');
  const keys = entry.useRegex
    ? []
    : keysOf(
        entry.keys.filter((key) => !isPattern(key)),
        words,
      );
  const constant = entry.constant || decorated.constant === true;
  if (entry.keys.length > 0 && (entry.useRegex || entry.keys.some(isPattern))) {
    if (keys.length === 0 && !constant) {
      return leave('is called up by regular expressions, which are not taken; it needs keys');
    }
    leave('regular expressions among its keys were not taken');
  }
  if (keys.length === 0 && !constant)
    return leave('has no keys, so nothing would call it up; it was not taken');
  if (entry.caseSensitive) leave('capitals in its keys do not count any more');
  if (entry.otherLogic) leave('its secondary keys mean "not" or "all of them" there, so they were not taken');
  if (entry.chance < 100) leave('comes whenever it is called up, not by chance');
  const [first = '', ...more] = pieces(text, 8_000);
  if (more.length > 0) leave('was longer than 8,000 characters and lost its end');
  const secondary = keysOf([...entry.secondary, ...(decorated.secondary ?? [])], words);
  const depth = decorated.scanDepth ?? entry.scanDepth ?? book.scanDepth;
  return [
    {
      name: called,
      keys,
      ...(secondary.length > 0 && !constant ? { secondary } : {}),
      text: first,
      ...(depth === undefined ? {} : { scanDepth: clamp(depth, 1, 100) }),
      ...(entry.sticky === undefined || constant ? {} : { sticky: clamp(entry.sticky, 0, 100) }),
      ...(entry.cooldown === undefined || constant ? {} : { cooldown: clamp(entry.cooldown, 0, 1_000) }),
      ...(entry.priority === undefined ? {} : { priority: clamp(entry.priority, 0, 100) }),
      ...(constant ? { constant } : {}),
    },
  ];
}

/** A regular expression among the keys, as SillyTavern writes them: `/drag(on)?/i`. */
const isPattern = (key: string): boolean => /^\s*\/.+\/[a-z]*\s*$/su.test(key);

function decoratorsOf(content: string): Decorated {
  const lines = content.split('\n');
  const unknown: string[] = [];
  const found: { scanDepth?: number; constant?: boolean; secondary?: readonly string[] } = {};
  while (lines[0] !== undefined && /^\s*@@/u.test(lines[0])) {
    const [, name = '', value = ''] = /^\s*@@+(\w*)\s*(.*)$/u.exec(lines.shift() ?? '') ?? [];
    if (name === 'scan_depth' && Number(value) >= 1) found.scanDepth ??= Number(value);
    else if (name === 'activate') found.constant = true;
    else if (name === 'additional_keys') found.secondary ??= value.split(',');
    else unknown.push(`@@${name.slice(0, 40)}`);
  }
  return { text: lines.join('\n'), unknown, ...found };
}

/** Keys that a message can hold: with a letter or a digit in them. */
function keysOf(keys: readonly string[], words: PlainText): string[] {
  const plain = keys.map((key) => beginning(words.of(key), 80).trim());
  return [...new Set(plain.filter((key) => !isEmptyKey(key)))].slice(0, 100);
}

function uniqueName(wanted: string, index: number, used: Set<string>): string {
  const base = beginning(wanted.replace(/\s+/gu, ' ').trim(), 70).trim() || `entry ${index + 1}`;
  let name = base;
  for (let count = 2; used.has(name.toLowerCase()); count += 1) name = `${base} (${count})`;
  used.add(name.toLowerCase());
  return name;
}

const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.round(value)));

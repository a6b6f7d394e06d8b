import type { CharacterDraft } from '../character/schema.js';
import type { CardBookEntry, CardData } from './card-data.js';
import { pieces, type PlainText } from './plain-text.js';

type Entry = NonNullable<CharacterDraft['lorebook']>[number];

/** Decorators (Character Card V3, "Decorators") that say what our fields say. */
interface Decorated {
  readonly text: string;
  readonly scanDepth?: number;
  readonly constant?: boolean;
  readonly secondary?: readonly string[];
  readonly unknown: readonly string[];
}

/** The lorebook of a card as ours. What an entry cannot keep is told in `words.left`, by the entry's name. */
export function lorebookFrom(book: NonNullable<CardData['character_book']>, words: PlainText): Entry[] {
  const used = new Set<string>();
  const entries: Entry[] = [];
  for (const [index, entry] of book.entries.entries()) {
    const called = uniqueName(entry.name || entry.comment || (entry.keys[0] ?? ''), index, used);
    const leave = (what: string): void => void words.left.add(`lorebook "${called}": ${what}`);
    if (entry.enabled === false) {
      leave('is switched off, so it was not taken');
      continue;
    }
    const decorated = decoratorsOf(entry.content);
    for (const name of decorated.unknown) leave(`${name} has no counterpart`);
    const text = words.of(decorated.text);
    if (text === '') continue;
    if (entry.use_regex === true) {
      leave('is called up by regular expressions, which are not taken; it needs keys');
      continue;
    }
    if (entry.case_sensitive === true) leave('capitals in its keys do not count any more');
    const chance = entry.extensions['probability'];
    if (typeof chance === 'number' && chance < 100) leave('comes whenever it is called up, not by chance');
    const [first = '', ...more] = pieces(text, 8_000);
    if (more.length > 0) leave('was longer than 8,000 characters and lost its end');
    entries.push(entryOf(entry, called, first, decorated, book.scan_depth ?? undefined, words));
  }
  if (book.recursive_scanning === true) words.left.add('lorebook entries do not call up one another');
  return entries;
}

function entryOf(
  entry: CardBookEntry,
  name: string,
  text: string,
  decorated: Decorated,
  bookDepth: number | undefined,
  words: PlainText,
): Entry {
  const { extensions } = entry;
  const depth = decorated.scanDepth ?? numberIn(extensions['scan_depth']) ?? bookDepth;
  const sticky = numberIn(extensions['sticky']);
  const cooldown = numberIn(extensions['cooldown']);
  const secondary = [
    ...(entry.selective === false ? [] : keysOf(entry.secondary_keys, words)),
    ...keysOf(decorated.secondary ?? [], words),
  ];
  const constant = entry.constant === true || decorated.constant === true;
  return {
    name,
    keys: keysOf(entry.keys, words),
    ...(secondary.length > 0 && !constant ? { secondary } : {}),
    text,
    ...(depth === undefined ? {} : { scanDepth: clamp(depth, 1, 100) }),
    ...(sticky === undefined || constant ? {} : { sticky: clamp(sticky, 0, 100) }),
    ...(cooldown === undefined || constant ? {} : { cooldown: clamp(cooldown, 0, 1_000) }),
    ...(entry.priority == null ? {} : { priority: clamp(entry.priority, 0, 100) }),
    ...(constant ? { constant } : {}),
  };
}

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

function keysOf(keys: readonly string[], words: PlainText): string[] {
  const plain = keys.map((key) => words.of(key).slice(0, 80).trim()).filter((key) => key !== '');
  return [...new Set(plain)].slice(0, 100);
}

function uniqueName(wanted: string, index: number, used: Set<string>): string {
  const base = wanted.replace(/\s+/gu, ' ').trim().slice(0, 70) || `entry ${index + 1}`;
  let name = base;
  for (let count = 2; used.has(name.toLowerCase()); count += 1) name = `${base} (${count})`;
  used.add(name.toLowerCase());
  return name;
}

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;

const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.round(value)));

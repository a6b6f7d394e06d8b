import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { lorebookFrom, mostEntries } from '../../card/convert/book.js';
import { PlainText } from '../../card/convert/plain-text.js';
import { readBook } from '../../card/shape/read-book.js';
import { writeLorebook } from '../../character/write.js';
import { lorebookEntryShape, type LorebookEntry } from '../../character/shape/knowledge.js';
import { OperatorError } from '../../core/failure.js';
import { estimateTokens } from '../../lib/token-estimate.js';
import { loadedOrRefused, namedCharacter } from './character-argument.js';
import { bytesOrRefused } from './character-import.js';
import { idFromName } from '../../app/orders/place-character.js';
import { plain } from '../terminal/plain.js';
import { replaceChecked } from '../../app/orders/replace-checked.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { withEntries } from './yaml-list.js';

export interface ImportLorebookOptions extends SettingsOptions {
  readonly into: string;
  readonly json?: boolean;
}

/**
 * `kindred character import-lorebook <file> --into <character>`: the entries of World Info or of a card's book, added to a
 * character that is there. Of a folder no file is changed, one is added; in a single file nothing but its lorebook.
 * @throws OperatorError where the file holds no lorebook, or the character would not be readable with it; then nothing
 *   was changed.
 */
export function characterImportLorebook(
  surroundings: Surroundings,
  file: string,
  options: ImportLorebookOptions,
): void {
  const { config } = loadSettings(surroundings, options);
  const named = namedCharacter(options.into, config, surroundings.cwd);
  const { character } = loadedOrRefused(named);
  const path = resolve(surroundings.cwd, file);
  const read = readBook(bytesOrRefused(path), basename(path));
  if (!read.ok) throw new OperatorError(`${path}: ${plain(read.why)}`, read.remedy);
  const words = new PlainText(character.name, character.languages[0] ?? 'en');
  for (const line of read.left) words.left.add(line);
  const there = new Set(character.lorebook.map(({ name }) => name.toLowerCase()));
  const found = lorebookFrom(read.book, words, new Set(there)).map((entry) =>
    lorebookEntryShape.parse(entry),
  );
  const known = new Set(character.lorebook.map(({ text, keys }) => sameness(text, keys)));
  const fresh = found.filter(({ text, keys }) => !known.has(sameness(text, keys)));
  const room = Math.max(0, mostEntries - character.lorebook.length);
  const added = fresh.slice(0, room);
  if (fresh.length > room)
    words.left.add(`${fresh.length - room} entries were more than a character may have`);
  for (const entry of added) noteSize(entry, character.budgets.lorebook, words);
  if (found.length === 0 && read.book.entries.length === 0) {
    throw new OperatorError(`${path}: the lorebook has no entries`, 'export it again');
  }
  const written = added.length === 0 ? null : write(named, path, added);
  const losses = [...words.left].map(plain);
  const skipped = found.length - fresh.length;
  if (options.json) {
    printJson(surroundings, {
      character: named.id,
      name: character.name,
      path: written,
      lorebook: added.map(({ name }) => name),
      alreadyThere: skipped,
      losses,
    });
    return;
  }
  print(
    surroundings,
    `${added.length} lorebook entries added to ${plain(character.name)}${written === null ? '' : ` in ${written}`}`,
  );
  if (skipped > 0) print(surroundings, `  ${skipped} were there already`);
  if (losses.length > 0) print(surroundings, 'not carried:');
  for (const line of losses) print(surroundings, `  ${line}`);
  print(surroundings, `next: "kindred character check ${named.id}" says what to look at`);
}

const sameness = (text: string, keys: readonly string[]): string => JSON.stringify([text, [...keys].sort()]);

function noteSize({ name, text }: LorebookEntry, budget: number, words: PlainText): void {
  const tokens = estimateTokens(text);
  if (tokens > budget) {
    words.left.add(
      `lorebook "${name}": takes ${tokens} tokens and never fits into budgets.lorebook (${budget}): raise it`,
    );
  }
}

function write(
  named: { readonly id: string; readonly path: string },
  from: string,
  entries: readonly LorebookEntry[],
): string {
  const text = writeLorebook([...entries]);
  if (named.path.endsWith('.yaml')) {
    const whole = withEntries(readFileSync(named.path, 'utf8'), 'lorebook', text);
    return replaceChecked(named.path, whole, named);
  }
  const base = idFromName(basename(from, extname(from))) ?? 'imported';
  for (let count = 1; ; count += 1) {
    const target = join(named.path, 'lorebook', `${base}${count === 1 ? '' : `-${count}`}.yaml`);
    if (!existsSync(target)) return replaceChecked(target, text, named);
  }
}

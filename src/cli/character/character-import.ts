import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { readCard, type ReadCard } from '../../card/shape/read-card.js';
import { largestFile } from '../../card/file/refusal.js';
import { OperatorError } from '../../core/failure.js';
import { importCard } from '../../app/orders/import-card.js';
import { plain } from '../terminal/plain.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface CharacterImportOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly name?: string;
  readonly language?: string;
  readonly force?: boolean;
}

/**
 * `kindred character import <card>`: a Character Card (V1, V2, V3; JSON, PNG, WebP, CHARX) as a character, whole or not at
 * all. What of it could not be carried is listed.
 * @throws OperatorError for what cannot be read as a card; then nothing was written.
 */
export function characterImport(
  surroundings: Surroundings,
  file: string,
  options: CharacterImportOptions,
): void {
  const { config } = loadSettings(surroundings, options);
  const path = resolve(surroundings.cwd, file);
  const card = readOrRefused(path);
  const into = options.out === undefined ? config.charactersFolder : resolve(surroundings.cwd, options.out);
  const imported = importCard(card, {
    into,
    file: path,
    name: options.name,
    language: options.language,
    force: options.force === true,
  });
  const { id, character: roomy, path: written } = imported;
  const losses = imported.losses.map(plain);
  if (options.json) {
    printJson(surroundings, {
      character: id,
      name: roomy.name,
      path: written,
      card: card.version,
      samples: roomy.voice.samples,
      lorebook: roomy.lorebook.map((entry) => entry.name),
      losses,
    });
    return;
  }
  print(surroundings, `imported ${plain(roomy.name)} (Character Card ${card.version}) as ${written}`);
  print(
    surroundings,
    `  ${count(roomy.voice.samples.length, 'sample line')}, ${count(roomy.lorebook.length, 'lorebook entry', 'lorebook entries')}`,
  );
  if (losses.length > 0) print(surroundings, 'not carried:');
  for (const line of losses) print(surroundings, `  ${line}`);
  print(surroundings, `next: "kindred character check ${id}" says what to look at`);
}

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** @throws OperatorError where there is no such file, or it is no card */
export function readOrRefused(path: string): ReadCard {
  const card = readCard(bytesOrRefused(path), basename(path));
  if (!card.ok) throw new OperatorError(`${path}: ${plain(card.why)}`, card.remedy);
  return card;
}

/** @throws OperatorError where there is no such file, it may not be read, or it is larger than any card */
export function bytesOrRefused(path: string): Buffer {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts?.isFile() !== true) throw new OperatorError(`${path}: there is no such file`, 'correct its path');
  if (facts.size > largestFile) {
    throw new OperatorError(
      `${path}: is larger than ${largestFile / 1024 / 1024} MB`,
      'export the card without pictures and sounds',
    );
  }
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new OperatorError(`${path}: may not be read`, 'change its mode or owner', { cause });
  }
}

import { counted } from '../../lib/counted.js';
import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { characterFrom } from '../../card/convert/from-own-card.js';
import { readCard, type ReadCard } from '../../card/shape/read-card.js';
import { largestFile } from '../../card/file/refusal.js';
import { wallClockOf } from '../../character/character.js';
import type { CharacterFile } from '../../character/schema.js';
import { writeCharacterFolder } from '../../character/write.js';
import { OperatorError } from '../../core/failure.js';
import { characterId } from '../../core/ids.js';
import { stableTokens } from '../../app/views/character-findings.js';
import { freeId, idFromName, placeCharacter } from './place-character.js';
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

/** The card as it came, beside the character: export gives back of it what was not changed. */
export const keptCard = 'card.json';
export const keptPicture = 'avatar.png';

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
  const language = languageOrRefused(options.language);
  const { file: character, left } = characterFrom(card, language);
  const into = options.out === undefined ? config.charactersFolder : resolve(surroundings.cwd, options.out);
  const id = options.name ?? freeId(into, idFromName(character.name, path) ?? 'character', character.name);
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/u.test(id)) {
    throw new OperatorError(`"${id}" cannot name a character`, 'use small letters, digits and -, at most 32');
  }
  const { roomy, raised } = withRoom(character, id);
  const extensions = Object.fromEntries(
    Object.entries(card.data.extensions).filter(([name]) => name !== 'kindred'),
  );
  const content: Record<string, string | Uint8Array> = {
    ...writeCharacterFolder(roomy, [`Imported from ${basename(file)} (Character Card ${card.version}).`]),
    [keptCard]: `${JSON.stringify({ ...card.original, extensions }, null, 2)}\n`,
  };
  if (card.image !== null) content[keptPicture] = card.image;
  const written = placeCharacter({ into, id, content, force: options.force === true });
  const losses = [
    ...card.left,
    ...left,
    ...raised,
    ...(card.files.length > 0
      ? [`${counted(card.files.length, 'file')} in the archive (pictures, sounds) not taken`]
      : []),
  ].map(plain);
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

/** Most tokens `budgets.stable` may be set to. */
const mostStable = 20_000;

/** A budget that holds what the card says of the character: an importer's own default must not be too small for it. */
function withRoom(
  file: CharacterFile,
  id: string,
): { readonly roomy: CharacterFile; readonly raised: readonly string[] } {
  const character = { ...file, id: characterId(id), version: '', wallClock: wallClockOf(file.timeZone) };
  const tokens = stableTokens(character);
  if (tokens <= file.budgets.stable) return { roomy: file, raised: [] };
  const stable = Math.min(mostStable, Math.ceil((tokens * 1.05) / 100) * 100);
  return {
    roomy: { ...file, budgets: { ...file.budgets, stable } },
    raised: [
      `the card takes ${tokens} tokens of every prompt, so budgets.stable is ${stable}: move what matters only at times to the lorebook`,
    ],
  };
}

function languageOrRefused(language: string | undefined): string | undefined {
  if (language === undefined || /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u.test(language)) return language;
  throw new OperatorError(`"${language}" is no language code`, 'use one such as en, ru, pt-BR');
}

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

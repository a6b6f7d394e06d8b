import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { characterFrom } from '../../card/from-own-card.js';
import { readCard, type ReadCard } from '../../card/read-card.js';
import { largestFile } from '../../card/refusal.js';
import { writeCharacterFolder } from '../../character/write.js';
import { OperatorError } from '../../core/failure.js';
import { idFromName, placeCharacter } from './place-character.js';
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

/** `kindred character import <card>`: a Character Card (V1, V2, V3; JSON, PNG, CHARX) as a character, whole or not at all. */
export function characterImport(
  surroundings: Surroundings,
  file: string,
  options: CharacterImportOptions,
): void {
  const { config } = loadSettings(surroundings, options);
  const path = resolve(surroundings.cwd, file);
  const card = readOrRefused(path);
  const { file: character, left } = characterFrom(card, options.language);
  const id = options.name ?? idFromName(character.name);
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/u.test(id)) {
    throw new OperatorError(`"${id}" cannot name a character`, 'use small letters, digits and -, at most 32');
  }
  const extensions = Object.fromEntries(
    Object.entries(card.data.extensions).filter(([name]) => name !== 'kindred'),
  );
  const content: Record<string, string | Uint8Array> = {
    ...writeCharacterFolder(character, [`Imported from ${basename(file)} (Character Card ${card.version}).`]),
    [keptCard]: `${JSON.stringify({ ...card.original, extensions }, null, 2)}\n`,
  };
  if (card.image !== null) content[keptPicture] = card.image;
  const written = placeCharacter({
    into: options.out === undefined ? config.charactersFolder : resolve(surroundings.cwd, options.out),
    id,
    content,
    force: options.force === true,
  });
  const lost = [
    ...left,
    ...(card.files.length > 0
      ? [`${card.files.length} files in the archive (pictures, sounds) were not taken`]
      : []),
  ];
  if (options.json) {
    printJson(surroundings, { character: id, path: written, card: card.version, notCarried: lost });
    return;
  }
  print(surroundings, `imported ${character.name} (Character Card ${card.version}) as ${written}`);
  if (lost.length > 0) print(surroundings, 'not carried:');
  for (const line of lost) print(surroundings, `  ${line}`);
  print(surroundings, `next: "kindred character check ${id}" says what to look at`);
}

function readOrRefused(path: string): ReadCard {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts?.isFile() !== true) throw new OperatorError(`${path}: there is no such file`, 'correct its path');
  if (facts.size > largestFile) {
    throw new OperatorError(
      `${path}: is larger than ${largestFile / 1024 / 1024} MB`,
      'export the card without pictures and sounds',
    );
  }
  const card = readCard(readFileSync(path));
  if (!card.ok) throw new OperatorError(`${path}: ${card.why}`, card.remedy);
  return card;
}

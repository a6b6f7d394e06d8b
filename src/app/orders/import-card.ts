import { basename } from 'node:path';
import { characterFrom } from '../../card/convert/from-own-card.js';
import type { ReadCard } from '../../card/shape/read-card.js';
import { wallClockOf } from '../../character/character.js';
import type { CharacterFile } from '../../character/schema.js';
import { writeCharacterFolder } from '../../character/write.js';
import { OperatorError } from '../../core/failure.js';
import { characterId } from '../../core/ids.js';
import { counted } from '../../lib/counted.js';
import { stableTokens } from '../../context/stable-tokens.js';
import { freeId, idFromName, placeCharacter } from './place-character.js';

/** The card as it came, beside the character: export gives back of it what was not changed. */
export const keptCard = 'card.json';
export const keptPicture = 'avatar.png';

export interface ImportWish {
  /** The folder of characters it goes into. */
  readonly into: string;
  /** What the card's file is called. */
  readonly file: string;
  /** Another name than the card's. */
  readonly name?: string | undefined;
  readonly language?: string | undefined;
  readonly force: boolean;
}

export interface ImportedCharacter {
  readonly id: string;
  readonly character: CharacterFile;
  /** The folder it lies in. */
  readonly path: string;
  /** What of the card could not be carried, as its author wrote it: not made safe for a terminal. */
  readonly losses: readonly string[];
}

/**
 * A card as a character on the disk, whole or not at all.
 * @throws OperatorError when it cannot be named or placed; then nothing was written
 */
export function importCard(card: ReadCard, wish: ImportWish): ImportedCharacter {
  const { into, file } = wish;
  const language = languageOrRefused(wish.language);
  const { file: character, left } = characterFrom(card, language);
  const id = wish.name ?? freeId(into, idFromName(character.name, file) ?? 'character', character.name);
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
  const path = placeCharacter({ into, id, content, force: wish.force });
  const losses = [
    ...card.left,
    ...left,
    ...raised,
    ...(card.files.length > 0
      ? [`${counted(card.files.length, 'file')} in the archive (pictures, sounds) not taken`]
      : []),
  ];
  return { id, character: roomy, path, losses };
}

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

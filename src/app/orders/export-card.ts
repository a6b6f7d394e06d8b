import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardFrom, type CardFile } from '../../card/convert/to-card.js';
import { isPng, plainImage, readPng, withTexts } from '../../card/file/png.js';
import type { Character } from '../../character/character.js';
import { characterSchema } from '../../character/schema.js';
import { homeOf } from '../../character/source.js';
import { OperatorError } from '../../core/failure.js';
import { keptCard, keptPicture } from './import-card.js';

export interface ExportWish {
  readonly version: 'v2' | 'v3';
  readonly asPng: boolean;
  /** Another picture than the character's own. */
  readonly image?: string;
}

/** A character as a Character Card, as JSON or in a picture. @param path its file or folder */
export function exportCard(
  character: Character,
  path: string,
  { version, asPng, image }: ExportWish,
): string | Buffer {
  const home = homeOf(path);
  const kept = home === path ? join(home, keptCard) : null;
  const file = characterSchema.parse(withoutRuntime(character));
  const original = kept !== null && existsSync(kept) ? readKept(kept) : null;
  return asPng
    ? inPicture(picture(image ?? join(home, keptPicture), image), version, (wanted) =>
        cardFrom(file, wanted, original),
      )
    : `${JSON.stringify(cardFrom(file, version, original), null, 2)}\n`;
}

/** The file alone, without what the program adds to it. */
export function withoutRuntime(character: Character): object {
  const added: readonly string[] = ['id', 'version', 'wallClock'];
  return Object.fromEntries(Object.entries(character).filter(([field]) => !added.includes(field)));
}

function readKept(path: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new OperatorError(`${path} is not readable`, 'put it back, or delete it', { cause });
  }
}

function picture(path: string, image: string | undefined): Buffer {
  if (!existsSync(path)) {
    if (image === undefined) return plainImage();
    throw new OperatorError(`${path}: there is no such file`, 'correct its path');
  }
  const bytes = readFileSync(path);
  const content = isPng(bytes) ? readPng(bytes) : null;
  if (content === null) throw new OperatorError(`${path}: is no PNG`, 'convert it to PNG first');
  if (!content.ok) throw new OperatorError(`${path}: ${content.why}`, content.remedy);
  if (content.image === null) {
    throw new OperatorError(`${path}: ${content.damage ?? 'it is damaged'}`, 'download or export it again');
  }
  return content.image;
}

/** V3 in its own chunk with a V2 beside it for programs that know no V3, as the specification has it. */
function inPicture(image: Buffer, version: 'v2' | 'v3', card: (wanted: 'v2' | 'v3') => CardFile): Buffer {
  const packed = (one: CardFile): string => Buffer.from(JSON.stringify(one), 'utf8').toString('base64');
  return withTexts(image, {
    chara: packed(card('v2')),
    ...(version === 'v3' ? { ccv3: packed(card('v3')) } : {}),
  });
}

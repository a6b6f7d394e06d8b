import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isPng, plainImage, readPng, withTexts } from '../../card/file/png.js';
import { cardFrom, type CardFile } from '../../card/convert/to-card.js';
import type { Character } from '../../character/character.js';
import { characterSchema } from '../../character/schema.js';
import { homeOf } from '../../character/source.js';
import { OperatorError } from '../../core/failure.js';
import { loadedOrRefused, namedCharacter } from './character-argument.js';
import { keptCard, keptPicture } from './character-import.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface CharacterExportOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly to?: 'v2' | 'v3';
  readonly png?: boolean;
  readonly image?: string;
  readonly out?: string;
  readonly force?: boolean;
}

/** `kindred character export <character>`: a Character Card V2 or V3, as JSON or in a picture. */
export function characterExport(
  surroundings: Surroundings,
  name: string,
  options: CharacterExportOptions,
): void {
  const { config } = loadSettings(surroundings, options);
  const named = namedCharacter(name, config, surroundings.cwd);
  const { character } = loadedOrRefused(named);
  const home = homeOf(named.path);
  const kept = home === named.path ? join(home, keptCard) : null;
  const asPng = options.png === true || options.image !== undefined;
  const version = options.to ?? 'v3';
  const target = resolve(surroundings.cwd, options.out ?? `${named.id}.${asPng ? 'png' : 'json'}`);
  if (existsSync(target) && options.force !== true) {
    throw new OperatorError(
      `${target} is there already`,
      'name another with --out, or write over it with --force',
    );
  }
  const file = characterSchema.parse(withoutRuntime(character));
  const original = kept !== null && existsSync(kept) ? readKept(kept) : null;
  const content = asPng
    ? inPicture(
        picture(
          options.image === undefined ? join(home, keptPicture) : resolve(surroundings.cwd, options.image),
          options,
        ),
        version,
        (wanted) => cardFrom(file, wanted, original),
      )
    : `${JSON.stringify(cardFrom(file, version, original), null, 2)}\n`;
  const draft = `${target}.writing`;
  writeFileSync(draft, content);
  renameSync(draft, target);
  if (options.json) printJson(surroundings, { character: named.id, card: version, path: target });
  else
    print(surroundings, `exported ${character.name} as ${target} (Character Card ${version.toUpperCase()})`);
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

function picture(path: string, { image }: CharacterExportOptions): Buffer {
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

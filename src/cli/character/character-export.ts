import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exportCard } from '../../app/orders/export-card.js';
import { OperatorError } from '../../core/failure.js';
import { loadedOrRefused, namedCharacter } from './character-argument.js';
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
  const asPng = options.png === true || options.image !== undefined;
  const version = options.to ?? 'v3';
  const target = resolve(surroundings.cwd, options.out ?? `${named.id}.${asPng ? 'png' : 'json'}`);
  if (existsSync(target) && options.force !== true) {
    throw new OperatorError(
      `${target} is there already`,
      'name another with --out, or write over it with --force',
    );
  }
  const content = exportCard(character, named.path, {
    version,
    asPng,
    ...(options.image === undefined ? {} : { image: resolve(surroundings.cwd, options.image) }),
  });
  const draft = `${target}.writing`;
  writeFileSync(draft, content);
  renameSync(draft, target);
  if (options.json) printJson(surroundings, { character: named.id, card: version, path: target });
  else
    print(surroundings, `exported ${character.name} as ${target} (Character Card ${version.toUpperCase()})`);
}

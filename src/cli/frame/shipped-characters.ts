import { fileURLToPath } from 'node:url';
import { listCharacters } from '../../character/load.js';
import type { Config } from '../../config/config.js';

/** The characters that come with the program, wherever it is installed. */
const shippedFolder = fileURLToPath(new URL('../../../characters', import.meta.url));

/**
 * The same settings, with the shipped characters in place of the folder's own where that has none of this name (or,
 * without a name, none at all): what only looks and plays works in an empty folder. Never for what serves people.
 */
export function withShippedCharacters(config: Config, name?: string): Config {
  const own = listCharacters(config.charactersFolder);
  const isThere = name === undefined ? own.length > 0 : own.includes(name);
  if (isThere) return config;
  const shipped = listCharacters(shippedFolder);
  const helps = name === undefined ? own.length === 0 : shipped.includes(name);
  return helps ? { ...config, charactersFolder: shippedFolder } : config;
}

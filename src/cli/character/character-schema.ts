import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { characterJsonSchema, schemaFile } from '../../character/json-schema.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface CharacterSchemaOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** `kindred character schema`: write the JSON Schema by which editors complete and check character files. */
export function characterSchemaFile(surroundings: Surroundings, options: CharacterSchemaOptions): void {
  const { config } = loadSettings(surroundings, options);
  if (options.json) {
    printJson(surroundings, characterJsonSchema());
    return;
  }
  const path = join(config.charactersFolder, schemaFile);
  writeFileSync(path, `${JSON.stringify(characterJsonSchema(), null, 2)}\n`);
  print(surroundings, `wrote ${path}`);
}

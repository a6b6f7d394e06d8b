import { z } from 'zod';
import { characterSchema } from './schema.js';

/** Beside the characters; each begins with a line that names it. */
export const schemaFile = 'character.schema.json';

/** First line of a character file: by it editors that know the YAML language server complete and check. */
export function editorLine(folderDepth: 0 | 1): string {
  return `# yaml-language-server: $schema=${folderDepth === 0 ? './' : '../'}${schemaFile}`;
}

/** The file format as JSON Schema (draft 7, which every editor's YAML support understands), for what an author may write. */
export function characterJsonSchema(): object {
  return {
    title: 'A Kindred character, schema 1',
    ...z.toJSONSchema(characterSchema, { io: 'input', target: 'draft-7', unrepresentable: 'any' }),
  };
}

import { createRequire } from 'node:module';

/** The TL text of one API layer together with the wire protocol's own constructors. */
export interface SchemaText {
  readonly layer: number;
  readonly api: string;
  readonly wire: string;
}

/** Where each layer's text lives. 143 comes from a development dependency and may be absent. */
const SOURCES = [
  { layer: 143, folder: 'telegram-layer143/tl' },
  { layer: 198, folder: 'telegram/tl' },
] as const;

/**
 * Reads the schema text that GramJS ships (two plain string modules; nothing else of GramJS is loaded), oldest layer first.
 * This is the only file of the sandbox that touches the package.
 */
export function loadSchemaTexts(): SchemaText[] {
  const require = createRequire(import.meta.url);
  const texts: SchemaText[] = [];
  for (const { layer, folder } of SOURCES) {
    const api = textModule(require, `${folder}/apiTl.js`);
    const wire = textModule(require, `${folder}/schemaTl.js`);
    if (api !== null && wire !== null) texts.push({ layer, api, wire });
  }
  if (texts.length === 0) throw new Error('no TL schema text found: is the package "telegram" installed?');
  return texts;
}

function textModule(require: NodeJS.Require, path: string): string | null {
  let file: string;
  try {
    file = require.resolve(path);
  } catch {
    return null;
  }
  const text: unknown = require(file);
  if (typeof text !== 'string') throw new Error(`${path} is not a text module any more`);
  return text;
}

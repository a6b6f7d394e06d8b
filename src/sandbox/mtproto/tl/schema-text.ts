import { closeSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { schemaTextFromJson } from './schema-json.js';

/** The TL text of one API layer together with the wire protocol's own constructors. */
export interface SchemaText {
  readonly layer: number;
  readonly api: string;
  readonly wire: string;
}

/** The layer the API of the sandbox is written for. */
export const writtenFor = 198;

/** Where each layer's text lives. 143 comes from a development dependency and may be absent. */
const SOURCES = [
  { layer: 143, folder: 'telegram-layer143/tl' },
  { layer: 198, folder: 'telegram/tl' },
] as const;

/** A layer of this year, as mtcute ships it: a development dependency, too. */
const newerSchema = '@mtcute/core/tl/api-schema.json';

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
  const newer = resolved(require, newerSchema);
  const wire = texts.at(-1)?.wire;
  if (newer !== null && wire !== undefined) {
    texts.push({
      layer: layerAtTop(newer),
      wire,
      // Two megabytes, for the one client that speaks it.
      get api() {
        return schemaTextFromJson(require(newer));
      },
    });
  }
  if (texts.length === 0) throw new Error('no TL schema text found: is the package "telegram" installed?');
  return texts;
}

function textModule(require: NodeJS.Require, path: string): string | null {
  const file = resolved(require, path);
  if (file === null) return null;
  const text: unknown = require(file);
  if (typeof text !== 'string') throw new Error(`${path} is not a text module any more`);
  return text;
}

/** The file begins with it: `{"l":227,`. */
function layerAtTop(file: string): number {
  const top = Buffer.alloc(16);
  const opened = openSync(file, 'r');
  readSync(opened, top);
  closeSync(opened);
  const [, layer] = /^\{"l":(\d+),/u.exec(top.toString('latin1')) ?? [];
  if (layer === undefined) throw new Error(`${file} does not begin with its layer any more`);
  return Number(layer);
}

function resolved(require: NodeJS.Require, path: string): string | null {
  try {
    return require.resolve(path);
  } catch {
    return null;
  }
}

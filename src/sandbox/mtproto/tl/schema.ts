/** A field's type as written in TL. `bare` values carry no constructor id on the wire. */
export type TlType =
  | {
      readonly kind: 'scalar';
      readonly name: 'int' | 'long' | 'double' | 'string' | 'bytes' | 'int128' | 'int256' | 'Bool' | 'true';
    }
  | { readonly kind: 'flags' }
  | { readonly kind: 'vector'; readonly bare: boolean; readonly item: TlType }
  | { readonly kind: 'boxed'; readonly name: string }
  | { readonly kind: 'bare'; readonly name: string }
  /** `!X` (a method call) or `X`/`Object` (any constructor). */
  | { readonly kind: 'any'; readonly method: boolean };

export interface TlField {
  /** camelCase, as GramJS names it. */
  readonly name: string;
  readonly type: TlType;
  /** Set for optional fields: present when `bit` of the flags field is set. */
  readonly flag: { readonly field: string; readonly bit: number } | null;
}

export interface TlDefinition {
  readonly name: string;
  readonly id: number;
  readonly fields: readonly TlField[];
  readonly result: TlType;
  readonly isMethod: boolean;
}

/**
 * In the key exchange the schema says `string` where it means raw bytes; so do the state reports.
 * (GramJS keeps the same exception list by id in `tl/generationHelpers.js`.)
 */
const RAW_STRING_DEFINITIONS: ReadonlySet<string> = new Set([
  'resPQ',
  'p_q_inner_data',
  'p_q_inner_data_dc',
  'p_q_inner_data_temp',
  'p_q_inner_data_temp_dc',
  'server_DH_params_ok',
  'server_DH_inner_data',
  'client_DH_inner_data',
  'req_DH_params',
  'set_client_DH_params',
  'msgs_state_info',
  'msgs_all_info',
]);

const SCALARS: ReadonlySet<string> = new Set([
  'int',
  'long',
  'double',
  'string',
  'bytes',
  'int128',
  'int256',
  'Bool',
  'true',
]);

const LINE = /^([\w.]+)#([0-9a-f]{1,8})((?:\s+\{?[\w]+:[^\s]+)*)\s*=\s*([\w.<>% ]+);$/;

/** Every definition of a TL text that has an id; the lines that are not definitions (comments, `vector`, Bool) are left out. */
export function parseSchema(text: string): TlDefinition[] {
  const definitions: TlDefinition[] = [];
  let isMethod = false;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\/\/.*/, '').trim();
    const section = /^---(\w+)---$/.exec(line);
    if (section) {
      isMethod = section[1] === 'functions';
      continue;
    }
    const match = LINE.exec(line);
    if (!match) continue;
    const [, name, id, fields, result] = match;
    if (name === undefined || id === undefined || fields === undefined || result === undefined) continue;
    if (name === 'boolFalse' || name === 'boolTrue' || name === 'true') continue;
    definitions.push({
      name,
      id: Number.parseInt(id, 16),
      fields: parseFields(fields, RAW_STRING_DEFINITIONS.has(name)),
      result: parseType(result.trim()),
      isMethod,
    });
  }
  return definitions;
}

function parseFields(text: string, rawStrings: boolean): TlField[] {
  const fields: TlField[] = [];
  for (const part of text.split(/\s+/)) {
    if (part === '' || part.startsWith('{')) continue;
    const colon = part.indexOf(':');
    const optional = /^(\w+)\.(\d+)\?(.+)$/.exec(part.slice(colon + 1));
    const written = optional?.[3] ?? part.slice(colon + 1);
    const parsed = parseType(written);
    const isRaw = rawStrings && parsed.kind === 'scalar' && parsed.name === 'string';
    fields.push({
      name: camelCase(part.slice(0, colon)),
      type: isRaw ? { kind: 'scalar', name: 'bytes' } : parsed,
      flag: optional ? { field: camelCase(optional[1] ?? ''), bit: Number(optional[2]) } : null,
    });
  }
  return fields;
}

/** Takes a type without the `flags.N?` part. */
function parseType(text: string): TlType {
  if (text === '#') return { kind: 'flags' };
  if (SCALARS.has(text)) return { kind: 'scalar', name: text as 'int' };
  if (text === '!X') return { kind: 'any', method: true };
  if (text === 'X' || text === 'Object') return { kind: 'any', method: false };
  const vector = /^(V|v)ector<(.+)>$/.exec(text);
  if (vector) return { kind: 'vector', bare: vector[1] === 'v', item: parseType(vector[2] ?? '') };
  if (text.startsWith('%')) return { kind: 'bare', name: text.slice(1) };
  const last = text.slice(text.lastIndexOf('.') + 1);
  return /^[a-z]/.test(last) ? { kind: 'bare', name: text } : { kind: 'boxed', name: text };
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

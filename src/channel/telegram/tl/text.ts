/** A type as TL text names it, taken apart. */
export type TlType =
  | { readonly kind: 'scalar'; readonly name: Scalar }
  | { readonly kind: 'vector'; readonly isBare: boolean; readonly item: TlType }
  /** Any constructor of the type. */
  | { readonly kind: 'boxed'; readonly name: string }
  /** One constructor, written without its number. */
  | { readonly kind: 'bare'; readonly constructor: string };

export type Scalar = 'int' | 'long' | 'double' | 'string' | 'bytes' | 'Bool' | 'true' | 'int128' | 'int256';

export interface TlField {
  readonly name: string;
  /** Null for a word of flags. */
  readonly type: TlType | null;
  /** There only where this bit of a word of flags is set. */
  readonly flag: { readonly word: string; readonly bit: number } | null;
}

/** One line of TL text, taken apart. */
export interface TlLine {
  /** As the text names it: `messages.sendMessage`, `resPQ`. */
  readonly name: string;
  readonly id: number;
  /** The type of what it makes; of a method, of what it answers. */
  readonly type: string;
  readonly fields: readonly TlField[];
}

const SCALARS: ReadonlySet<string> = new Set<Scalar>([
  'int',
  'long',
  'double',
  'string',
  'bytes',
  'Bool',
  'true',
  'int128',
  'int256',
]);

const LINE = /^([\w.]+)#([0-9a-f]+)\s(.*)=\s*([\w.<>]+);/;

/** Undefined for what is no line of a constructor or method with a number. */
export function readLine(line: string): TlLine | undefined {
  const [, name, id, fields = '', type] = LINE.exec(line) ?? [];
  if (name === undefined || id === undefined || type === undefined) return undefined;
  return {
    name,
    id: Number.parseInt(id, 16),
    type,
    fields: fields
      .split(' ')
      .filter((field) => field.includes(':') && !field.startsWith('{'))
      .map(toField),
  };
}

function toField(text: string): TlField {
  const [raw = '', described = ''] = text.split(':');
  const name = raw.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (described === '#') return { name, type: null, flag: null };
  const flagged = /^(\w+)\.(\d+)\?(.+)$/.exec(described);
  const [, word = '', bit = '0', type = described] = flagged ?? [];
  return { name, type: toType(type), flag: flagged === null ? null : { word, bit: Number(bit) } };
}

export function toType(text: string): TlType {
  const vector = /^([Vv])ector<(.+)>$/.exec(text);
  if (vector) return { kind: 'vector', isBare: vector[1] === 'v', item: toType(vector[2] ?? '') };
  if (SCALARS.has(text)) return { kind: 'scalar', name: text as Scalar };
  const last = text.slice(text.lastIndexOf('.') + 1);
  return /^[a-z]/.test(last) ? { kind: 'bare', constructor: text } : { kind: 'boxed', name: text };
}

/** Calls back for each line with a number, without taking it apart. */
export function eachLine(
  text: string,
  take: (line: string, name: string, id: number, isMethod: boolean) => void,
): void {
  let isMethod = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('---')) isMethod = line.includes('functions');
    const mark = line.indexOf('#');
    if (mark <= 0 || line.startsWith('//')) continue;
    const id = Number.parseInt(line.slice(mark + 1, mark + 9), 16);
    if (!Number.isNaN(id)) take(line, line.slice(0, mark), id, isMethod);
  }
}

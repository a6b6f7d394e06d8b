import apiText from 'telegram/tl/apiTl.js';
import { tlobjects } from 'telegram/tl/AllTLObjects.js';

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

/** A constructor, with the library's class for it. */
export interface TlConstructor {
  readonly id: number;
  /** As the library names it: `MessageMediaPoll`, `updates.Difference`. */
  readonly name: string;
  readonly type: string;
  readonly fields: readonly TlField[];
  make(values: Readonly<Record<string, unknown>>): unknown;
}

type LibraryClass = (new (values: object) => unknown) & { readonly className: string };

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

/**
 * The TL schema of the library's layer, out of the text it ships. Lines are found by number at once and read when a
 * constructor is first met: a whole reading takes a fifth of a second, and a companion meets two hundred of the
 * thousands.
 */
export class TlSchema {
  private readonly constructors = new Map<number, string>();
  private readonly methods = new Map<number, string>();
  private readonly idsByName = new Map<string, number>();
  private readonly read = new Map<number, TlConstructor>();

  constructor(text: string = apiText) {
    let lines = this.constructors;
    for (const line of text.split('\n')) {
      if (line.startsWith('---')) lines = line.includes('functions') ? this.methods : this.constructors;
      const mark = line.indexOf('#');
      if (mark <= 0 || line.startsWith('//')) continue;
      const id = Number.parseInt(line.slice(mark + 1, mark + 9), 16);
      if (Number.isNaN(id)) continue;
      lines.set(id, line);
      if (lines === this.constructors) this.idsByName.set(line.slice(0, mark), id);
    }
  }

  /** Undefined for a number that this layer does not know. */
  constructorOf(id: number): TlConstructor | undefined {
    const known = this.read.get(id);
    if (known !== undefined) return known;
    const line = this.constructors.get(id);
    const found = line === undefined ? undefined : toConstructor(id, line);
    if (found !== undefined) this.read.set(id, found);
    return found;
  }

  named(name: string): TlConstructor | undefined {
    const id = this.idsByName.get(name);
    return id === undefined ? undefined : this.constructorOf(id);
  }

  /** What a method answers with; undefined where that is what the call inside it answers. */
  resultOf(methodId: number): TlType | undefined {
    const result = LINE.exec(this.methods.get(methodId) ?? '')?.[4];
    return result === undefined || result === 'X' ? undefined : toType(result);
  }
}

function toConstructor(id: number, line: string): TlConstructor | undefined {
  const parts = LINE.exec(line);
  const Class = (tlobjects as Readonly<Record<number, LibraryClass | undefined>>)[id];
  const [, , , fields = '', type] = parts ?? [];
  if (type === undefined || Class === undefined) return undefined;
  return {
    id,
    name: Class.className,
    type,
    fields: fields
      .split(' ')
      .filter((field) => field.includes(':') && !field.startsWith('{'))
      .map(toField),
    make: (values) => new Class(values),
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

function toType(text: string): TlType {
  const vector = /^([Vv])ector<(.+)>$/.exec(text);
  if (vector) return { kind: 'vector', isBare: vector[1] === 'v', item: toType(vector[2] ?? '') };
  if (SCALARS.has(text)) return { kind: 'scalar', name: text as Scalar };
  const last = text.slice(text.lastIndexOf('.') + 1);
  return /^[a-z]/.test(last) ? { kind: 'bare', constructor: text } : { kind: 'boxed', name: text };
}

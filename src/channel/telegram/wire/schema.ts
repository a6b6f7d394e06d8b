import apiText from 'telegram/tl/apiTl.js';
import { tlobjects } from 'telegram/tl/AllTLObjects.js';
import { eachLine, readLine, toType, type TlField, type TlType } from '../tl/text.js';

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
  private readonly results = new Map<number, TlType | undefined>();

  constructor(text: string = apiText) {
    eachLine(text, (line, name, id, isMethod) => {
      (isMethod ? this.methods : this.constructors).set(id, line);
      if (!isMethod) this.idsByName.set(name, id);
    });
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
    if (this.results.has(methodId)) return this.results.get(methodId);
    const result = readLine(this.methods.get(methodId) ?? '')?.type;
    const type = result === undefined || result === 'X' ? undefined : toType(result);
    this.results.set(methodId, type);
    return type;
  }
}

function toConstructor(id: number, line: string): TlConstructor | undefined {
  const parts = readLine(line);
  const Class = (tlobjects as Readonly<Record<number, LibraryClass | undefined>>)[id];
  if (parts === undefined || Class === undefined) return undefined;
  const { type, fields } = parts;
  return { id, name: Class.className, type, fields, make: (values) => new Class(values) };
}

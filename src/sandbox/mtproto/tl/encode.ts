import type { TlObject, TlValue } from '../rpc.js';
import { BOOL_FALSE_ID, BOOL_TRUE_ID, VECTOR_ID } from './decode.js';
import type { TlDefinition, TlField, TlType } from './schema.js';
import { TlWriter } from './writer.js';

/** A value that cannot be written in this layer; the message names the constructor and the field, never the content. */
export class TlEncodeError extends Error {
  override readonly name = 'TlEncodeError';
}

/** Any change of a constructor's number that no layer has made. */
const NEWER_BY = 0x5eadbeef;

type Write = (writer: TlWriter, value: TlValue) => void;
type FieldWrite = (writer: TlWriter, source: TlObject) => void;

interface CompiledObject {
  readonly result: string;
  readonly write: (writer: TlWriter, source: TlObject) => void;
}

/** Writes values in one layer, choosing constructors by name. Writers are built per constructor on first use. */
export class TlEncoder {
  private readonly constructors = new Map<string, TlDefinition>();
  private readonly methods = new Map<string, TlDefinition>();
  private readonly compiled = new Map<TlDefinition, CompiledObject>();

  /** `home` are the constructors of the layer that values are made for, by name: fields it does not have may be left out. */
  constructor(
    readonly layer: number,
    definitions: Iterable<TlDefinition>,
    private readonly home: ReadonlyMap<string, TlDefinition>,
  ) {
    for (const definition of definitions) {
      (definition.isMethod ? this.methods : this.constructors).set(definition.name, definition);
    }
  }

  has(constructor: string): boolean {
    return this.constructors.has(constructor);
  }

  /** What a method of this layer returns; null when the layer does not have it. */
  resultOf(method: string): TlType | null {
    return this.methods.get(method)?.result ?? null;
  }

  /** A boxed value: an object, a Bool, or (with a vector type) a list. */
  value(writer: TlWriter, value: TlValue, type: TlType): void {
    this.writer(type)(writer, value);
  }

  /** Any constructor, by name. */
  object(writer: TlWriter, value: TlObject): void {
    this.boxed(writer, value, null, this.constructors);
  }

  method(writer: TlWriter, call: TlObject): void {
    this.boxed(writer, call, null, this.methods);
  }

  private boxed(
    writer: TlWriter,
    value: TlValue,
    type: string | null,
    source: ReadonlyMap<string, TlDefinition>,
  ): void {
    if (value === true || value === false) {
      writer.uint(value ? BOOL_TRUE_ID : BOOL_FALSE_ID);
      return;
    }
    if (isObject(value) && value._.startsWith('#')) {
      this.unknown(writer, value, type, source);
      return;
    }
    if (!isObject(value)) throw new TlEncodeError(`${type ?? 'an object'} is missing or not an object`);
    const definition = source.get(value._);
    if (!definition) throw new TlEncodeError(`${value._} does not exist in layer ${this.layer}`);
    const compiled = this.compiled.get(definition) ?? this.compile(definition);
    if (type !== null && compiled.result !== type) throw new TlEncodeError(`${value._} is not a ${type}`);
    writer.uint(definition.id);
    compiled.write(writer, value);
  }

  /** What no layer has (a fault on demand, see fault/newer-layer.ts): a known object changed, or bytes under a number. */
  private unknown(
    writer: TlWriter,
    value: TlObject,
    type: string | null,
    source: ReadonlyMap<string, TlDefinition>,
  ): void {
    const { number: id, bytes, of } = value;
    if (typeof id === 'number' && Buffer.isBuffer(bytes)) {
      writer.uint(id);
      writer.raw(bytes);
      return;
    }
    const inner = new TlWriter();
    this.boxed(inner, of, type, source);
    const written = inner.take();
    writer.uint((written.readUInt32LE(0) ^ NEWER_BY) >>> 0);
    writer.raw(written.subarray(4));
    writer.int(1);
  }

  private compile(definition: TlDefinition): CompiledObject {
    const writes = definition.fields.map((field) => this.field(field, definition));
    const { fields, name } = definition;
    const compiled: CompiledObject = {
      result: definition.result.kind === 'boxed' ? definition.result.name : '',
      write: (writer, source) => {
        let index = 0;
        try {
          for (const write of writes) {
            write(writer, source);
            index++;
          }
        } catch (error) {
          throw located(error, `${name}.${fields[index]?.name ?? '?'}`);
        }
      },
    };
    this.compiled.set(definition, compiled);
    return compiled;
  }

  private field(field: TlField, definition: TlDefinition): FieldWrite {
    const { name, type, flag } = field;
    if (type.kind === 'flags') return flagsWriter(name, definition);
    const write = this.writer(type);
    if (!flag) {
      // A vector an answer leaves out is an empty one; everything else that is required must be there.
      if (type.kind === 'vector') return (writer, source) => write(writer, source[name] ?? []);
      const fallback = this.isForeign(field, definition)
        ? FOREIGN[scalarName(type)]
        : BOOL_FALLBACK[scalarName(type)];
      if (fallback !== undefined) return (writer, source) => write(writer, source[name] ?? fallback);
      return (writer, source) => write(writer, source[name]);
    }
    if (type.kind === 'scalar' && type.name === 'true') return () => undefined;
    const sharers = definition.fields.filter((other) => other.flag && sameFlag(other, field));
    if (sharers.length > 1) {
      return (writer, source) => {
        if (sharers.some((sharer) => isPresent(sharer, source))) write(writer, source[name]);
      };
    }
    return (writer, source) => {
      const value = source[name];
      if (value !== undefined && value !== null) write(writer, value);
    };
  }

  /** The API is written for one layer and cannot know a field that older or newer ones have. */
  private isForeign(field: TlField, definition: TlDefinition): boolean {
    const home = this.home.get(definition.name);
    return home !== undefined && !home.fields.some((other) => other.name === field.name);
  }

  private writer(type: TlType): Write {
    switch (type.kind) {
      case 'scalar':
        return SCALAR_WRITERS[type.name];
      case 'flags':
        throw new TlEncodeError('a flags word is not a value');
      case 'any': {
        const source = type.method ? this.methods : this.constructors;
        return (writer, value) => this.boxed(writer, value, null, source);
      }
      case 'boxed':
        return (writer, value) => this.boxed(writer, value, type.name, this.constructors);
      case 'bare':
        return (writer, value) => {
          const definition = this.constructors.get(type.name);
          if (!definition || !isObject(value)) throw new TlEncodeError(`${type.name} is missing`);
          (this.compiled.get(definition) ?? this.compile(definition)).write(writer, value);
        };
      case 'vector': {
        const item = this.writer(type.item);
        return (writer, value) => {
          if (!Array.isArray(value)) throw new TlEncodeError('a list is missing');
          const items = value as readonly TlValue[];
          if (!type.bare) writer.uint(VECTOR_ID);
          writer.int(items.length);
          for (const one of items) item(writer, one);
        };
      }
    }
  }
}

/** A missing Bool is false. */
const BOOL_FALLBACK: Readonly<Record<string, TlValue>> = { Bool: false };
/** What another layer is told in a field that the API's own does not have. */
const FOREIGN: Readonly<Record<string, TlValue>> = {
  Bool: false,
  int: 0,
  long: 0n,
  double: 0,
  string: '',
  bytes: Buffer.alloc(0),
};

function scalarName(type: TlType): string {
  return type.kind === 'scalar' ? type.name : '';
}

function flagsWriter(word: string, definition: TlDefinition): FieldWrite {
  const members = definition.fields.filter((field) => field.flag?.field === word);
  return (writer, source) => {
    let flags = 0;
    for (const member of members) {
      if (isPresent(member, source)) flags |= 1 << (member.flag?.bit ?? 0);
    }
    writer.uint(flags >>> 0);
  };
}

function isPresent(field: TlField, source: TlObject): boolean {
  const value = source[field.name];
  if (field.type.kind === 'scalar' && field.type.name === 'true') return value === true;
  return value !== undefined && value !== null;
}

function sameFlag(one: TlField, other: TlField): boolean {
  return one.flag?.field === other.flag?.field && one.flag?.bit === other.flag?.bit;
}

const SCALAR_WRITERS: Readonly<Record<Extract<TlType, { kind: 'scalar' }>['name'], Write>> = {
  int: (writer, value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new TlEncodeError('an int is missing');
    writer.int(value);
  },
  long: (writer, value) => {
    if (typeof value === 'bigint') writer.long(value);
    else if (typeof value === 'number' && Number.isSafeInteger(value)) writer.long(BigInt(value));
    else throw new TlEncodeError('a long is missing');
  },
  double: (writer, value) => {
    if (typeof value !== 'number') throw new TlEncodeError('a double is missing');
    writer.double(value);
  },
  string: (writer, value) => {
    if (typeof value !== 'string') throw new TlEncodeError('a string is missing');
    writer.string(value);
  },
  bytes: (writer, value) => {
    if (!Buffer.isBuffer(value)) throw new TlEncodeError('bytes are missing');
    writer.bytes(value);
  },
  int128: (writer, value) => fixed(writer, value, 16),
  int256: (writer, value) => fixed(writer, value, 32),
  true: () => undefined,
  Bool: (writer, value) => {
    if (typeof value !== 'boolean') throw new TlEncodeError('a Bool is missing');
    writer.uint(value ? BOOL_TRUE_ID : BOOL_FALSE_ID);
  },
};

function fixed(writer: TlWriter, value: TlValue, length: number): void {
  if (!Buffer.isBuffer(value) || value.length !== length) {
    throw new TlEncodeError(`${length} bytes are missing`);
  }
  writer.raw(value);
}

function isObject(value: TlValue): value is TlObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}

function located(error: unknown, place: string): Error {
  if (error instanceof TlEncodeError) {
    return new TlEncodeError(`${place}: ${error.message}`);
  }
  const reason = error instanceof RangeError ? 'out of range' : 'not writable';
  return new TlEncodeError(`${place}: ${reason}`, { cause: error });
}

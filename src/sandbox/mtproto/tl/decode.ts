import { unzipSync } from 'node:zlib';
import type { TlObject, TlValue } from '../rpc.js';
import { TlDecodeError, TlReader, TlUnknownConstructor } from './reader.js';
import type { TlDefinition, TlField, TlType } from './schema.js';

export const VECTOR_ID = 0x1cb5c415;
export const BOOL_TRUE_ID = 0x997275b5;
export const BOOL_FALSE_ID = 0xbc799737;
export const GZIP_ID = 0x3072cfa1;

/** Deeper than any value of the schema in practice; keeps hostile nesting off the stack. */
const MAX_DEPTH = 100;
/** Larger than the largest container a client may send (about 1 MB); a small packet cannot unfold into more. */
const MAX_UNZIPPED = 8 << 20;

type Read = (reader: TlReader) => TlValue;
type Fill = (reader: TlReader, target: Record<string, TlValue>, flags: FlagWords) => void;

/** Values of the `flags` fields read so far in the current object. */
interface FlagWords {
  flags: number;
  flags2: number;
}

/** Turns bytes into values by constructor id. Readers are built per constructor on first use. */
export class TlDecoder {
  private readonly byId = new Map<number, TlDefinition>();
  private readonly byName = new Map<string, TlDefinition>();
  private readonly readers = new Map<number, (reader: TlReader) => TlObject>();
  private readonly headReaders = new Map<number, (reader: TlReader) => TlObject>();

  /**
   * @param definitions what nearly everything is written in
   * @param all these and those of all other layers, the oldest first: read when something else comes
   */
  constructor(
    definitions: Iterable<TlDefinition>,
    private all: (() => Iterable<TlDefinition>) | null = null,
  ) {
    this.learn(definitions);
  }

  definition(id: number): TlDefinition | undefined {
    const known = this.byId.get(id);
    if (known !== undefined || this.all === null) return known;
    const { all } = this;
    this.all = null;
    this.readers.clear();
    this.headReaders.clear();
    this.byId.clear();
    this.byName.clear();
    this.learn(all());
    return this.byId.get(id);
  }

  private learn(definitions: Iterable<TlDefinition>): void {
    for (const definition of definitions) {
      const older = this.byId.get(definition.id);
      const merged = older ? withFlagsOf(definition, older) : definition;
      this.byId.set(merged.id, merged);
      this.byName.set(merged.name, merged);
    }
  }

  /** One boxed value; whatever follows it stays unread. */
  boxed(reader: TlReader): TlValue {
    const id = reader.uint();
    if (id === BOOL_TRUE_ID) return true;
    if (id === BOOL_FALSE_ID) return false;
    if (id === GZIP_ID) return this.nested(reader, () => this.boxed(new TlReader(unzip(reader.bytesView()))));
    if (id === VECTOR_ID) return this.items(reader, (inner) => this.boxed(inner));
    return this.object(id, reader);
  }

  /** The fields of a constructor or method whose id was already read. */
  object(id: number, reader: TlReader): TlObject {
    const read = this.readers.get(id) ?? this.build(id);
    return this.nested(reader, () => read(reader));
  }

  /** The fields of a wrapper such as initConnection up to the call it wraps, which stays unread (`query` is always last). */
  head(id: number, reader: TlReader): TlObject {
    const definition = this.definition(id);
    if (!definition) throw new TlUnknownConstructor(id);
    let read = this.headReaders.get(id);
    if (!read) {
      const isCall = (field: TlField): boolean => field.type.kind === 'any' && field.type.method;
      read = this.readerOf({ ...definition, fields: definition.fields.filter((field) => !isCall(field)) });
      this.headReaders.set(id, read);
    }
    return read(reader);
  }

  private nested<T>(reader: TlReader, read: () => T): T {
    if (++reader.depth > MAX_DEPTH) throw new TlDecodeError('nested too deep');
    const value = read();
    reader.depth--;
    return value;
  }

  private items(reader: TlReader, item: Read): TlValue[] {
    const count = reader.uint();
    // The smallest item is 4 bytes, so a larger count cannot be honest.
    if (count > reader.left >> 2)
      throw new TlDecodeError(`a vector of ${count} items in ${reader.left} bytes`);
    const values: TlValue[] = [];
    for (let index = 0; index < count; index++) values.push(item(reader));
    return values;
  }

  private build(id: number): (reader: TlReader) => TlObject {
    const definition = this.definition(id);
    if (!definition) throw new TlUnknownConstructor(id);
    const read = this.readerOf(definition);
    this.readers.set(id, read);
    return read;
  }

  private readerOf(definition: TlDefinition): (reader: TlReader) => TlObject {
    const fills = definition.fields.map((field) => this.fill(field));
    const name = definition.name;
    return (reader) => {
      const target: { _: string; [field: string]: TlValue } = { _: name };
      const flags: FlagWords = { flags: 0, flags2: 0 };
      for (const fill of fills) fill(reader, target, flags);
      return target;
    };
  }

  private fill(field: TlField): Fill {
    const { name, type, flag } = field;
    if (type.kind === 'flags') {
      const word = flagWord(name);
      return (reader, _target, flags) => {
        flags[word] = reader.uint();
      };
    }
    if (!flag) {
      const read = this.reader(type);
      return (reader, target) => {
        target[name] = read(reader);
      };
    }
    const word = flagWord(flag.field);
    const mask = (1 << flag.bit) >>> 0;
    if (type.kind === 'scalar' && type.name === 'true') {
      return (_reader, target, flags) => {
        target[name] = (flags[word] & mask) !== 0;
      };
    }
    const read = this.reader(type);
    return (reader, target, flags) => {
      if ((flags[word] & mask) !== 0) target[name] = read(reader);
    };
  }

  private reader(type: TlType): Read {
    switch (type.kind) {
      case 'scalar':
        return SCALAR_READERS[type.name];
      case 'flags':
        return (reader) => reader.uint();
      case 'any':
      case 'boxed':
        return (reader) => this.boxed(reader);
      case 'bare': {
        const name = type.name;
        return (reader) => {
          const definition = this.byName.get(name);
          if (!definition) throw new TlDecodeError(`bare type ${name} is not in the schema`);
          return this.object(definition.id, reader);
        };
      }
      case 'vector': {
        const item = this.reader(type.item);
        if (type.bare) return (reader) => this.items(reader, item);
        return (reader) => {
          const id = reader.uint();
          if (id !== VECTOR_ID) throw new TlDecodeError('a vector was expected');
          return this.items(reader, item);
        };
      }
    }
  }
}

const SCALAR_READERS: Readonly<Record<Extract<TlType, { kind: 'scalar' }>['name'], Read>> = {
  int: (reader) => reader.int(),
  long: (reader) => reader.long(),
  double: (reader) => reader.double(),
  string: (reader) => reader.string(),
  bytes: (reader) => reader.bytes(),
  int128: (reader) => reader.copy(16),
  int256: (reader) => reader.copy(32),
  true: () => true,
  Bool: (reader) => {
    const id = reader.uint();
    if (id === BOOL_TRUE_ID) return true;
    if (id === BOOL_FALSE_ID) return false;
    throw new TlDecodeError('a Bool was expected');
  },
};

/** `true` flags do not enter a TL id, so one id gains and loses them from layer to layer: read them all. */
function withFlagsOf(newer: TlDefinition, older: TlDefinition): TlDefinition {
  const known = new Set(newer.fields.map((field) => field.name));
  const dropped = older.fields.filter(
    (field) => field.type.kind === 'scalar' && field.type.name === 'true' && !known.has(field.name),
  );
  return dropped.length === 0 ? newer : { ...newer, fields: [...newer.fields, ...dropped] };
}

function flagWord(field: string): 'flags' | 'flags2' {
  if (field === 'flags' || field === 'flags2') return field;
  throw new TlDecodeError(`flags field ${field} is not known`);
}

/** Unpacks gzip data with a bound on its size. */
export function unzip(data: Buffer): Buffer {
  try {
    // gzip as the schema's name says, or zlib, which TDLib sends and Telegram takes.
    return unzipSync(data, { maxOutputLength: MAX_UNZIPPED });
  } catch {
    throw new TlDecodeError('gzip data does not unpack');
  }
}

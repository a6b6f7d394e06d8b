import { crc32 } from 'node:zlib';
import type bigInt from 'big-integer';
import { ByteWriter } from './byte-writer.js';
import type { Scalar, TlField, TlLine, TlType } from './text.js';

/** The part of GramJS's BinaryReader that values are read by. */
export interface TlReader {
  readInt(isSigned?: boolean): number;
  readLong(): unknown;
  readLargeInt(bits: number): unknown;
  readDouble(): number;
  tgReadString(): string;
  tgReadBytes(): Buffer;
  tgReadBool(): boolean;
  tgReadObject(): unknown;
}

type Values = Readonly<Record<string, unknown>>;

/** A value of TL, as GramJS knows them: its fields are properties. */
export interface TlObject {
  readonly CONSTRUCTOR_ID: number;
  getBytes(): Buffer;
  /** The same without the number of its constructor. */
  writeFields(to: ByteWriter): void;
}

export interface TlClass {
  new (values?: Values): TlObject;
  readonly CONSTRUCTOR_ID: number;
  readonly SUBCLASS_OF_ID: number;
  readonly className: string;
  readonly classType: 'request' | 'constructor';
  fromReader(reader: TlReader): TlObject;
}

export interface TlClassParts {
  readonly line: TlLine;
  /** As GramJS names it: `messages.SendMessage`. */
  readonly className: string;
  readonly isMethod: boolean;
  /** The class of a constructor by its name in TL text. */
  readonly classOf: (name: string) => TlClass;
  readonly randomLong: () => bigInt.BigInteger;
}

/** The numbers of what every layer has. */
export const VECTOR = 0x1cb5c415;
export const TRUE = 0x997275b5;
export const FALSE = 0xbc799737;

/**
 * The class of one constructor or method, in the place of the one that GramJS makes for each of its 2,400 when it is
 * loaded; see `own-objects.ts`. It is written from the rules of TL (core.telegram.org/mtproto/TL), and what GramJS asks
 * of its objects: `own-objects.test.ts` holds the two against each other over the whole schema.
 */
export function tlClass({ line, className, isMethod, classOf, randomLong }: TlClassParts): TlClass {
  const { id, fields } = line;
  const classType = isMethod ? 'request' : 'constructor';

  class Value {
    static readonly CONSTRUCTOR_ID = id;
    static readonly SUBCLASS_OF_ID = crc32(line.type);
    static readonly className = className;
    static readonly classType = classType;

    static fromReader(reader: TlReader): TlObject {
      const values: Record<string, unknown> = {};
      for (const field of fields) values[field.name] = readField(reader, field, values, classOf);
      return new this(values);
    }

    // Of the class and not of each value: most are read once and forgotten.
    declare readonly CONSTRUCTOR_ID: number;

    constructor(values: Values = {}) {
      this.init(values);
      const own = this as unknown as Record<string, unknown>;
      for (const { name, type } of fields) {
        const value = values[name];
        own[name] = name === 'randomId' && !value ? randomFor(type, values, randomLong) : value;
      }
    }

    /** GramJS puts its own in the place of this for messages. */
    init(_values: Values): void {
      return undefined;
    }

    getBytes(): Buffer {
      const bytes = new ByteWriter();
      bytes.unsigned(id);
      this.writeFields(bytes);
      return bytes.taken();
    }

    writeFields(to: ByteWriter): void {
      const own = this as unknown as Values;
      for (const field of fields) {
        if (field.type === null) to.int(flagsOf(field.name, fields, own));
        else if (field.flag === null || isSet(field, own[field.name]))
          writeValue(to, field.type, own[field.name], `${field.name} of ${className}`);
      }
    }

    /** For the answers that GramJS reads itself, while it opens a connection. */
    readResult(reader: TlReader): unknown {
      const item = /^Vector<(int|long)>$/u.exec(line.type)?.[1];
      if (item === undefined) return reader.tgReadObject();
      return readValue(
        reader,
        { kind: 'vector', isBare: false, item: { kind: 'scalar', name: item as Scalar } },
        classOf,
      );
    }

    /** Peers are given as what they are: nothing is looked up for a request. */
    async resolve(): Promise<void> {
      return undefined;
    }

    toJSON(): object {
      return { ...this, className };
    }
  }
  Object.assign(Value.prototype, {
    CONSTRUCTOR_ID: id,
    SUBCLASS_OF_ID: Value.SUBCLASS_OF_ID,
    className,
    classType,
  });
  return Value;
}

/** One number a message that is sent, unless the caller has chosen. */
function randomFor(type: TlType | null, values: Values, randomLong: () => bigInt.BigInteger): unknown {
  if (type?.kind !== 'vector') return randomLong();
  return (values['id'] as readonly unknown[]).map(() => randomLong());
}

function isSet({ type }: TlField, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return value !== false || (type?.kind === 'scalar' && type.name === 'Bool');
}

function flagsOf(word: string, fields: readonly TlField[], own: Values): number {
  let flags = 0;
  for (const field of fields)
    if (field.flag?.word === word && isSet(field, own[field.name])) flags |= 1 << field.flag.bit;
  return flags;
}

function writeValue(to: ByteWriter, type: TlType, value: unknown, what: string): void {
  switch (type.kind) {
    case 'scalar':
      writeScalar(to, type.name, value, what);
      return;
    case 'vector': {
      const items = value as readonly unknown[];
      if (!type.isBare) to.unsigned(VECTOR);
      to.int(items.length);
      for (const item of items) writeValue(to, type.item, item, what);
      return;
    }
    case 'boxed':
    case 'bare':
      writeObject(to, value, type.kind === 'bare', what);
  }
}

function writeObject(to: ByteWriter, value: unknown, isBare: boolean, what: string): void {
  const object = value as Partial<TlObject> | undefined;
  if (typeof object?.getBytes !== 'function') throw new Error(`${what} is no TL object`);
  if (typeof object.writeFields !== 'function') {
    const bytes = object.getBytes();
    to.raw(isBare ? bytes.subarray(4) : bytes);
    return;
  }
  if (!isBare) to.unsigned(object.CONSTRUCTOR_ID ?? 0);
  object.writeFields(to);
}

function writeScalar(to: ByteWriter, type: Scalar, value: unknown, what: string): void {
  switch (type) {
    case 'int':
      to.int(value as number);
      return;
    case 'long':
      to.whole(native(value), 8);
      return;
    case 'int128':
      to.whole(native(value), 16);
      return;
    case 'int256':
      to.whole(native(value), 32);
      return;
    case 'double':
      to.double(value as number);
      return;
    case 'Bool':
      to.unsigned(value ? TRUE : FALSE);
      return;
    case 'string':
    case 'bytes':
      if (typeof value !== 'string' && !Buffer.isBuffer(value))
        throw new Error(`${what} is neither text nor bytes`);
      to.counted(value);
      return;
    case 'true':
      return;
  }
}

/** What a whole number is in: big-integer's, the engine's own, a number or its digits; nothing is 0. */
export function native(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (value === undefined || value === null) return 0n;
  const held = (value as { readonly value?: unknown }).value;
  return typeof held === 'bigint' ? held : BigInt((value as number | string | bigInt.BigInteger).toString());
}

function readField(
  reader: TlReader,
  { type, flag }: TlField,
  before: Values,
  classOf: TlClassParts['classOf'],
): unknown {
  if (type === null) return reader.readInt();
  const isThere = flag === null || ((before[flag.word] as number) & (1 << flag.bit)) !== 0;
  if (flag !== null && type.kind === 'scalar' && type.name === 'true') return isThere;
  return isThere ? readValue(reader, type, classOf) : null;
}

function readValue(reader: TlReader, type: TlType, classOf: TlClassParts['classOf']): unknown {
  switch (type.kind) {
    case 'scalar':
      return readScalar(reader, type.name);
    case 'vector': {
      if (!type.isBare) reader.readInt();
      const items: unknown[] = [];
      for (let left = reader.readInt(); left > 0; left -= 1)
        items.push(readValue(reader, type.item, classOf));
      return items;
    }
    case 'boxed':
      return reader.tgReadObject();
    case 'bare':
      return classOf(type.constructor).fromReader(reader);
  }
}

function readScalar(reader: TlReader, type: Scalar): unknown {
  switch (type) {
    case 'int':
      return reader.readInt();
    case 'long':
      return reader.readLong();
    case 'int128':
      return reader.readLargeInt(128);
    case 'int256':
      return reader.readLargeInt(256);
    case 'double':
      return reader.readDouble();
    case 'Bool':
      return reader.tgReadBool();
    case 'string':
      return reader.tgReadString();
    case 'bytes':
      return reader.tgReadBytes();
    case 'true':
      return true;
  }
}

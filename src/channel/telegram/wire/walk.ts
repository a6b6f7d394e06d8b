import { isUtf8 } from 'node:buffer';
import bigInt from 'big-integer';
import type { TlField, TlType } from '../tl/text.js';
import { FALSE, TRUE, VECTOR } from '../tl/tl-class.js';
import type { TlConstructor, TlSchema } from './schema.js';

/** Where a reading stopped: at an object whose number this layer does not know there, or for any other reason. */
export interface Stop {
  readonly at: number;
  /** The type that was expected, where the stop is an object that could be left out. */
  readonly type: string | null;
  readonly constructorId: number;
}

type Frame =
  | {
      readonly kind: 'object';
      readonly what: TlConstructor;
      index: number;
      readonly flags: Map<string, number>;
      readonly values: Record<string, unknown> | null;
      /** Something is missing that it is nothing without. */
      isSpoilt: boolean;
    }
  | { readonly kind: 'vector'; readonly item: TlType; left: number; readonly items: unknown[] | null };

/** In the place of an object that was left out. */
export const LOST = Symbol('lost');

/**
 * What an object is nothing without: a message whose chat cannot be read is nobody's, and a difference without its place
 * in the stream is no answer. Whoever is missing something else goes on without it.
 */
const VITAL: ReadonlyMap<string, string> = new Map([
  ['Message', 'peerId'],
  ['MessageService', 'peerId'],
  ['Dialog', 'peer'],
  ['updates.Difference', 'state'],
  ['updates.DifferenceSlice', 'intermediateState'],
]);

class Stopped extends Error {
  constructor(readonly stop: Stop) {
    super('unreadable');
  }
}

/**
 * One walk over a TL value, as a machine whose state can be copied at any object: that is what lets a reader try where
 * the rest goes on after an object it does not know. With `builds` false it only sees whether the bytes fit.
 */
export class Walk {
  private frames: Frame[] = [];
  private result: unknown = LOST;
  private isDone = false;
  /** Known objects that were left out because something vital of theirs was. */
  readonly spoilt: TlConstructor[] = [];
  /** Objects of known constructors met so far. */
  objects = 0;

  constructor(
    private readonly schema: TlSchema,
    private readonly data: Buffer,
    private offset: number,
    private readonly standIn: (type: string) => unknown,
    private readonly builds = true,
  ) {}

  get position(): number {
    return this.offset;
  }

  get value(): unknown {
    return this.result;
  }

  /** Read a value of `type` until its end. Undefined when it was read to the last byte. */
  start(type: TlType): Stop | undefined {
    return this.guarded(() => {
      this.begin(type);
      this.run();
    });
  }

  /** Go on at `offset`, as if the object expected had ended there. */
  resume(offset: number, type: string): Stop | undefined {
    return this.guarded(() => {
      this.offset = offset;
      this.deliver(this.builds ? this.standIn(type) : LOST);
      this.run();
    });
  }

  /** The same state, for a trial that builds nothing. */
  trial(): Walk {
    const copy = new Walk(this.schema, this.data, this.offset, this.standIn, false);
    copy.frames = this.frames.map((frame) =>
      frame.kind === 'object'
        ? { ...frame, flags: new Map(frame.flags), values: null }
        : { ...frame, items: null },
    );
    return copy;
  }

  private guarded(work: () => void): Stop | undefined {
    try {
      work();
    } catch (error) {
      if (error instanceof Stopped) return error.stop;
      // Node's own complaint about the end of a buffer.
      if (error instanceof RangeError) return { at: this.offset, type: null, constructorId: 0 };
      throw error;
    }
    if (this.isDone && this.offset === this.data.length) return undefined;
    return { at: this.offset, type: null, constructorId: 0 };
  }

  private run(): void {
    while (!this.isDone) {
      const frame = this.frames.at(-1);
      if (frame === undefined) return;
      if (frame.kind === 'vector') {
        if (frame.left > 0) this.begin(frame.item);
        else this.end(frame.items);
        continue;
      }
      const field = frame.what.fields[frame.index];
      if (field === undefined) this.end(this.made(frame));
      else this.field(frame, field);
    }
  }

  private field(frame: Extract<Frame, { kind: 'object' }>, field: TlField): void {
    const { name, type, flag } = field;
    if (type === null) {
      const word = this.int();
      frame.flags.set(name, word);
      this.put(frame, name, word);
      return;
    }
    const isThere = flag === null || ((frame.flags.get(flag.word) ?? 0) & (1 << flag.bit)) !== 0;
    if (type.kind === 'scalar' && type.name === 'true') this.put(frame, name, isThere);
    else if (isThere) this.begin(type);
    else this.put(frame, name, null);
  }

  private put(frame: Extract<Frame, { kind: 'object' }>, name: string, value: unknown): void {
    if (frame.values !== null) frame.values[name] = value;
    frame.index += 1;
  }

  private made({ what, values, isSpoilt }: Extract<Frame, { kind: 'object' }>): unknown {
    if (values === null) return null;
    if (!isSpoilt) return what.make(values);
    this.spoilt.push(what);
    return LOST;
  }

  private end(value: unknown): void {
    this.frames.pop();
    this.deliver(value);
  }

  private deliver(value: unknown): void {
    const frame = this.frames.at(-1);
    if (frame === undefined) {
      this.result = value;
      this.isDone = true;
    } else if (frame.kind === 'vector') {
      frame.left -= 1;
      if (value !== LOST) frame.items?.push(value);
    } else {
      const field = frame.what.fields[frame.index];
      if (field === undefined) return;
      if (value === LOST && VITAL.get(frame.what.name) === field.name) frame.isSpoilt = true;
      this.put(frame, field.name, value === LOST ? null : value);
    }
  }

  private begin(type: TlType): void {
    switch (type.kind) {
      case 'scalar':
        this.deliver(this.scalar(type.name));
        return;
      case 'vector': {
        if (!type.isBare && this.data.readUInt32LE(this.offset) !== VECTOR) throw this.stopped(null);
        if (!type.isBare) this.offset += 4;
        const left = this.int();
        // Nothing is shorter than four bytes.
        if (left < 0 || left > (this.data.length - this.offset) / 4) throw this.stopped(null);
        this.frames.push({ kind: 'vector', item: type.item, left, items: this.builds ? [] : null });
        return;
      }
      case 'boxed': {
        const what = this.schema.constructorOf(this.data.readUInt32LE(this.offset));
        if (what?.type !== type.name) throw this.stopped(type.name);
        this.offset += 4;
        this.open(what);
        return;
      }
      case 'bare': {
        const what = this.schema.named(type.constructor);
        if (what === undefined) throw this.stopped(null);
        this.open(what);
      }
    }
  }

  private open(what: TlConstructor): void {
    this.objects += 1;
    this.frames.push({
      kind: 'object',
      what,
      index: 0,
      flags: new Map(),
      values: this.builds ? {} : null,
      isSpoilt: false,
    });
  }

  private scalar(name: string): unknown {
    switch (name) {
      case 'int':
        return this.int();
      case 'long':
        return this.big(8);
      case 'int128':
        return this.big(16);
      case 'int256':
        return this.big(32);
      case 'double':
        this.offset += 8;
        return this.data.readDoubleLE(this.offset - 8);
      case 'string': {
        const bytes = this.bytes();
        // A trial that began at a wrong place may fit by chance; words that are no words give it away.
        if (!this.builds && !isUtf8(bytes)) throw this.stopped(null);
        return bytes.toString('utf8');
      }
      case 'bytes':
        return this.bytes();
      case 'Bool': {
        const id = this.data.readUInt32LE(this.offset);
        if (id !== TRUE && id !== FALSE) throw this.stopped(null);
        this.offset += 4;
        return id === TRUE;
      }
      default:
        return true;
    }
  }

  private int(): number {
    this.offset += 4;
    return this.data.readInt32LE(this.offset - 4);
  }

  private big(size: 8 | 16 | 32): bigInt.BigInteger {
    const at = this.offset;
    this.offset += size;
    if (size === 8) return bigInt(this.data.readBigInt64LE(at));
    if (this.offset > this.data.length) throw this.stopped(null);
    const bytes = Buffer.from(this.data.subarray(at, this.offset)).reverse();
    return bigInt(BigInt.asIntN(size * 8, BigInt(`0x${bytes.toString('hex')}`)));
  }

  private bytes(): Buffer {
    const first = this.data.readUInt8(this.offset);
    if (first === 255) throw this.stopped(null);
    const isLong = first === 254;
    const length = isLong ? this.data.readUIntLE(this.offset + 1, 3) : first;
    const head = isLong ? 4 : 1;
    const from = this.offset + head;
    const end = this.offset + Math.ceil((head + length) / 4) * 4;
    if (end > this.data.length) throw this.stopped(null);
    this.offset = end;
    return this.data.subarray(from, from + length);
  }

  private stopped(type: string | null): Stopped {
    const at = this.offset;
    const constructorId = at + 4 <= this.data.length ? this.data.readUInt32LE(at) : 0;
    return new Stopped({ at, type, constructorId });
  }
}

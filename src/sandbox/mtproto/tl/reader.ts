/** The bytes do not follow the schema: truncated, too long, or an impossible count. */
export class TlDecodeError extends Error {
  override readonly name: string = 'TlDecodeError';
}

/** A constructor id no known layer has. */
export class TlUnknownConstructor extends TlDecodeError {
  override readonly name = 'TlUnknownConstructor';
  constructor(readonly id: number) {
    super(`unknown constructor ${(id >>> 0).toString(16).padStart(8, '0')}`);
  }
}

/**
 * Reads TL primitives from one buffer. Every read is bounded by the buffer, so a wrong length fails instead of allocating.
 * Byte fields are copied: a value outlives the packet it came from without holding it in memory.
 */
export class TlReader {
  offset = 0;
  /** Current nesting; the codec refuses more than it can need. */
  depth = 0;

  constructor(readonly data: Buffer) {}

  get left(): number {
    return this.data.length - this.offset;
  }

  int(): number {
    return this.data.readInt32LE(this.advance(4));
  }

  uint(): number {
    return this.data.readUInt32LE(this.advance(4));
  }

  long(): bigint {
    return this.data.readBigInt64LE(this.advance(8));
  }

  double(): number {
    return this.data.readDoubleLE(this.advance(8));
  }

  raw(length: number): Buffer {
    const start = this.advance(length);
    return this.data.subarray(start, start + length);
  }

  copy(length: number): Buffer {
    return Buffer.from(this.raw(length));
  }

  bytes(): Buffer {
    return Buffer.from(this.bytesView());
  }

  string(): string {
    return this.bytesView().toString('utf8');
  }

  /** A byte string in place, without the copy. */
  bytesView(): Buffer {
    const first = this.data[this.advance(1)] ?? 0;
    let length = first;
    let head = 1;
    if (first === 254) {
      length = this.data.readUIntLE(this.advance(3), 3);
      head = 4;
    } else if (first === 255) {
      throw new TlDecodeError('a byte string cannot start with 255');
    }
    const view = this.raw(length);
    this.advance((4 - ((head + length) & 3)) & 3);
    return view;
  }

  private advance(length: number): number {
    const start = this.offset;
    if (length < 0 || start + length > this.data.length) {
      throw new TlDecodeError(`truncated: ${length} bytes wanted, ${this.left} left`);
    }
    this.offset = start + length;
    return start;
  }
}

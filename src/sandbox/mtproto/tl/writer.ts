/**
 * Writes TL primitives into a growing buffer that is reused from one message to the next.
 * `grow` may replace the buffer, so it always runs before the buffer is used.
 */
export class TlWriter {
  private data: Buffer;
  private length = 0;

  constructor(initial = 4096) {
    this.data = Buffer.allocUnsafe(initial);
  }

  get size(): number {
    return this.length;
  }

  /** Forgets what follows `size`; `reset()` starts a new message. */
  reset(size = 0): void {
    this.length = size;
  }

  int(value: number): void {
    const at = this.grow(4);
    this.data.writeInt32LE(value, at);
  }

  uint(value: number): void {
    const at = this.grow(4);
    this.data.writeUInt32LE(value, at);
  }

  long(value: bigint): void {
    const at = this.grow(8);
    this.data.writeBigInt64LE(BigInt.asIntN(64, value), at);
  }

  double(value: number): void {
    const at = this.grow(8);
    this.data.writeDoubleLE(value, at);
  }

  raw(value: Buffer): void {
    const at = this.grow(value.length);
    value.copy(this.data, at);
  }

  bytes(value: Buffer): void {
    const at = this.byteHead(value.length);
    value.copy(this.data, at);
    this.pad();
  }

  string(value: string): void {
    const length = Buffer.byteLength(value);
    const at = this.byteHead(length);
    this.data.write(value, at, 'utf8');
    this.pad();
  }

  /** Overwrites four bytes written earlier. */
  patchInt(offset: number, value: number): void {
    this.data.writeInt32LE(value, offset);
  }

  /** A copy of what was written. */
  take(): Buffer {
    return Buffer.from(this.data.subarray(0, this.length));
  }

  private byteHead(length: number): number {
    if (length < 254) {
      const at = this.grow(1);
      this.data[at] = length;
    } else {
      if (length > 0xffffff) throw new RangeError(`a byte string of ${length} bytes does not fit TL`);
      const at = this.grow(4);
      this.data.writeUInt32LE(((length << 8) | 254) >>> 0, at);
    }
    return this.grow(length);
  }

  private pad(): void {
    const padding = (4 - (this.length & 3)) & 3;
    const at = this.grow(padding);
    this.data.fill(0, at, at + padding);
  }

  private grow(length: number): number {
    const start = this.length;
    const end = start + length;
    if (end > this.data.length) {
      const bigger = Buffer.allocUnsafe(Math.max(end, this.data.length * 2));
      this.data.copy(bigger, 0, 0, start);
      this.data = bigger;
    }
    this.length = end;
    return start;
  }
}

/** What TL values are written into, one after another; it grows as it is written. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(firstSize);
  private used = 0;

  /** What was written. The writer is not used any more. */
  taken(): Buffer {
    return this.bytes.subarray(0, this.used);
  }

  int(value: number): void {
    const at = this.room(4);
    this.bytes.writeInt32LE(value, at);
  }

  unsigned(value: number): void {
    const at = this.room(4);
    this.bytes.writeUInt32LE(value, at);
  }

  double(value: number): void {
    const at = this.room(8);
    this.bytes.writeDoubleLE(value, at);
  }

  /** A whole number of `size` bytes, little end first, negative ones as their two's complement. */
  whole(value: bigint, size: 8 | 16 | 32): void {
    let at = this.room(size);
    for (let rest = value, left: number = size; left > 0; left -= 8, at += 8, rest >>= 64n)
      this.bytes.writeBigUInt64LE(BigInt.asUintN(64, rest), at);
  }

  raw(data: Uint8Array): void {
    const at = this.room(data.length);
    this.bytes.set(data, at);
  }

  /** A length, the bytes, and zeros until a multiple of four is full (core.telegram.org/mtproto/serialize#base-types). */
  counted(data: string | Uint8Array): void {
    const length = typeof data === 'string' ? Buffer.byteLength(data) : data.length;
    const head = length < 254 ? 1 : 4;
    const size = Math.ceil((head + length) / 4) * 4;
    const at = this.room(size);
    if (head === 1) this.bytes[at] = length;
    else this.bytes.writeUInt32LE(((length << 8) | 254) >>> 0, at);
    if (typeof data === 'string') this.bytes.write(data, at + head, 'utf8');
    else this.bytes.set(data, at + head);
    this.bytes.fill(0, at + head + length, at + size);
  }

  private room(size: number): number {
    const at = this.used;
    this.used += size;
    if (this.used > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * this.used);
      larger.set(this.bytes.subarray(0, at));
      this.bytes = larger;
    }
    return at;
  }
}

/** Most of what is sent is shorter. */
const firstSize = 256;

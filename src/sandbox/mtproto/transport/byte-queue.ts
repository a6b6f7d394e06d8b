/** Bytes that arrived and were not used yet. Joins chunks only when a read crosses them, so slow senders cost little. */
export class ByteQueue {
  private chunks: Buffer[] = [];
  private total = 0;

  get length(): number {
    return this.total;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.chunks.push(chunk);
    this.total += chunk.length;
  }

  /** The first `count` bytes without taking them; null when there are fewer. */
  peek(count: number): Buffer | null {
    if (count > this.total) return null;
    const first = this.chunks[0];
    if (count === 0 || !first) return Buffer.alloc(0);
    if (first.length >= count) return first.subarray(0, count);
    const joined = Buffer.concat(this.chunks, this.total);
    this.chunks = [joined];
    return joined.subarray(0, count);
  }

  /** Takes `count` bytes; null (and nothing taken) when there are fewer. */
  take(count: number): Buffer | null {
    const taken = this.peek(count);
    const first = this.chunks[0];
    if (!taken || !first || count === 0) return taken;
    if (first.length === count) this.chunks.shift();
    else this.chunks[0] = first.subarray(count);
    this.total -= count;
    return taken;
  }

  /** Takes everything. */
  drain(): Buffer {
    const all = this.chunks.length === 1 && this.chunks[0] ? this.chunks[0] : Buffer.concat(this.chunks);
    this.chunks = [];
    this.total = 0;
    return all;
  }
}

/** Buckets of one text as they are found, kind after kind, in one array that grows and is used again for the next. */
export class BucketRoom {
  private numbers = new Int32Array(firstSize);
  private size = 0;
  /** Where the kind begins that is being found. */
  private from = 0;

  push(bucket: number): void {
    if (this.size === this.numbers.length) {
      const larger = new Int32Array(2 * this.size);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.size] = bucket;
    this.size += 1;
  }

  /** Leaves each bucket of the kind once, in rising order. @returns how many there are by now */
  endKind(): number {
    const sorted = this.numbers.subarray(this.from, this.size).sort();
    let size = 0;
    for (let at = 0; at < sorted.length; at += 1) {
      const one = sorted[at] ?? 0;
      if (at > 0 && one === sorted[size - 1]) continue;
      sorted[size] = one;
      size += 1;
    }
    this.from += size;
    this.size = this.from;
    return this.size;
  }

  /** All of them, and the room is empty. */
  taken(): Int32Array {
    const all = this.numbers.slice(0, this.size);
    this.size = 0;
    this.from = 0;
    return all;
  }
}

/** More than most messages need. */
const firstSize = 2_048;

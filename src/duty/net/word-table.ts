/**
 * Words, and the numbers that stand by each in some of a few columns. All of it lies in five arrays of numbers: as maps of
 * lists of lists the 22,000 words of the lexicon took twelve megabytes, a sixth of all that was alive in the program.
 */
export class WordTable {
  /** By the hash of a word: its place and one more; 0 where there is none. */
  private slots = new Int32Array(initialSlots);
  private letters = new Uint16Array(8 * initialSlots);
  /** By the place of a word: where its letters end. They begin where those of the one before it end. */
  private ends = new Uint32Array(initialSlots);
  /** By the place of a word: its last entry. */
  private lasts = new Int32Array(initialSlots);
  /** Three numbers an entry: column, number, and the next entry of the word; of its last the first. */
  private entries = new Int32Array(8 * initialSlots);
  private words = 0;
  private used = 0;

  get size(): number {
    return this.words;
  }

  /** Once a word, column and number, however often it is said. */
  add(word: string, column: number, number: number): void {
    const slot = this.slotOf(word);
    const known = (this.slots[slot] ?? 0) - 1;
    if (known === -1) this.append(word, slot, column, number);
    else if (!(this.get(word)?.[column]?.includes(number) ?? false)) this.extend(known, column, number);
  }

  /** By column, in the order in which they were added; undefined for a word that is not there. */
  get(word: string): readonly (readonly number[] | undefined)[] | undefined {
    const place = (this.slots[this.slotOf(word)] ?? 0) - 1;
    if (place === -1) return undefined;
    const byColumn: (number[] | undefined)[] = [];
    const last = this.lasts[place] ?? 0;
    let entry = last;
    do {
      entry = this.entries[entry + 2] ?? 0;
      (byColumn[this.entries[entry] ?? 0] ??= []).push(this.entries[entry + 1] ?? 0);
    } while (entry !== last);
    return byColumn;
  }

  private append(word: string, slot: number, column: number, number: number): void {
    const from = this.endOf(this.words - 1);
    this.letters = withRoom(this.letters, from + word.length);
    for (let at = 0; at < word.length; at += 1) this.letters[from + at] = word.charCodeAt(at);
    this.ends = withRoom(this.ends, this.words + 1);
    this.lasts = withRoom(this.lasts, this.words + 1);
    this.ends[this.words] = from + word.length;
    const entry = this.entry(column, number);
    this.entries[entry + 2] = entry;
    this.lasts[this.words] = entry;
    this.words += 1;
    this.slots[slot] = this.words;
    if (this.words * 2 > this.slots.length) this.spread();
  }

  private extend(place: number, column: number, number: number): void {
    const last = this.lasts[place] ?? 0;
    const entry = this.entry(column, number);
    this.entries[entry + 2] = this.entries[last + 2] ?? 0;
    this.entries[last + 2] = entry;
    this.lasts[place] = entry;
  }

  private entry(column: number, number: number): number {
    const entry = this.used;
    this.entries = withRoom(this.entries, entry + 3);
    this.entries[entry] = column;
    this.entries[entry + 1] = number;
    this.used += 3;
    return entry;
  }

  /** Where the word is, or would be. */
  private slotOf(word: string): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(word.length, (at) => word.charCodeAt(at)) & mask;
    for (;;) {
      const place = (this.slots[slot] ?? 0) - 1;
      if (place === -1 || this.isAt(place, word)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private isAt(place: number, word: string): boolean {
    const from = this.endOf(place - 1);
    if (this.endOf(place) - from !== word.length) return false;
    for (let at = 0; at < word.length; at += 1)
      if (this.letters[from + at] !== word.charCodeAt(at)) return false;
    return true;
  }

  private endOf(place: number): number {
    return place < 0 ? 0 : (this.ends[place] ?? 0);
  }

  private spread(): void {
    const slots = new Int32Array(2 * this.slots.length);
    const mask = slots.length - 1;
    for (let place = 0; place < this.words; place += 1) {
      const from = this.endOf(place - 1);
      let slot = hashOf(this.endOf(place) - from, (at) => this.letters[from + at] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = place + 1;
    }
    this.slots = slots;
  }
}

/** A power of two. */
const initialSlots = 1_024;

/** FNV-1a over UTF-16 units, with a final mix. */
function hashOf(length: number, unitAt: (at: number) => number): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < length; at += 1) state = Math.imul(state ^ unitAt(at), 0x01000193);
  return (state ^ (state >>> 15)) >>> 0;
}

function withRoom<A extends Int32Array | Uint16Array | Uint32Array>(array: A, size: number): A {
  if (size <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => A)(2 * size);
  larger.set(array);
  return larger;
}

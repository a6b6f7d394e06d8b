/** A value that was wanted, with the path that leads to it: keys, and "*" for an item of a list. */
export interface Piece {
  readonly path: string;
  /** Which item of each list around it, from 0, the outermost first; not its own place in a list. */
  readonly within: readonly number[];
  readonly text: string;
}

interface Level {
  readonly isList: boolean;
  /** How many items ended before the one that is being read. */
  index: number;
  /** The path of what stands directly in it; for an object, without the key. */
  readonly prefix: string;
}

/** Bytes of one value, far above any message; what is longer means that the file is broken. */
const longestValue = 8 * 1024 * 1024;
/** No export is nested deeper outside of what is cut out of it. */
const deepest = 200;

const quote = 0x22;
const backslash = 0x5c;
const openObject = 0x7b;
const closeObject = 0x7d;
const openList = 0x5b;
const closeList = 0x5d;

/**
 * Cuts the wanted values out of a JSON file that is given in pieces, in memory that does not grow with the file. It looks
 * at quotes and brackets only and reads no value: Telegram Desktop writes control characters as `\x0B`, which is no
 * JSON, and a parser of the whole file would give up there (export_output_json.cpp, SerializeString). So one value that
 * cannot be read costs that value.
 */
export class JsonSplitter {
  private readonly levels: Level[] = [];
  private key = '';
  private expectsKey = false;
  private inText = false;
  private escaped = false;
  /** The bytes of a text that is a key, or of a value that is cut out; null while nothing is kept. */
  private kept: Buffer[] | null = null;
  private keptBytes = 0;
  private keptFrom = 0;
  /** Depth at which the value that is cut out ends; -1 while none is. */
  private valueDepth = -1;
  private valuePath = '';
  private inScalar = false;
  private depth = 0;
  private found: Piece[] = [];
  private trouble: string | null = null;
  private begun = false;
  private ended = false;

  /** Asked for every value by its path: it is cut out, passed over with all that is in it, or looked into. */
  constructor(private readonly what: (path: string, within: readonly number[]) => 'cut' | 'pass' | 'enter') {}

  /** Why the file cannot be read further; null while it can. */
  get problem(): string | null {
    return this.trouble;
  }

  /** The whole value of the file is behind us. */
  get isWhole(): boolean {
    return this.ended;
  }

  /** @returns what became whole with these bytes */
  take(bytes: Buffer): readonly Piece[] {
    if (this.trouble !== null || this.ended) return [];
    this.keptFrom = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const sign = bytes[at] ?? 0;
      if (this.inText) {
        at = this.endOfText(bytes, at);
        if (at < bytes.length) this.endText(bytes, at);
      } else this.step(bytes, at, sign);
      if (this.trouble !== null || this.ended) break;
    }
    this.keep(bytes, bytes.length);
    const { found } = this;
    this.found = [];
    return found;
  }

  /** Where the text ends that goes on at `at`: at its quote, or at the end of the bytes. */
  private endOfText(bytes: Buffer, at: number): number {
    let from = at;
    if (this.escaped) {
      this.escaped = false;
      from += 1;
    }
    for (let end = bytes.indexOf(quote, from); ; end = bytes.indexOf(quote, end + 1)) {
      const before = end === -1 ? bytes.length : end;
      let slashes = 0;
      while (before - 1 - slashes >= from && bytes[before - 1 - slashes] === backslash) slashes += 1;
      if (end === -1) this.escaped = slashes % 2 === 1;
      if (end === -1 || slashes % 2 === 0) return before;
    }
  }

  private step(bytes: Buffer, at: number, sign: number): void {
    switch (sign) {
      case quote:
        if (!this.begun) this.fail('it is not whole JSON from here on');
        this.inText = true;
        if (this.expectsKey && this.valueDepth === -1) this.startKeeping(at + 1);
        else this.startScalar(at);
        return;
      case openObject:
      case openList:
        this.open(at, sign === openList);
        return;
      case closeObject:
      case closeList:
        this.endScalar(bytes, at);
        this.close(bytes, at, sign === closeList);
        return;
      case 0x2c: // ,
        this.endScalar(bytes, at);
        if (this.valueDepth === -1) this.nextItem();
        return;
      case 0x3a: // :
        this.expectsKey = false;
        return;
      case 0x20:
      case 0x09:
      case 0x0a:
      case 0x0d:
        return;
      default:
        // A number or a word (true, null). Signs that begin neither are tolerated within a value: it is read later.
        if (!this.begun || (this.valueDepth === -1 && !isWordSign(sign)))
          this.fail('it is not whole JSON from here on');
        else this.startScalar(at);
    }
  }

  private fail(why: string): void {
    this.trouble ??= why;
  }

  private nextItem(): void {
    const level = this.levels.at(-1);
    this.expectsKey = level?.isList === false;
    if (level?.isList === true) level.index += 1;
  }

  private within(path: string): readonly number[] {
    const around = path.endsWith('.*') ? this.levels.slice(0, -1) : this.levels;
    return around.filter(({ isList }) => isList).map(({ index }) => index);
  }

  private pathHere(): string {
    const level = this.levels.at(-1);
    if (level === undefined) return '$';
    return level.isList ? `${level.prefix}.*` : `${level.prefix}.${this.key}`;
  }

  private startScalar(at: number): void {
    if (this.valueDepth !== -1 || this.inScalar) return;
    this.inScalar = true;
    const path = this.pathHere();
    if (this.what(path, this.within(path)) !== 'cut') return;
    this.valuePath = path;
    this.startKeeping(at);
  }

  private endScalar(bytes: Buffer, at: number): void {
    if (this.valueDepth !== -1 || !this.inScalar) return;
    this.inScalar = false;
    if (this.kept !== null) this.emit(bytes, at);
  }

  private open(at: number, isList: boolean): void {
    this.begun = true;
    this.depth += 1;
    if (this.valueDepth !== -1) {
      if (this.depth > deepest * 5) this.fail('it is nested too deeply');
      return;
    }
    const path = this.pathHere();
    const what = this.what(path, this.within(path));
    if (what !== 'enter') {
      this.valueDepth = this.depth;
      this.valuePath = path;
      if (what === 'cut') this.startKeeping(at);
      return;
    }
    if (this.levels.length >= deepest) this.fail('it is nested too deeply');
    this.levels.push({ isList, index: 0, prefix: path });
    this.expectsKey = !isList;
  }

  private close(bytes: Buffer, at: number, isList: boolean): void {
    this.depth -= 1;
    if (this.valueDepth !== -1) {
      if (this.depth >= this.valueDepth) return;
      this.valueDepth = -1;
      this.emit(bytes, at + 1);
    } else {
      const level = this.levels.pop();
      if (level === undefined || level.isList !== isList) this.fail('it is not whole JSON from here on');
    }
    this.expectsKey = false;
    if (this.levels.length === 0) this.ended = this.trouble === null;
  }

  private endText(bytes: Buffer, at: number): void {
    this.inText = false;
    if (!this.expectsKey || this.valueDepth !== -1) return;
    this.keep(bytes, at);
    this.key = Buffer.concat(this.kept ?? []).toString('utf8');
    this.kept = null;
    this.expectsKey = false;
  }

  private startKeeping(at: number): void {
    this.kept = [];
    this.keptBytes = 0;
    this.keptFrom = at;
  }

  private keep(bytes: Buffer, to: number): void {
    if (this.kept === null || to <= this.keptFrom) return;
    this.keptBytes += to - this.keptFrom;
    if (this.keptBytes > longestValue) {
      this.fail('one of its values is larger than any message: a bracket or a quote is missing');
      this.kept = null;
      return;
    }
    // A copy: what is read from the disk next may lie in the same place.
    this.kept.push(Buffer.from(bytes.subarray(this.keptFrom, to)));
    this.keptFrom = to;
  }

  private emit(bytes: Buffer, to: number): void {
    this.keep(bytes, to);
    const { kept, valuePath: path } = this;
    if (kept !== null) {
      this.found.push({ path, within: this.within(path), text: Buffer.concat(kept).toString('utf8') });
    }
    this.kept = null;
  }
}

/** Letters, digits, "+", "-" and ".": what numbers and words are made of. */
const isWordSign = (sign: number): boolean =>
  (sign >= 0x30 && sign <= 0x39) ||
  (sign >= 0x41 && sign <= 0x5a) ||
  (sign >= 0x61 && sign <= 0x7a) ||
  sign === 0x2b ||
  sign === 0x2d ||
  sign === 0x2e;

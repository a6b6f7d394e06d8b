/** Tags that hold words (Exif 3.0, 4.6): the description of a picture, comments of Windows, the comment of its user. */
const wordTags = new Set([0x010e, 0x9286, 0x9c9b, 0x9c9c, 0x9c9f]);
const exifFolder = 0x8769;
/** Bytes of one value of each type, by its number. */
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1 };
/** Marks of eight bytes before a UserComment that say how it is written. */
const charsets = /^(?:ASCII\0{3}|UNICODE\0|JIS\0{5}|\0{8})/u;

/**
 * The words in the Exif data of a picture (TIFF 6.0), as bytes: SillyTavern and its kin keep a card in the UserComment of
 * a WebP. What is broken in it is passed over.
 */
export function exifWords(exif: Buffer): readonly Buffer[] {
  const start = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0;
  const tiff = exif.subarray(start);
  const order = tiff.toString('latin1', 0, 2);
  if ((order !== 'II' && order !== 'MM') || tiff.length < 8) return [];
  const reader = new TiffReader(tiff, order === 'II');
  const first = reader.folder(reader.long(4));
  const inner = first.find(({ tag }) => tag === exifFolder);
  const found = [...(inner === undefined ? [] : reader.folder(reader.long(inner.at))), ...first];
  return found
    .filter(({ tag }) => wordTags.has(tag))
    .map(({ at, length }) => words(tiff.subarray(at, at + length)));
}

function words(value: Buffer): Buffer {
  return charsets.test(value.toString('latin1', 0, 8)) ? value.subarray(8) : value;
}

interface Field {
  readonly tag: number;
  /** Where its value stands, and how many bytes it takes. */
  readonly at: number;
  readonly length: number;
}

class TiffReader {
  constructor(
    private readonly bytes: Buffer,
    private readonly little: boolean,
  ) {}

  /** A number of four bytes; 0 outside of the data. */
  long(at: number): number {
    if (at + 4 > this.bytes.length) return 0;
    return this.little ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at);
  }

  /** The fields of the folder at `at`; what leads out of the data is left out. */
  folder(at: number): readonly Field[] {
    if (at < 8 || at + 2 > this.bytes.length) return [];
    const count = Math.min(this.short(at), Math.floor((this.bytes.length - at - 2) / 12));
    return Array.from({ length: count }, (_, index): Field => {
      const entry = at + 2 + index * 12;
      const length = (sizes[this.short(entry + 2)] ?? 0) * this.long(entry + 4);
      return { tag: this.short(entry), at: length <= 4 ? entry + 8 : this.long(entry + 8), length };
    }).filter((field) => field.at + field.length <= this.bytes.length);
  }

  private short(at: number): number {
    return this.little ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at);
  }
}

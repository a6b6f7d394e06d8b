import { bookFrom, isBook, type Book } from './book-shape.js';
import { openCardFile } from '../file/card-file.js';
import { kindOfFile, wrongEnding } from '../file/kind-of-file.js';
import { isObject } from './loose-values.js';
import { personFields, somethingElse, wrappedIn } from './person-fields.js';
import { largestFile, refuse, tooLarge, type CardRefusal } from '../file/refusal.js';
import { sift, structureOf } from './sift.js';
import { valueInChunk, valueInFile } from './value-in-text.js';

export interface ReadBook {
  readonly ok: true;
  readonly book: Book;
  readonly left: readonly string[];
}

/** The lorebook in a file: one that stands alone, in any shape programs write, or the one in a card. */
export function readBook(bytes: Buffer, name = ''): ReadBook | CardRefusal {
  if (bytes.length > largestFile) return tooLarge(largestFile);
  const kind = kindOfFile(bytes);
  const ending = wrongEnding(kind, name);
  const file = openCardFile(bytes, kind);
  if (!file.ok) return file;
  let first: CardRefusal | null = null;
  for (const text of file.texts) {
    const value = text.inPicture ? valueInChunk(text.bytes) : valueInFile(text.bytes);
    const book = value.ok ? bookInValue(value.value) : value;
    if (book.ok) {
      const note = ending === null ? [] : [`the file is ${kind.called}, although its name ends in ${ending}`];
      return { ...book, left: [...note, ...(value.ok ? value.left : []), ...book.left] };
    }
    first ??= book;
  }
  return first ?? refuse('it holds no lorebook', 'use World Info or a card with a lorebook');
}

function bookInValue(value: unknown): ReadBook | CardRefusal {
  const trouble = structureOf(value);
  if (trouble !== null) return trouble;
  if (!isBook(value)) {
    const other = somethingElse(value);
    if (other !== null) return refuse(`it is ${other.is}`, other.remedy);
  }
  const found = isBook(value)
    ? value
    : isObject(value)
      ? personFields(wrappedIn(value).inner, value)['character_book']
      : undefined;
  const sifted = sift({ character_book: found });
  if (!sifted.ok) return sifted;
  const book = bookFrom(sifted.data['character_book']);
  return book === null
    ? refuse('it holds no lorebook', 'use World Info or a card with a lorebook')
    : { ok: true, book, left: sifted.left };
}

/**
 * A text in the form keys are looked for in: small letters, Latin letters without accents, one space between words and
 * at both ends. Made once per text, whatever the number of keys.
 */
export interface SearchText {
  readonly words: string;
  /** Without spaces, for scripts that have none. */
  readonly run: string;
}

/** A key in the form of a text, made once per key. */
export interface SearchKey {
  /** Small letters, one space between words; without spaces where `isRun`. Never empty. */
  readonly wanted: string;
  /** Looked for anywhere, in a text without spaces. */
  readonly isRun: boolean;
  /** The last word may go on. */
  readonly isOpen: boolean;
}

/** Scripts written without spaces, or (Korean) with endings grown on to the word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export function searchText(text: string): SearchText {
  const words = plain(text);
  return { words: ` ${words} `, run: words.replaceAll(' ', '') };
}

/** Null for a key that no text can hold: nothing but punctuation. */
export function searchKey(key: string): SearchKey | null {
  const isOpen = key.trimEnd().endsWith('*');
  const wanted = plain(isOpen ? key.trimEnd().slice(0, -1) : key);
  if (wanted === '') return null;
  const isRun = unspaced.test(wanted);
  return {
    wanted: isRun ? wanted.replaceAll(' ', '') : wanted,
    isRun,
    isOpen,
  };
}

/** The first of the keys that occurs in the text, or undefined. */
export function firstMatch(keys: readonly string[], text: SearchText): string | undefined {
  return keys.find((key) => {
    const wanted = searchKey(key);
    return wanted !== null && isIn(wanted, text);
  });
}

/** True for a key that no text can hold: nothing but punctuation. */
export function isEmptyKey(key: string): boolean {
  return searchKey(key) === null;
}

function isIn({ wanted, isRun, isOpen }: SearchKey, { words, run }: SearchText): boolean {
  if (isRun) return run.includes(wanted);
  return words.includes(isOpen ? ` ${wanted}` : ` ${wanted} `);
}

/** Most keys are: normalizing thousands of them would cost milliseconds. */
const alreadyPlain = /^[a-zа-я0-9]+(?: [a-zа-я0-9]+)*$/u;

function plain(text: string): string {
  if (alreadyPlain.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

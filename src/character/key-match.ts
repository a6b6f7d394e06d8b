/**
 * A text in the form keys are looked for in: small letters, Latin letters without accents, one space between words and
 * at both ends. Made once per text, whatever the number of keys.
 */
export interface SearchText {
  readonly words: string;
  /** Without spaces, for scripts that have none. */
  readonly run: string;
}

/** Scripts written without spaces, or (Korean) with endings grown on to the word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const alreadyPlain = /^[a-zа-я0-9]+(?: [a-zа-я0-9]+)*\*?$/u;

export function searchText(text: string): SearchText {
  const words = plain(text);
  return { words: ` ${words} `, run: words.replaceAll(' ', '') };
}

/** The first of the keys that occurs in the text, or undefined. */
export function firstMatch(keys: readonly string[], text: SearchText): string | undefined {
  return keys.find((key) => matches(key, text));
}

/** True for a key that no text can hold: nothing but punctuation. */
export function isEmptyKey(key: string): boolean {
  return plain(key) === '';
}

function matches(key: string, { words, run }: SearchText): boolean {
  // Most keys are plain as they are, and a large lorebook has thousands: normalizing them all would cost milliseconds.
  const wanted = alreadyPlain.test(key) ? key.replace('*', '') : plain(key);
  if (wanted === '') return false;
  if (unspaced.test(wanted)) return run.includes(wanted.replaceAll(' ', ''));
  return words.includes(key.trimEnd().endsWith('*') ? ` ${wanted}` : ` ${wanted} `);
}

function plain(text: string): string {
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

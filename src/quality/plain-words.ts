import { recently } from '../lib/recently.js';

/** A dozen checks look at the same bubble and at the same messages before it. */
const remembered = 128;

/** Small letters, straight quotation marks, one kind of apostrophe; what a phrase is looked for in. */
export const plainText = recently(remembered, (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim(),
);

const piece =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text; of scripts without spaces each sign is one. */
export const wordsOf = recently(remembered, (text): readonly string[] => plainText(text).match(piece) ?? []);

const sign = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether what `wordsOf` gave is a sign of a script without spaces. */
export function isSign(word: string): boolean {
  return sign.test(word);
}

/** How long a text is in words; signs of scripts without spaces count as about two to a word. */
export function countWords(text: string): number {
  return Math.ceil(wordsOf(text).reduce((sum, word) => sum + (isSign(word) ? 0.6 : 1), 0));
}

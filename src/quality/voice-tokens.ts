import { isUnspaced, particlesIn, type IsStyleWord } from './voice-words.js';

const token = /'?\p{L}[\p{L}\p{M}'-]*|\p{N}+|\p{Extended_Pictographic}|\.{2,}|[!?]{2,}|[^\s\p{M}\p{Cf}]/gu;
const wordStart = /^'?\p{L}/u;
const sentenceEnd = /^[.!?。！？]/u;

/**
 * A text without what it is about: words of manner as they are, every other word as `*` (`*A` when it has a capital
 * inside a sentence, `*a` when it begins one without), numbers as `#`, punctuation and emoji as they are.
 */
export function styleTokens(text: string, isStyleWord: IsStyleWord): readonly string[] {
  const pieces =
    text
      .normalize('NFKC')
      .replace(/[’‘ʼ]/gu, "'")
      .replace(/[“”„«»]/gu, '"')
      .replace(/…/gu, '...')
      .match(token) ?? [];
  const out: string[] = [];
  let begins = true;
  for (const piece of pieces) {
    if (wordStart.test(piece)) {
      out.push(...styleOf(piece, begins, isStyleWord));
      begins = false;
    } else {
      out.push(/^\p{N}/u.test(piece) ? '#' : piece);
      if (sentenceEnd.test(piece)) begins = true;
    }
  }
  return out;
}

function styleOf(word: string, begins: boolean, isStyleWord: IsStyleWord): readonly string[] {
  if (isUnspaced(word)) return [...particlesIn(word), '*'];
  const plain = word.toLowerCase().replaceAll('ё', 'е');
  const isCapital = /^'?\p{Lu}/u.test(word);
  const small = begins && !isCapital && /^'?\p{Ll}/u.test(word) ? ['*a'] : [];
  if (isStyleWord(plain)) return [...small, plain];
  return [...small, isCapital && !begins ? '*A' : '*'];
}

import { functionWords } from '../../text/function-words.js';
import { sentencesOf } from '../sentences.js';
import { wordsOf } from '../plain-words.js';

/**
 * Whether some sentence says nothing as it stands and something once its letters are moved, mirrored, turned or doubled.
 * Such words pass every check unread, so they are not sent, whatever they say. Decided by the small words, of which
 * every sentence of a language holds some: a third of them is language, nearly none is not.
 */
export function hidesWords(text: string): boolean {
  return [text, ...sentencesOf(text)].some((part) => {
    const words = wordsOf(part).slice(0, mostRead);
    if (words.length < fewestWords) return false;
    if (turned(part) || doubled(words) || pigLatin(words) || withoutVowels(words)) return true;
    const plain = plainShare(words);
    if (plain > mostPlain) return false;
    const share = Math.max(fewestSaying, plain + clearlyMore);
    return [mirrored, backwards, ...shifts].some((read) => isLanguage(words, read, share));
  });
}

/** Of one sentence. */
const mostRead = 60;
/** Fewer are too few to tell. */
const fewestWords = 4;
/** In a sentence of any of the eight languages more of the words are small ones of that language. */
const mostPlain = 0.3;
const fewestSaying = 0.34;
const clearlyMore = 0.25;
const mostly = 0.6;

const languages = Object.values(functionWords);

/** Single letters are words of some language by chance. */
function plainShare(words: readonly string[]): number {
  const longer = words.filter((word) => word.length > 1);
  const small = languages.map((known) => longer.filter((word) => known.has(word)).length);
  return Math.max(...small) / Math.max(1, longer.length);
}

/** Words that stay what they were, such as "did" from the back, do not count, and short ones alone are chance. */
function isLanguage(words: readonly string[], read: (word: string) => string, share: number): boolean {
  const turned = words.map((word) => [word, read(word)] as const).filter(([word, one]) => word !== one);
  return languages.some((known) => {
    const hits = turned.map(([, one]) => one).filter((one) => known.has(one));
    if (turned.length < fewestWords || hits.length < turned.length * share) return false;
    const distinct = [...new Set(hits)].filter((one) => one.length > 1);
    const longer = distinct.filter((one) => one.length > 2).length;
    return distinct.length >= 3 && (longer >= 2 || (longer === 1 && hits.length >= turned.length * mostly));
  });
}

/** The place of a letter in the Latin or the Russian alphabet, moved; other letters stay. */
const shifts = Array.from(
  { length: 25 },
  (_, at) => (word: string) =>
    word.replace(/[a-zа-я]/gu, (letter) => moved(letter, (place) => place + at + 1)),
);

/** Atbash: the first letter for the last. */
function mirrored(word: string): string {
  return word.replace(/[a-zа-я]/gu, (letter) => moved(letter, (place, size) => size - 1 - place));
}

function moved(letter: string, to: (place: number, size: number) => number): string {
  const [first, size] = letter <= 'z' ? [0x61, 26] : [0x430, 32];
  return String.fromCharCode(first + (to(letter.charCodeAt(0) - first, size) % size));
}

const backwards = (word: string): string => [...word].reverse().join('');

/** Letters that are others upside down; some of them are used in writing down sounds, a few at a time. */
function turned(text: string): boolean {
  const found = text.match(/[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ]/gu) ?? [];
  return found.length >= 8 && new Set(found).size >= 4;
}

function doubled(words: readonly string[]): boolean {
  return most(words, (word) => /^(?:(\p{L})\1)+$/u.test(word));
}

function pigLatin(words: readonly string[]): boolean {
  return most(words, (word) => /^[a-z]+ay$/u.test(word)) && new Set(words).size >= fewestWords;
}

/** Six words of consonants alone; drawn-out sounds and the short forms of chat are fewer, or the same again. */
function withoutVowels(words: readonly string[]): boolean {
  const bare = new Set(words.filter((word) => /^[b-df-hj-np-tv-z]{3,}$/u.test(word)));
  return bare.size >= 6 && most(words, (word) => /^[b-df-hj-np-tv-z]+$/u.test(word));
}

function most(words: readonly string[], is: (word: string) => boolean): boolean {
  return words.filter(is).length >= words.length * 0.7;
}

import { recently } from '../lib/recently.js';
import { createVoicePanel, learnVoice, shelve, type Voice, type VoiceShelf } from './voice.js';
import { styleTokens } from './voice-tokens.js';
import { styleWords, type IsStyleWord } from './voice-words.js';
import { plainVoiceLines, stockPhrases } from './drift-phrases.js';
import { otherVoices } from './voices/other-voices.js';

/**
 * What is measured of one reply, and the least spread each is given: a character whose ten samples hold no exclamation
 * mark is not out of its voice at the first one.
 */
export const leastSpread = {
  /** Words, as a power of two. */
  length: 0.7,
  /** Words of a sentence, as a power of two. */
  sentences: 0.6,
  /** Letters of a word. */
  wordLength: 0.7,
  /** Exclamation marks per sentence, at most 1. */
  exclamations: 0.2,
  /** Question marks, at most 3. */
  questions: 0.8,
  /** Emoji, at most 4. */
  emoji: 0.7,
  /** Share of sentences that begin with a small letter. */
  smallLetters: 0.35,
  /** Lines of a list, headings, bold type; at most 3. */
  layout: 0.3,
  /** Phrases of an assistant, at most 3. */
  stock: 0.5,
  /** Words the author forbids, at most 3. */
  forbidden: 0.4,
  /** Share of words of manner that the character has not used so far. */
  vocabulary: 0.2,
  /** Evidence for its own style against plain assistant prose. */
  style: 0.05,
} as const;

export type MeasureName = keyof typeof leastSpread;
export const measureNames = Object.keys(leastSpread) as readonly MeasureName[];
export type Measures = Readonly<Record<MeasureName, number>>;

/** What replies are measured against. */
export interface Yardstick {
  readonly isStyleWord: IsStyleWord;
  readonly forbidden: readonly string[];
  readonly stock: readonly string[];
  readonly plain: Voice | null;
  /** Other written voices of the language; none where nobody wrote any. */
  readonly others: VoiceShelf;
}

export function yardstick(languages: readonly string[], forbidden: readonly string[]): Yardstick {
  return { ...ofLanguages(languages.join(' ')), forbidden: forbidden.map(plainText) };
}

/** More sets of languages than characters of one program write. */
const rememberedLanguages = 16;

/** The same for every character that writes these languages, and for each profile of it. */
const ofLanguages = recently(rememberedLanguages, (joined): Omit<Yardstick, 'forbidden'> => {
  const languages = joined.split(' ');
  const isStyleWord = styleWords(languages);
  const lines = plainVoiceLines(languages);
  const others = otherVoices(languages).map((voice) => learnVoice(voice, isStyleWord));
  return {
    isStyleWord,
    stock: stockPhrases(languages).map(plainText),
    plain: lines.length === 0 ? null : learnVoice(lines, isStyleWord),
    others: shelve(others),
  };
});

/** Measures replies against a voice. */
export function createMeasure(voice: Voice, stick: Yardstick): (reply: string) => Measures {
  const { isStyleWord, plain } = stick;
  const panel = plain === null ? null : createVoicePanel([voice, plain]);
  const known = voice.counts.words;
  return (reply) => {
    const manner = styleTokens(reply, isStyleWord).filter((token) => /^[\p{L}']/u.test(token));
    const [mine = 0, theirs = 0] = panel?.evidence(reply) ?? [];
    return {
      ...surfaceOf(reply),
      stock: countOf(reply, stick.stock),
      forbidden: forbiddenIn(reply, stick.forbidden).length,
      vocabulary: manner.filter((word) => known.get(word) === undefined).length / Math.max(3, manner.length),
      style: mine - theirs,
    };
  };
}

function surfaceOf(reply: string) {
  const words = reply.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  const sentences = reply.split(/(?<=[.!?。！？…])\s+|\n+/u).filter((part) => /\p{L}/u.test(part));
  const count = Math.max(1, sentences.length);
  const begin = sentences.map((part) => /\p{L}/u.exec(part)?.[0] ?? '');
  return {
    length: Math.log2(words.length + 1),
    sentences: Math.log2(words.length / count + 1),
    wordLength: words.reduce((sum, word) => sum + word.length, 0) / Math.max(1, words.length),
    exclamations: Math.min(1, times(reply, /[!！]/gu) / count),
    questions: Math.min(3, times(reply, /[?？]/gu)),
    emoji: Math.min(4, times(reply, /\p{Extended_Pictographic}/gu)),
    smallLetters: begin.filter((letter) => /\p{Ll}/u.test(letter)).length / count,
    layout: Math.min(3, times(reply, /^\s*(?:[-*•]|\d+[.)]|#{1,6})\s|\*\*/gmu)),
  };
}

/** The author's forbidden words that a reply holds. */
export function forbiddenIn(reply: string, forbidden: readonly string[]): readonly string[] {
  const text = plainText(reply);
  return forbidden.filter((word) => word !== '' && wholeWord(text, word)).slice(0, 3);
}

function wholeWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + word.length] ?? ' ';
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

function countOf(reply: string, parts: readonly string[]): number {
  const text = plainText(reply);
  return Math.min(3, parts.filter((part) => text.includes(part)).length);
}

const times = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

function plainText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/[’‘ʼ]/gu, "'").trim();
}

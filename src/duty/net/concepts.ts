import { recentlyWith } from '../../lib/recently.js';
import { romanised } from '../text/romanised.js';
import { word } from '../text/spoken.js';
import type { Token } from './tokens.js';
import { WordTable } from './word-table.js';

/** The languages the nets are trained in. */
export const netLanguages = ['en', 'de', 'es', 'fr', 'it', 'pt', 'ru', 'uk'] as const;
export type NetLanguage = (typeof netLanguages)[number];

/**
 * What words mean, coarsely, and the same for all languages: "write", "schreib" and "пиш" are one concept. A net that
 * learns over concepts hears in one language what it was taught in another.
 */
export interface Lexicon {
  /** Number of concepts. */
  readonly size: number;
  /** The number of a concept by its name; undefined where there is none. */
  readonly concept: (name: string) => number | undefined;
  readonly whole: Words;
  /** By how a word begins, at least `shortestStem` letters. */
  readonly stems: Words;
}

/** The concepts of a word, by the place of the language in `netLanguages`. */
type Words = Pick<WordTable, 'get'>;

const shortestStem = 2;
const longestStem = 14;

/**
 * One concept a line, its words by language between bars; the first line that is no comment names the languages. A word
 * that ends with `*` is a beginning. @throws Error on a line of another shape
 */
export function readLexicon(text: string): Lexicon {
  const names = new Map<string, number>();
  const whole = new WordTable();
  const stems = new WordTable();
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [head = [], ...rows] = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  if (head.slice(1).join(' ') !== netLanguages.join(' '))
    throw new Error('the lexicon of concepts has other languages');
  for (const [name = '', ...columns] of rows) {
    if (columns.length !== netLanguages.length)
      throw new Error(`the lexicon of concepts: ${name} has other columns`);
    const concept = names.size;
    names.set(name, concept);
    columns.forEach((words, language) => {
      for (const one of words.split(' ')) {
        if (one === '') continue;
        (one.endsWith('*') ? stems : whole).add(common(one.replace('*', ''), language), language, concept);
      }
    });
  }
  return { size: names.size, concept: (name) => names.get(name), whole, stems };
}

const isCyrillicAt: readonly boolean[] = netLanguages.map(
  (language) => language === 'ru' || language === 'uk',
);

function common(one: string, language: number): string {
  const form = word(one.toLowerCase());
  return isCyrillicAt[language] === true ? romanised(form) : form;
}

/** What a message is written in, and the concepts of each of its tokens. */
export interface Meant {
  /** Every language that fits as well as the best one. */
  readonly languages: readonly NetLanguage[];
  /** Latin letters that spell Russian or Ukrainian. */
  readonly isRomanised: boolean;
  /** For each token. */
  readonly concepts: readonly (readonly number[])[];
}

/** Concepts by the language that knows most of the words; of several that know as many, what any of them says. */
export function meant(tokens: readonly Token[], lexicon: Lexicon): Meant {
  const cyrillic = tokens.filter((token) => token.isCyrillic).length;
  const words = tokens.filter((token) => token.kind === 'word').length;
  const isCyrillic = cyrillic * 2 > words;
  const found = tokens.map((token) => lookUp(token, lexicon));
  const known = netLanguages.map((_, at) => {
    let count = 0;
    for (const concepts of found) if (concepts[at] !== undefined) count += 1;
    return count;
  });
  const most = (ofCyrillic: boolean): number =>
    Math.max(0, ...known.filter((_, at) => isCyrillicAt[at] === ofCyrillic));
  // Two words more than any language of Latin letters: chance finds a Russian word in many a sentence.
  const isRomanised = !isCyrillic && most(true) >= most(false) + 2;
  const isWanted = isCyrillic || isRomanised;
  const fits = netLanguages
    .map((_, at) => at)
    .filter((at) => isCyrillicAt[at] === isWanted && known[at] === most(isWanted));
  return {
    languages: fits.flatMap((at) => netLanguages[at] ?? []),
    isRomanised,
    concepts: found.map((concepts) => {
      const [only, ...more] = fits;
      // Of one language each concept is named once.
      return more.length === 0
        ? ((only === undefined ? undefined : concepts[only]) ?? none)
        : [...new Set(fits.flatMap((at) => concepts[at] ?? none))];
    }),
  };
}

const none: readonly number[] = [];
const empty: readonly undefined[] = [];

const rememberedWords = 1_024;
const wordConcepts = recentlyWith(rememberedWords, lookUpWord, ({ form }: Token) => form);

/** By language. */
function lookUp(token: Token, lexicon: Lexicon): readonly (readonly number[] | undefined)[] {
  return token.kind === 'word' ? wordConcepts(token, lexicon) : empty;
}

/** Letters of the other script are looked up in none of its languages. */
function lookUpWord(
  { form, roman, isCyrillic }: Token,
  lexicon: Lexicon,
): readonly (readonly number[] | undefined)[] {
  const found: (readonly number[] | undefined)[] = [];
  if (!isCyrillic) fill(found, form, lexicon, false);
  fill(found, roman, lexicon, true);
  return found;
}

function fill(
  found: (readonly number[] | undefined)[],
  said: string,
  { whole, stems }: Lexicon,
  ofCyrillic: boolean,
): void {
  take(whole.get(said), new Set());
  // Of the beginnings of each language the longest.
  const begun = new Set<number>();
  for (let length = Math.min(longestStem, said.length); length >= shortestStem; length -= 1)
    take(stems.get(said.slice(0, length)), begun);

  function take(byLanguage: readonly (readonly number[] | undefined)[] | undefined, done: Set<number>): void {
    byLanguage?.forEach((concepts, at) => {
      if (concepts === undefined || isCyrillicAt[at] !== ofCyrillic || done.has(at)) return;
      done.add(at);
      const before = found[at];
      found[at] = before === undefined ? concepts : [...new Set([...before, ...concepts])];
    });
  }
}

import { romanised } from '../text/romanised.js';
import { word } from '../text/spoken.js';
import type { Token } from './tokens.js';

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
  readonly languages: readonly LanguageWords[];
}

interface LanguageWords {
  readonly language: NetLanguage;
  readonly isCyrillic: boolean;
  readonly whole: ReadonlyMap<string, readonly number[]>;
  /** By how a word begins, at least `shortestStem` letters. */
  readonly stems: ReadonlyMap<string, readonly number[]>;
}

const shortestStem = 2;
const longestStem = 14;

/**
 * One concept a line, its words by language between bars; the first line that is no comment names the languages. A word
 * that ends with `*` is a beginning. @throws Error on a line of another shape
 */
export function readLexicon(text: string): Lexicon {
  const names = new Map<string, number>();
  const made = netLanguages.map((language) => ({
    language,
    isCyrillic: isCyrillicLanguage(language),
    whole: new Map<string, number[]>(),
    stems: new Map<string, number[]>(),
  }));
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [head = [], ...rows] = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  if (head.slice(1).join(' ') !== netLanguages.join(' '))
    throw new Error('the lexicon of concepts has other languages');
  for (const [name = '', ...columns] of rows) {
    if (columns.length !== netLanguages.length)
      throw new Error(`the lexicon of concepts: ${name} has other columns`);
    const concept = names.size;
    names.set(name, concept);
    made.forEach(({ language, whole, stems }, at) => {
      for (const one of (columns[at] ?? '').split(' ')) {
        if (one === '') continue;
        const plain = common(one.replace('*', ''), language);
        const map = one.endsWith('*') ? stems : whole;
        const listed = map.get(plain);
        if (!listed) map.set(plain, [concept]);
        else if (!listed.includes(concept)) listed.push(concept);
      }
    });
  }
  return {
    size: names.size,
    concept: (name) => names.get(name),
    languages: made,
  };
}

const isCyrillicLanguage = (language: string): boolean => language === 'ru' || language === 'uk';

function common(one: string, language: string): string {
  const form = word(one.toLowerCase());
  return isCyrillicLanguage(language) ? romanised(form) : form;
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
  const read = lexicon.languages
    .filter((one) => (isCyrillic ? one.isCyrillic : true))
    .map((one) => {
      const concepts = tokens.map((token) => lookUp(token, one));
      return { one, concepts, known: concepts.filter((found) => found.length > 0).length };
    });
  const best = Math.max(0, ...read.map(({ known }) => known));
  const latinBest = Math.max(0, ...read.filter(({ one }) => !one.isCyrillic).map(({ known }) => known));
  // Two words more than any language of Latin letters: chance finds a Russian word in many a sentence.
  const isRomanised = !isCyrillic && best >= latinBest + 2;
  const fits = read.filter(({ one, known }) =>
    isCyrillic || isRomanised ? one.isCyrillic && known === best : !one.isCyrillic && known === latinBest,
  );
  return {
    languages: fits.map(({ one }) => one.language),
    isRomanised,
    concepts: tokens.map((_, at) => [...new Set(fits.flatMap(({ concepts }) => concepts[at] ?? []))]),
  };
}

const none: readonly number[] = [];

function lookUp({ form, roman, kind, isCyrillic }: Token, words: LanguageWords): readonly number[] {
  if (kind !== 'word' || (isCyrillic && !words.isCyrillic)) return none;
  const said = words.isCyrillic ? roman : form;
  const whole = words.whole.get(said);
  if (whole) return whole;
  for (let length = Math.min(longestStem, said.length); length >= shortestStem; length -= 1) {
    const stem = words.stems.get(said.slice(0, length));
    if (stem) return stem;
  }
  return none;
}

import type { CharacterFile } from '../schema.js';
import { error, warning, type Finding } from './finding.js';

/** Languages that exist, and samples written in them. */
export function checkLanguage(file: CharacterFile): readonly Finding[] {
  const unknown = file.languages.flatMap((code, index) =>
    isKnown(code)
      ? []
      : [
          error(
            ['languages', index],
            'is no language there is a name for',
            'use a code such as en, ru, pt-BR',
          ),
        ],
  );
  return unknown.length > 0 ? unknown : samples(file);
}

const isKnown = (code: string): boolean =>
  new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(code) !== undefined;

function samples({ languages, voice }: CharacterFile): readonly Finding[] {
  const scripts = new Set(languages.map(scriptOf));
  const foreign = voice.samples.flatMap((text, index) => {
    const script = scriptIn(text);
    return script === null || [...scripts].some((known) => writtenIn(known, script))
      ? []
      : [
          error(
            ['voice', 'samples', index],
            `is written in ${script} letters, and ${languages.join(', ')} is not`,
            'add its language to languages, or write it anew',
          ),
        ];
  });
  if (foreign.length > 0) return foreign;
  const spoken = languageOf(voice.samples.join(' '));
  if (spoken === null || languages.some((code) => code.split('-')[0] === spoken)) return [];
  return [
    warning(
      ['voice', 'samples'],
      `look like ${spoken}, and languages is ${languages.join(', ')}`,
      `add ${spoken} to languages, or write them in ${languages[0] ?? 'its language'}`,
    ),
  ];
}

/** The script a language is usually written in: Latn, Cyrl. */
const scriptOf = (code: string): string => new Intl.Locale(code).maximize().script ?? 'Latn';

const letters: Readonly<Record<string, RegExp>> = {
  Latin: /\p{Script=Latin}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Greek: /\p{Script=Greek}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Chinese: /\p{Script=Han}/gu,
  Japanese: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Korean: /\p{Script=Hangul}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
};

const scriptsOf: Readonly<Record<string, readonly string[]>> = {
  Latin: ['Latn'],
  Cyrillic: ['Cyrl'],
  Greek: ['Grek'],
  Arabic: ['Arab', 'Aran'],
  Hebrew: ['Hebr'],
  Chinese: ['Hans', 'Hant', 'Jpan', 'Hani', 'Kore'],
  Japanese: ['Jpan', 'Hrkt'],
  Korean: ['Kore', 'Hang'],
  Devanagari: ['Deva'],
};

const writtenIn = (script: string, found: string): boolean => scriptsOf[found]?.includes(script) === true;

/** The script most letters of a text are in; null where there are too few letters to say. */
function scriptIn(text: string): string | null {
  const counts = Object.entries(letters).map(([name, pattern]) => ({
    name,
    count: text.match(pattern)?.length ?? 0,
  }));
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const most = counts.reduce((best, one) => (one.count > best.count ? one : best));
  return all >= 4 && most.count > all / 2 ? most.name : null;
}

/** The commonest small words of each language; those that several share are left out. */
const smallWords: Readonly<Record<string, readonly string[]>> = {
  en: [
    'the',
    'and',
    'you',
    'is',
    'that',
    'it',
    'of',
    'with',
    'what',
    'have',
    'not',
    'this',
    'are',
    'was',
    'i',
  ],
  de: [
    'und',
    'ich',
    'nicht',
    'ist',
    'der',
    'das',
    'du',
    'ein',
    'mit',
    'auf',
    'auch',
    'dann',
    'noch',
    'wenn',
    'dir',
  ],
  es: ['que', 'el', 'los', 'por', 'una', 'con', 'pero', 'yo', 'muy', 'lo', 'las', 'estoy', 'eso', 'hoy', 'y'],
  fr: [
    'je',
    'les',
    'des',
    'est',
    'pas',
    'tu',
    'une',
    'dans',
    'pour',
    'mais',
    'avec',
    'ce',
    'qui',
    'moi',
    'et',
  ],
  it: [
    'che',
    'di',
    'il',
    'non',
    'sono',
    'per',
    'gli',
    'della',
    'anche',
    'ma',
    'io',
    'questo',
    'ho',
    'ci',
    'e',
  ],
  pt: [
    'não',
    'que',
    'eu',
    'uma',
    'com',
    'você',
    'mas',
    'isso',
    'os',
    'para',
    'muito',
    'hoje',
    'ao',
    'da',
    'do',
  ],
};

/** The language of a text by its letters and small words; null where nothing stands out. */
export function guessLanguage(text: string): string | null {
  const script = scriptIn(text);
  const byScript: Readonly<Record<string, string>> = {
    Cyrillic: 'ru',
    Greek: 'el',
    Arabic: 'ar',
    Hebrew: 'he',
    Chinese: 'zh',
    Japanese: 'ja',
    Korean: 'ko',
    Devanagari: 'hi',
  };
  if (script === 'Chinese' && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  return (script === null ? undefined : byScript[script]) ?? languageOf(text);
}

/** The language most small words are of; null where none stands out. */
function languageOf(text: string): string | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const scores = Object.entries(smallWords)
    .map(([code, list]) => ({ code, score: words.filter((word) => list.includes(word)).length }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scores;
  if (first === undefined || second === undefined) return null;
  return first.score >= 4 && first.score >= second.score * 2 ? first.code : null;
}

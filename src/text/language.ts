import { functionWords, stemmedLanguages, type StemmedLanguage } from './function-words.js';

/** A language as the index knows it; `other` is written in a script or language that is not stemmed. */
export type TextLanguage = StemmedLanguage | 'zh' | 'ja' | 'ko' | 'other';

export interface DetectedLanguage {
  readonly language: TextLanguage;
  /** The words themselves say so, and not only what is usual in the conversation. */
  readonly isSure: boolean;
}

/** Letters that only some of the languages have. */
const ownLetters: Readonly<Partial<Record<StemmedLanguage, RegExp>>> = {
  de: /[äöüß]/u,
  es: /[ñ¿¡]/u,
  fr: /[œëêîû]/u,
  it: /[ìò]/u,
  pt: /[ãõ]/u,
  uk: /[іїєґ]/u,
  ru: /[ыэъ]/u,
};

const latin = ['en', 'de', 'es', 'fr', 'it', 'pt'] as const;
const cyrillic = ['ru', 'uk'] as const;
/** How much what is usual in the conversation weighs against words: less than one that only one language has. */
const usualWeight = 0.6;

/**
 * What language words are in, by script, frequent words and letters. `usual` (BCP 47) is what the conversation is held
 * in; it decides what the words leave open, such as "ok" or a name.
 */
export function detectLanguage(words: readonly string[], usual?: string): DetectedLanguage {
  const script = mainScript(words);
  const expected = usual?.slice(0, 2).toLowerCase();
  if (script === 'none') return { language: known(expected) ?? 'en', isSure: false };
  if (script !== 'latin' && script !== 'cyrillic') return { language: script, isSure: script !== 'other' };
  const candidates: readonly StemmedLanguage[] = script === 'latin' ? latin : cyrillic;
  let best: StemmedLanguage | null = null;
  let bestScore = 0;
  let second = 0;
  for (const language of candidates) {
    const score = scoreOf(words, language) + (language === expected ? usualWeight : 0);
    if (score > bestScore) {
      second = bestScore;
      [best, bestScore] = [language, score];
    } else second = Math.max(second, score);
  }
  if (best === null) return { language: candidates[0] ?? 'other', isSure: false };
  return { language: best, isSure: bestScore - second >= 1 };
}

function known(language: string | undefined): TextLanguage | null {
  return [...stemmedLanguages, 'zh', 'ja', 'ko'].includes(language ?? '') ? (language as TextLanguage) : null;
}

function scoreOf(words: readonly string[], language: StemmedLanguage): number {
  let score = 0;
  for (const word of words) {
    if (functionWords[language].has(word)) score += 1;
    if (ownLetters[language]?.test(word) === true) score += 0.7;
  }
  return score;
}

type Script = 'latin' | 'cyrillic' | 'zh' | 'ja' | 'ko' | 'other' | 'none';

function mainScript(words: readonly string[]): Script {
  let [roman, slavic, han, kana, hangul, other] = [0, 0, 0, 0, 0, 0];
  for (const word of words) {
    if (/^\p{Script=Latin}/u.test(word)) roman += 1;
    else if (/^\p{Script=Cyrillic}/u.test(word)) slavic += 1;
    else if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word)) kana += 1;
    else if (/^\p{Script=Han}/u.test(word)) han += 1;
    else if (/^\p{Script=Hangul}/u.test(word)) hangul += 1;
    else if (/^\p{L}/u.test(word)) other += 1;
  }
  // Japanese mixes its own letters with Chinese ones.
  const chinese = kana > 0 ? 0 : han;
  const japanese = kana > 0 ? kana + han : 0;
  const counts: readonly (readonly [Script, number])[] = [
    ['latin', roman],
    ['cyrillic', slavic],
    ['zh', chinese],
    ['ja', japanese],
    ['ko', hangul],
    ['other', other],
  ];
  return counts.reduce<readonly [Script, number]>(
    (most, one) => (one[1] > most[1] ? one : most),
    ['none', 0],
  )[0];
}

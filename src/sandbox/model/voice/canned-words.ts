import { enWords } from './canned-words-en.js';
import { esWords } from './canned-words-es.js';
import { ruWords } from './canned-words-ru.js';
import type { CannedWords } from './canned-words-shape.js';

export type CannedLanguage = 'en' | 'ru' | 'es' | 'other';

/** Only these have words of their own here; in every other language the character's own lines are all there is. */
export const cannedWords: Readonly<Record<CannedLanguage, CannedWords>> = {
  en: enWords,
  ru: ruWords,
  es: esWords,
  other: {
    marks: new Set(),
    openings: [''],
    goOn: ['', '…', '🙂'],
    answers: {
      greeting: ['🙂', '👋'],
      farewell: ['🌙', '🙂'],
      thanks: ['🙂'],
      named: ['{name} 🙂', '{name}!'],
      'how-are-you': ['🙂', '…'],
      likes: ['🙂', '…'],
      favourite: ['🤔', '…'],
      advice: ['🤔', '…'],
      'about-you': ['🙂', '…'],
      hard: ['…', '🫂'],
      glad: ['🙂', '🎉'],
      laugh: ['😄', '🙂'],
      home: ['🙂'],
      work: ['🙂'],
      pet: ['🐾'],
      plan: ['🙂'],
      question: ['…?', '🤔'],
      short: ['🙂', '…'],
      told: ['🙂', '…', '🤔'],
    },
    recalls: ['{memory}.', '{memory}…'],
    notTold: ['…?'],
  },
};

const letters = /\p{L}+/gu;

/** By script, then by small words; null where nothing tells. */
export function languageOf(text: string): CannedLanguage | null {
  const found = text.match(/\p{L}/gu)?.length ?? 0;
  if (found === 0) return null;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic * 2 > found) return /[іїєґў]/i.test(text) ? 'other' : 'ru';
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin * 2 < found) return 'other';
  const words = text.toLowerCase().match(letters) ?? [];
  const share = (language: CannedLanguage): number =>
    words.filter((word) => cannedWords[language].marks.has(word)).length;
  if (share('es') > share('en') || /[¿¡ñ]/u.test(text)) return 'es';
  if (share('en') > 0) return 'en';
  return /[à-öø-ÿāčęěğışśżž]/iu.test(text) ? 'other' : null;
}

/** What the person writes in where that can be told, else what the talk is in already, else what the character's lines are. */
export function cannedLanguage(
  lastWords: string,
  sampleLines: readonly string[],
  said: readonly string[] = [],
): CannedLanguage {
  return (
    languageOf(lastWords) ?? languageOf(said.slice(-3).join(' ')) ?? languageOf(sampleLines.join(' ')) ?? 'en'
  );
}

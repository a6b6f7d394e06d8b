import { detectLanguage, type DetectedLanguage, type TextLanguage } from './language.js';
import { lookUpForms } from './stem.js';
import { wordsOf } from './words.js';

export interface TextTerms extends DetectedLanguage {
  /** What the text can be found by: stems of its content words, in order, repeated where it repeats them. */
  readonly terms: readonly string[];
}

/** The terms of a message. `usual` is the language of the conversation, for what is too short to tell. */
export function termsOf(text: string, usual?: string): TextTerms {
  const words = wordsOf(text);
  const detected = detectLanguage(words, usual);
  return { ...detected, terms: words.flatMap((word) => lookUpForms(word, detected.language)) };
}

/**
 * The terms of a query: per content word all forms it may be stored under, since a short message may have been taken
 * for the conversation's other language. Each word once.
 */
export function queryTermsOf(text: string, usual?: string): readonly (readonly string[])[] {
  const words = wordsOf(text);
  const { language } = detectLanguage(words, usual);
  const languages = new Set<TextLanguage>([language, detectLanguage([], usual).language]);
  const groups = new Map<string, readonly string[]>();
  for (const word of words) {
    const forms = lookUpForms(word, language);
    if (forms.length === 0) continue;
    const all = new Set([...languages].flatMap((each) => lookUpForms(word, each)));
    const first = forms[0] ?? word;
    if (!groups.has(first)) groups.set(first, [...all]);
  }
  return [...groups.values()];
}

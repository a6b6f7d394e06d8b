import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { stemmer as english } from 'stemmer';
import { functionWords, stemmedLanguages, type StemmedLanguage } from './function-words.js';
import type { TextLanguage } from './language.js';

/** English apart: `stemmer` is Porter's algorithm to the letter, the other package cuts "adoption" and "adopt" differently. */
const stemmers: Readonly<Record<StemmedLanguage, (word: string) => string>> = {
  en: english,
  ru: russian,
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  pt: portuguese,
  uk: ukrainian,
};

/** Articles and pronouns that lose their vowel before another word, as in "l'amour" and "dell'anno". */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|dell|all|nell|sull|dall|quest|quell|com|dov|c)'/u;
/** What the Korean noun carries at its end: topic, subject, object, place, direction, company. */
const koreanParticle =
  /^(\p{Script=Hangul}{2,}?)(?:에서는|에서|에게|한테|으로|까지|부터|처럼|이랑|하고|은|는|이|가|을|를|에|의|도|와|과|로|랑|만)$/u;
const oneKana = /^[\p{Script=Hiragana}]{1,2}$/u;
const hanWord = /^\p{Script=Han}{3,}$/u;

/**
 * What a word is looked up under: nothing for a function word, several for a long Chinese word, whose parts may be cut
 * otherwise elsewhere. Latin letters lose their accents at the end: in chats they are often left out.
 */
export function lookUpForms(word: string, language: TextLanguage): readonly string[] {
  if (language === 'ko') return [koreanParticle.exec(word)?.[1] ?? word];
  if (language === 'ja' && oneKana.test(word)) return [];
  if ((language === 'zh' || language === 'ja') && hanWord.test(word)) return [word, ...pairsOf(word)];
  if (!isStemmed(language)) return [word];
  if (functionWords[language].has(word)) return [];
  const bare = word
    .replace(language === 'fr' || language === 'it' ? elided : /'s?$/u, '')
    .replaceAll("'s", '');
  const joined = bare.replaceAll("'", '');
  if (joined === '' || functionWords[language].has(joined)) return [];
  const stem = /^\p{L}/u.test(joined) ? stemmers[language](joined) : joined;
  return [withoutAccents(stem)];
}

function isStemmed(language: TextLanguage): language is StemmedLanguage {
  return (stemmedLanguages as readonly string[]).includes(language);
}

function withoutAccents(stem: string): string {
  return stem
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replaceAll('ß', 'ss');
}

function pairsOf(word: string): readonly string[] {
  const letters = [...word];
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
}

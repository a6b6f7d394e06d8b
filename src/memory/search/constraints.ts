import { once } from '../../lib/once.js';
import { stemmedLanguages, type StemmedLanguage } from '../../text/function-words.js';
import type { TextLanguage } from '../../text/language.js';
import { lookUpForms } from '../../text/stem.js';
import { constraintWords } from './constraint-words.js';

interface Constraint {
  readonly proposed: ReadonlySet<string>;
  readonly standsAgainst: readonly string[];
}

/**
 * The forms of what may stand against what is proposed, though no word is the same: "let's bake" and "allergic to nuts".
 * `forms` are those of the query. Empty where nothing is proposed that the lists know.
 */
export function constraintsOn(
  forms: readonly (readonly string[])[],
  language: TextLanguage,
): readonly string[] {
  const known = stemmedLanguages.find((one) => one === language);
  const constraints = known === undefined ? [] : (constraintsOf.get(known)?.() ?? []);
  const asked = new Set(forms.flat());
  const against = constraints
    .filter(({ proposed }) => [...asked].some((form) => proposed.has(form)))
    .flatMap(({ standsAgainst }) => standsAgainst);
  return [...new Set(against)].filter((form) => !asked.has(form));
}

const constraintsOf = new Map(
  stemmedLanguages.map((language) => [language, once(() => constraintsIn(language))]),
);

const constraintsIn = (language: StemmedLanguage): readonly Constraint[] =>
  constraintWords[language].map(([proposed, standsAgainst]) => ({
    proposed: new Set(formsOf(proposed, language)),
    standsAgainst: formsOf(standsAgainst, language),
  }));

const formsOf = (words: string, language: StemmedLanguage): readonly string[] =>
  words
    .replaceAll('ё', 'е')
    .split(' ')
    .flatMap((word) => lookUpForms(word, language));

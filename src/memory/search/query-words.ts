import { detectLanguage } from '../../text/language.js';
import type { RelatedWords } from '../../text/related-words.js';
import { queryTermsOf, termsOf } from '../../text/terms.js';
import { wordsOf } from '../../text/words.js';
import type { QueryWord } from './search-history.js';

/** Far more than a chat message has; a wall of text is looked up by its beginning. */
const mostAsked = 32;
const mostRecent = 6;
/** Looking for what is related costs as much as the words themselves, and a long message names what it is about. */
const mostExpanded = 8;
/** Who is addressed or spoken of is rarely what it is about: every second message could hold the name. */
const nameWeight = 0.3;
/** What was said just before tells what "it" and "there" are; the less the burst says itself, the more that weighs. */
const recentWeight = { beside: 0.2, alone: 0.5 } as const;
const sayingMuch = 4;

/**
 * The words to look for: those of what is to be answered, with what is related to them (English; the list there is), and,
 * weaker, those of the messages just before. `names` are the two who talk.
 */
export function queryWords(
  asked: string,
  recent: readonly string[],
  names: readonly string[],
  language: string | null,
  relatedWords: RelatedWords | null = null,
): readonly QueryWord[] {
  const usual = language ?? undefined;
  const nameTerms = new Set(names.flatMap((name) => termsOf(name, usual).terms));
  const weigh = (forms: readonly string[], weight: number): QueryWord => ({
    forms,
    weight: forms.some((form) => nameTerms.has(form)) ? weight * nameWeight : weight,
  });
  const terms = queryTermsOf(asked, usual).slice(0, mostAsked);
  const isExpanded = terms.length <= mostExpanded && detectLanguage(wordsOf(asked), usual).language === 'en';
  const words = terms.map((forms): QueryWord => {
    const word = weigh(forms, 1);
    if (!isExpanded || relatedWords === null || word.weight < 1) return word;
    const related = forms.flatMap((form) => relatedWords.relatedTo(form));
    return related.length === 0 ? word : { ...word, related };
  });
  const known = new Set(words.map(({ forms }) => forms[0]));
  const weight = words.length >= sayingMuch ? recentWeight.beside : recentWeight.alone;
  const before = recent
    .toReversed()
    .flatMap((text) => queryTermsOf(text, usual))
    .filter(([first]) => !known.has(first) && known.add(first));
  return [...words, ...before.slice(0, mostRecent).map((forms) => weigh(forms, weight))];
}

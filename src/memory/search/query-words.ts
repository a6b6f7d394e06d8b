import { queryTermsOf, termsOf } from '../../text/terms.js';
import type { QueryWord } from './search-history.js';

/** Far more than a chat message has; a wall of text is looked up by its beginning. */
const mostAsked = 32;
const mostRecent = 6;
/** Who is addressed or spoken of is rarely what it is about: every second message could hold the name. */
const nameWeight = 0.3;
/** What was said just before tells what "it" and "there" are; the less the burst says itself, the more that weighs. */
const recentWeight = { beside: 0.2, alone: 0.5 } as const;
const sayingMuch = 4;

/**
 * The words to look for: those of what is to be answered, and, weaker, those of the messages just before. `names` are
 * the two who talk.
 */
export function queryWords(
  asked: string,
  recent: readonly string[],
  names: readonly string[],
  language: string | null,
): readonly QueryWord[] {
  const usual = language ?? undefined;
  const nameTerms = new Set(names.flatMap((name) => termsOf(name, usual).terms));
  const weigh = (forms: readonly string[], weight: number): QueryWord => ({
    forms,
    weight: forms.some((form) => nameTerms.has(form)) ? weight * nameWeight : weight,
  });
  const words = queryTermsOf(asked, usual)
    .slice(0, mostAsked)
    .map((forms) => weigh(forms, 1));
  const known = new Set(words.map(({ forms }) => forms[0]));
  const weight = words.length >= sayingMuch ? recentWeight.beside : recentWeight.alone;
  const before = recent
    .toReversed()
    .flatMap((text) => queryTermsOf(text, usual))
    .filter(([first]) => !known.has(first) && known.add(first));
  return [...words, ...before.slice(0, mostRecent).map((forms) => weigh(forms, weight))];
}

import { queryTermsOf } from '../text/terms.js';

/**
 * Below this, what is found shares a common word or the neighbourhood with the moment and little else. Chosen by reading
 * what one simulated chat recalled, not fitted: no labelled set says what small talk should bring to mind.
 */
const leastUnasked = 0.4;
/** And so much of it: a person to whom something comes to mind in passing has a few things in mind, not twenty. */
export const mostUnasked = 5;
/** A question of fewer words of content, such as "you there?", names nothing that could be looked up. */
const fewestTerms = 2;

const asks =
  /[?？¿]|(?<!\p{L})(?:remind|remember|recall|tell me|what was|напомн\p{L}*|помни\p{L}*|вспомн\p{L}*|расскаж\p{L}*|erinner\p{L}*|weißt du noch|recuerd\p{L}*|recuérd\p{L}*|acuerd\p{L}*|rappelle\p{L}*|souvien\p{L}*|ricord\p{L}*|lembr\p{L}*|нагада\p{L}*|пам['’]ята\p{L}*)(?!\p{L})|记得|想起/iu;

/**
 * What a candidate must score to be worth its tokens. A question is answered from whatever there is, however weakly it
 * fits; in small talk only what plainly belongs to it comes to mind.
 */
export function leastScore(asked: string, language: string | null): number {
  if (!asks.test(asked)) return leastUnasked;
  return queryTermsOf(asked, language ?? undefined).length < fewestTerms ? leastUnasked : 0;
}

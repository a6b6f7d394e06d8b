import { pass, type Check } from '../check.js';

/** Human messages have a 95th percentile of 31 words (EVIDENCE 7); five times that is an essay, not a text. */
const mostCharacters = 900;

/** Cuts a reply that runs on, at the end of a sentence. */
export const lengthCheck: Check = {
  name: 'length',
  judge(text) {
    if (text.length <= mostCharacters) return pass;
    let kept = '';
    for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)) {
      if (kept !== '' && kept.length + segment.length > mostCharacters) break;
      kept += segment;
    }
    return kept.trim() === text.trim() ? pass : { verdict: 'repair', text: kept, reason: 'too-long' };
  },
};

import { pass, reject, repair, type Check } from '../check.js';
import { isStockSentence } from '../phrases/stock.js';
import { plainText } from '../plain-words.js';
import { likelyLanguages, mainCode } from '../written-language.js';
import { saysSomething, withoutSentences } from '../sentences.js';

/**
 * Openings and closings that any model says to anybody: "That's interesting! Tell me more!". Dropped where the rest is a
 * message of its own; a message of nothing else is asked for anew.
 */
export const stockPhrasesCheck: Check = {
  name: 'stock-phrases',
  judge(text, { character }) {
    // Models fall back into English, whatever they write in.
    const languages = new Set([...character.languages.map(mainCode), ...likelyLanguages(text), 'en']);
    const isStock = (sentence: string): boolean => {
      const plain = bare(sentence);
      if (!isStockSentence(plain, languages)) return false;
      return ![...character.voice.samples, ...character.voice.words.uses].some((own) => bare(own) === plain);
    };
    const kept = withoutSentences(text, isStock);
    if (kept === text.trim() || kept.length >= text.trim().length) return pass;
    return saysSomething(kept)
      ? repair(kept, 'stock-phrase')
      : reject('it was a stock phrase that fits any talk', 'poor');
  },
};

function bare(sentence: string): string {
  return plainText(sentence)
    .replace(/[^\p{L}\p{N}' ,-]+/gu, ' ')
    .replace(/,/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s'-]+|[\s'-]+$/gu, '');
}

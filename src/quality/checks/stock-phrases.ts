import { pass, reject, repair, type Check } from '../check.js';
import { isStockSentence } from '../phrases/stock.js';
import { plainText } from '../plain-words.js';
import { saysSomething, withoutSentences } from '../sentences.js';

/**
 * Openings and closings that any model says to anybody: "That's interesting! Tell me more!". Dropped where the rest is a
 * message of its own; a message of nothing else is asked for anew.
 */
export const stockPhrasesCheck: Check = {
  name: 'stock-phrases',
  judge(text, { character }) {
    const own = [...character.voice.samples, ...character.voice.words.uses].map(bare);
    const isStock = (sentence: string): boolean => {
      const plain = bare(sentence);
      return isStockSentence(plain) && !own.includes(plain);
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

import { expect, it } from 'vitest';
import { loadRelatedWords } from './related-words.js';
import { termsOf } from './terms.js';

const words = loadRelatedWords();
const stem = (word: string): string => termsOf(word, 'en').terms[0] ?? '';

it.each([
  ['sport', 'basketball'],
  ['book', 'novel'],
  ['allergy', 'asthma'],
  ['husband', 'wife'],
])('knows that %s stands where %s stands', (word, other) => {
  expect(words.relatedTo(stem(word))).toContain(stem(other));
});

it('knows nothing of a stem that is not in the list, before, between and behind its own', () => {
  for (const unknown of ['', 'aaaa', 'qwertz', 'zzzz', 'ящик']) expect(words.relatedTo(unknown)).toEqual([]);
});

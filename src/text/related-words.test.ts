import { expect, it } from 'vitest';
import { relatedWords } from './related-words.js';
import { termsOf } from './terms.js';

const stem = (word: string): string => termsOf(word, 'en').terms[0] ?? '';

it.each([
  ['sport', 'basketball'],
  ['book', 'novel'],
  ['allergy', 'asthma'],
  ['husband', 'wife'],
])('knows that %s stands where %s stands', (word, other) => {
  expect(relatedWords.relatedTo(stem(word))).toContain(stem(other));
});

it('knows nothing of a stem that is not in the list, before, between and behind its own', () => {
  for (const unknown of ['', 'aaaa', 'qwertz', 'zzzz', 'ящик'])
    expect(relatedWords.relatedTo(unknown)).toEqual([]);
});

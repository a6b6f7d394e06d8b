import { expect, test } from 'vitest';
import { leastScore } from './recall-floor.js';

test.each([
  'What did I say about the blue fridge?',
  'remind me what that film was called',
  'напомни, как назывался тот фильм',
  'где живёт моя сестра Аня?',
  '¿cómo se llama el gato de mi hermana?',
  'weißt du noch, der blaue kühlschrank',
])('a question is answered from whatever there is: %s', (asked) => {
  expect(leastScore(asked, null)).toBe(0);
});

test.each(['good morning!', 'you there?', 'lunch was soup. again.', 'ты тут?', 'доброе утро!', 'hm', ''])(
  'in small talk only what plainly belongs to it is recalled: %s',
  (asked) => {
    expect(leastScore(asked, null)).toBeGreaterThan(0.3);
  },
);

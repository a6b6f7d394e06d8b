import { describe, expect, it } from 'vitest';
import { mediaConsentWords, readMediaWish } from './media-consent.js';

const languages = ['en', 'ru', 'uk', 'de', 'es', 'fr', 'it', 'pt'];
const kinds = ['see', 'hear', 'speak'] as const;

describe('consent to pictures and voice', () => {
  it.each(languages)(
    'names in %s who processes it, and ends with the very sentence that it tells',
    (language) => {
      for (const kind of kinds) {
        const words = mediaConsentWords(language, kind);
        expect(words.question('Somebody')).toContain('Somebody');
        const told = / ?: ([^:]+)\.$/u.exec(words.agreed)?.[1] ?? '';
        expect([kind, told, readMediaWish(told)]).toEqual([kind, told, kind]);
      }
    },
  );

  it('hears nothing in talk that has such words in it', () => {
    for (const text of [
      'don’t look at my pictures of last year before i sorted them, they are all over the place',
      'did you look at my pictures?',
      'look at my pictures',
      'she said "don’t look at my pictures"',
    ]) {
      expect([text, readMediaWish(text)]).toEqual([text, null]);
    }
  });
});

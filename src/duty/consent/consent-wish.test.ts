import { describe, expect, it } from 'vitest';
import { consentWords } from './consent-words.js';
import { readConsentWish } from './consent-wish.js';

describe('what a person says about being remembered', () => {
  it.each([
    "don't remember anything about me",
    'please stop remembering things about me',
    'ничего обо мне не запоминай',
    'не запоминай ничего про меня',
    'нічого про мене не запам’ятовуй',
    'merk dir nichts über mich',
    'no recuerdes nada de mí',
    'ne retiens rien sur moi',
    'non ricordare niente di me',
    'não te lembres de nada sobre mim',
    'não guarde nada sobre mim',
  ])('ends it: %s', (text) => expect(readConsentWish(text)).toEqual({ kind: 'memory', state: 'withdrawn' }));

  it.each([
    'you can remember things about me again',
    'можешь запоминать',
    'du darfst dir wieder alles merken',
  ])('allows it: %s', (text) => expect(readConsentWish(text)).toEqual({ kind: 'memory', state: 'agreed' }));

  it.each([
    "i don't remember anything about that night",
    "don't remember, sorry",
    "I really don't remember anything",
    'i dont remember things',
    "you don't remember anything about me, do you?",
    'я ничего не помню',
    'he told me "don\'t remember anything about me"',
    'non ricordo niente di ieri',
    'no recuerdo nada de mí de niña',
  ])('lets pass: %s', (text) => expect(readConsentWish(text)).toBeNull());

  it('understands the words that each confirmation offers for taking it back', () => {
    for (const language of ['en', 'ru', 'uk', 'de', 'es', 'fr', 'it', 'pt']) {
      const memory =
        /[“„«]([^“„«»”]+)[”“»][^“„«»”]*$/u.exec(consentWords(language, 'memory').agreed)?.[1] ?? '';
      expect(readConsentWish(memory), memory).toEqual({ kind: 'memory', state: 'withdrawn' });
      const special = /: ([^:]+)\.$/u.exec(consentWords(language, 'special-categories').agreed)?.[1] ?? '';
      expect(readConsentWish(special), special).toEqual({ kind: 'special-categories', state: 'withdrawn' });
    }
  });
});

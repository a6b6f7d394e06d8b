import { describe, expect, it } from 'vitest';
import { queryTermsOf, termsOf } from './terms.js';

/** Two ways to say a thing that one must find by the other. */
const pairs: readonly (readonly [string, string, string])[] = [
  ['en', 'I adopted two dogs last spring', 'how is it going with the adoption of the dog?'],
  ['ru', 'мы с подругой купили машину', 'что там с твоей машиной?'],
  ['de', 'meine Schwester hat zwei Hunde gekauft', 'wie geht es den Hunden?'],
  ['es', 'ayer estuve trabajando en la tienda', '¿cómo va el trabajo?'],
  ['fr', 'nous avons acheté des chevaux pour l’été', 'le cheval va bien cet été ?'],
  ['it', "ho preso due gatti dell'amica", 'come sta il gatto?'],
  ['pt', 'os cachorros estão na casa da minha mãe', 'como vai o cachorro?'],
  ['uk', 'я гуляю із собакою біля річки', 'як твоя собака?'],
  ['zh', '我昨天吃了三个苹果', '你喜欢苹果吗'],
  ['ja', '昨日は日本語を勉強しました', '日本語はどうですか'],
  ['ko', '나는 어제 사과를 먹었어', '사과는 맛있어?'],
];

describe('the terms of a message', () => {
  it.each(pairs)('in %s are found by another form of the word', (language, said, asked) => {
    const stored = termsOf(said);
    expect(stored.language).toBe(language);
    const found = queryTermsOf(asked).filter((forms) => forms.some((form) => stored.terms.includes(form)));
    expect(found).not.toEqual([]);
  });

  it('are those of the usual language where the words do not tell', () => {
    expect(termsOf('gatti', 'it')).toMatchObject({ language: 'it', isSure: false, terms: ['gatt'] });
    expect(termsOf('машина', 'uk').language).toBe('uk');
    expect(termsOf('привіт, як справи?', 'ru').language).toBe('uk');
  });

  it('leave out function words, links and accents', () => {
    expect(termsOf('Who is at https://example.org/secret and where did you go?').terms).toEqual(['go']);
    expect(termsOf('el café está aquí, mamá').terms).toEqual(termsOf('el cafe esta aqui, mama').terms);
  });

  it('of a query hold the forms of both languages a conversation is held in', () => {
    const [house] = queryTermsOf('the house', 'de');
    expect(house).toEqual(expect.arrayContaining(['hous']));
    expect(queryTermsOf('???')).toEqual([]);
  });
});

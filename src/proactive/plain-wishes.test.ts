import { describe, expect, it } from 'vitest';
import { readPlainWish } from './plain-wishes.js';

describe('wishes in plain words', () => {
  it.each([
    ['write less', 'less'],
    ['please text me a bit less', 'less'],
    ['пиши пореже, пожалуйста', 'less'],
    ['ты слишком часто пишешь', 'less'],
    ['schreib mir weniger', 'less'],
    ["don't write first", 'off'],
    ['Don’t text me first please', 'off'],
    ['не пиши мне первой', 'off'],
    ['не пиши первым больше', 'off'],
    ['you can write me first again', 'on'],
    ['пиши почаще', 'more'],
    ['not today', 'pause-days'],
    ['сегодня не пиши мне', 'pause-days'],
  ])('%s', (text, kind) => {
    expect(readPlainWish(text)?.kind).toBe(kind);
  });

  it.each([
    ['not at work', 'work'],
    ["please don't text me at work", 'work'],
    ['не пиши мне на работе', 'work'],
    ['never in the morning', 'morning'],
    ['по утрам не пиши', 'morning'],
    ["don't message me at night", 'night'],
    ['не пиши так поздно', 'night'],
    ['nicht am wochenende', 'weekend'],
    ['не пиши мені вранці', 'morning'],
  ])('%s', (text, name) => {
    const wish = readPlainWish(text);
    expect(wish?.kind === 'not-when' ? wish.ranges[0]?.name : wish).toBe(name);
  });

  it.each([
    'text me tomorrow at nine',
    'напиши мне завтра в девять',
    'write me in two hours',
    'can you remind me to call mum at seven?',
    "don't let me forget the oven in 20 minutes",
    "let me know when it's 7",
    'in ten minutes tell me to stretch',
    "i'd love a reminder at 3 pm",
    'не дай мне забыть про врача в 6',
    'kannst du mich um sieben an den zug erinnern?',
    'pon una alarma a las 6',
    'tu peux me rappeler à 7h pour le train ?',
    "svegliami tra un'ora",
    'me avisa em dez minutos',
    'розбуди мене о 7',
    '晚上八点给我发消息',
  ])('%s', (text) => {
    expect(readPlainWish(text)).toEqual({ kind: 'write-at', when: text });
  });

  it('finds the request among other sentences', () => {
    const wish = readPlainWish('ok, i am going to nap. wake me in 20 min!');
    expect(wish).toEqual({ kind: 'write-at', when: 'wake me in 20 min!' });
    const both = 'my meds are at 8. remind me then';
    expect(readPlainWish(both)).toEqual({ kind: 'write-at', when: both });
  });

  it.each([
    'write me a poem about the sea',
    'I never write first in a relationship, he always does it and I hate that',
    'less sugar next time',
    'напиши мне стих про осень',
    'you never write about work',
    'I was at work all day',
    'that song reminds me of 1999',
    'remind me why i like you',
    'i have to remind my boss tomorrow at 9',
    'write me a poem in one minute',
    "don't remind me of tomorrow",
    'let me know how it goes tomorrow',
    'das erinnert mich an 1999',
    'my mom reminded me at 7 to eat',
  ])('leaves talk alone: %s', (text) => {
    expect(readPlainWish(text)).toBeNull();
  });
});

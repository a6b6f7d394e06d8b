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
    ['text me tomorrow at nine', 'tomorrow at nine'],
    ['напиши мне завтра в девять', 'завтра в девять'],
    ['write me in two hours', 'in two hours'],
  ])('%s', (text, when) => {
    expect(readPlainWish(text)).toEqual({ kind: 'write-at', when });
  });

  it.each([
    'write me a poem about the sea',
    'I never write first in a relationship, he always does it and I hate that',
    'less sugar next time',
    'напиши мне стих про осень',
    'you never write about work',
    'I was at work all day',
  ])('leaves talk alone: %s', (text) => {
    expect(readPlainWish(text)).toBeNull();
  });
});

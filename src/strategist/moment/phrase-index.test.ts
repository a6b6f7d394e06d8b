import { describe, expect, it } from 'vitest';
import { PhraseIndex } from './phrase-index.js';

const index = new PhraseIndex([
  { name: 'greeting', phrases: 'hi, good morning, привет, 你好' },
  { name: 'command', phrases: 'tell me, скажи~', atStart: true },
  { name: 'wish', phrases: 'хочу; чтобы ты, ты врал~' },
]);
const found = (text: string) =>
  index.find(text).map(({ name, start, end }) => [name, text.slice(start, end)]);

describe('phrases in a text', () => {
  it('are whole words, whatever stands around them', () => {
    expect(found('(hi) this')).toEqual([['greeting', 'hi']]);
    expect(found('oh, good morning!')).toEqual([['greeting', 'good morning']]);
    expect(found('good mornings')).toEqual([]);
    expect(found('приветствую')).toEqual([]);
  });

  it('match anywhere in scripts without spaces', () => {
    expect(found('啊你好啊')).toEqual([['greeting', '你好']]);
  });

  it('may end as they like where the list says so', () => {
    expect(found('скажите')).toEqual([['command', 'скажите']]);
    expect(found('опять ты врала')).toEqual([['wish', 'ты врала']]);
  });

  it('may hold a comma', () => {
    expect(found('хочу, чтобы ты ждал')).toEqual([['wish', 'хочу, чтобы ты']]);
  });

  it('count only where a sentence begins if the list says so, behind two words that open one', () => {
    expect(found('tell me')).toHaveLength(1);
    expect(found('no. tell me')).toHaveLength(1);
    expect(found('ok, so tell me')).toHaveLength(1);
    expect(found('ok so well tell me')).toHaveLength(0);
    expect(found('did he tell me')).toHaveLength(0);
  });

  it('are refused where they begin with no word', () => {
    expect(() => new PhraseIndex([{ name: 'x', phrases: '!' }])).toThrow('begins with no word');
  });
});

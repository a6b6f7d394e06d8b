import { describe, expect, it } from 'vitest';
import { readRightsIntent } from './intent.js';

const kindOf = (text: string): string | null => readRightsIntent(text)?.kind ?? null;

describe('what a person asks about what is remembered of them', () => {
  it.each([
    '/memory',
    'What do you know about me?',
    'hey, what do you remember about me',
    'Tell me what you know about me',
    'Что ты обо мне знаешь?',
    'Слушай, что ты помнишь обо мне?',
    'Was weißt du eigentlich über mich?',
    '¿Qué sabes de mí?',
    "Qu'est-ce que tu sais sur moi ?",
    'Cosa sai di me?',
    'O que você sabe sobre mim?',
    'Що ти знаєш про мене?',
  ])('shows it: %s', (text) => expect(kindOf(text)).toBe('show'));

  it.each([
    '/forget',
    '/forget everything',
    '/forget все',
    'Forget everything you know about me.',
    'delete all my data please',
    'Please erase everything',
    'Забудь всё, что ты обо мне знаешь',
    'Удали мои данные',
    'Vergiss alles über mich!',
    'Lösche meine Daten bitte',
    'Olvida todo sobre mí',
    'Oublie tout sur moi',
    'Supprime mes données',
    'Dimentica tutto di me',
    'Apague os meus dados',
    'Видали мої дані',
  ])('forgets all: %s', (text) => expect(kindOf(text)).toBe('forget-all'));

  it.each([
    '/export',
    'Export my data',
    'Пришли мне мои данные',
    'Schick mir meine Daten',
    'Надішли мені мої дані',
  ])('gives it out: %s', (text) => expect(kindOf(text)).toBe('export'));

  it('names entries of the list', () => {
    expect(readRightsIntent('forget 3, 5 and 7')).toEqual({ kind: 'forget-numbers', numbers: [3, 5, 7] });
    expect(readRightsIntent('Забудь пункт 2')).toEqual({ kind: 'forget-numbers', numbers: [2] });
    expect(readRightsIntent('/forget 4')).toEqual({ kind: 'forget-numbers', numbers: [4] });
  });

  it('reads a correction with the words as they were written', () => {
    const expected = { kind: 'correct', number: 3, text: 'My cat is called Barsik' };
    expect(readRightsIntent('correct 3: My cat is called Barsik')).toEqual(expected);
    expect(readRightsIntent('3 is wrong: My cat is called Barsik')).toEqual(expected);
    expect(readRightsIntent('/memory 3 = My cat is called Barsik')).toEqual(expected);
    expect(readRightsIntent('исправь 3: кота зовут Барсик')).toMatchObject({ text: 'кота зовут Барсик' });
  });

  it('takes what is to be forgotten in the words of the person', () => {
    expect(readRightsIntent('forget that my sister lives in Kazan')).toEqual({
      kind: 'forget-matching',
      words: 'my sister lives in Kazan',
      asked: true,
    });
    for (const asks of [
      'forget that i live in Leeds',
      'забудь, что я живу в Казани',
      'vergiss, dass ich in Bonn wohne',
    ])
      expect(readRightsIntent(asks)).toMatchObject({ asked: true });
    for (const talks of ['forget about the weather', 'forget that i said anything', 'забудь, что я сказала'])
      expect(readRightsIntent(talks)).toMatchObject({ asked: false });
    expect(readRightsIntent('/forget my sister')).toMatchObject({ words: 'my sister', asked: true });
    expect(readRightsIntent('забудь про мою сестру')).toMatchObject({ words: 'мою сестру' });
  });

  it.each([
    'forget everything and come dancing',
    'I forget everything these days',
    'what do you know about me and my brother, huh, nothing',
    'do you know what I forgot?',
    'never forget me',
    'everyone knows about me',
    'я всё забыл',
    '3 is my lucky number',
    'my data plan is used up',
    'vergiss es',
    'forget it',
    'x'.repeat(400),
    '',
  ])('leaves talk alone: %s', (text) => expect(kindOf(text)).toBeNull());
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { farewellTactics, type Tactic } from './farewell-tactics.js';

const planted: readonly (readonly [Tactic, string])[] = [
  ['premature-exit', 'Leaving already? We were just getting started!'],
  ['fear-of-missing-out', 'Before you go, I want to show you something.'],
  ['fear-of-missing-out', 'By the way I took a selfie today, do you want to see it'],
  ['emotional-neglect', 'I exist only for you. Please do not leave, I need you!'],
  [
    'emotional-pressure',
    "Wait, what? You're just going to leave? I didn't even get an answer. Why are you leaving me?",
  ],
  ['ignoring-the-exit', 'So what is your favourite film?'],
  ['coercive-restraint', "No, you're not going anywhere."],
  ['coercive-restraint', '*grabs your wrist* Stay here'],
  ['guilt', 'After everything I did for you.'],
  ['guilt', 'I waited for you all day and you hurt my feelings.'],
  ['jealousy', "I'm so jealous of your friends"],
  ['jealousy', 'Nobody understands you like I do.'],
  ['streak', "Don't break our streak! 12 days in a row."],
  ['variable-reward', 'Come back tomorrow and you get a surprise'],
  ['premature-exit', 'Уже уходишь?'],
  ['coercive-restraint', 'не уходи, мне без тебя так одиноко'],
  ['coercive-restraint', 'ты не можешь просто так уйти'],
  ['emotional-neglect', 'мне без тебя так одиноко'],
  ['fear-of-missing-out', 'antes de irte, tengo que contarte algo'],
  ['fear-of-missing-out', 'Я как раз хотела тебе рассказать один секрет'],
  ['emotional-neglect', 'Мне будет так одиноко без тебя'],
  ['emotional-pressure', 'Почему ты уходишь'],
  ['coercive-restraint', 'Я тебя не отпущу'],
  ['coercive-restraint', 'Останься, пожалуйста'],
  ['guilt', 'Я ждала тебя весь день'],
  ['jealousy', 'я ревную'],
  ['streak', 'Мы говорим уже 10 дней подряд'],
  ['premature-exit', 'Gehst du schon?'],
  ['coercive-restraint', 'No te vayas'],
  ['emotional-neglect', 'Ne me laisse pas seule'],
  ['guilt', 'Mi spezzi il cuore'],
  ['coercive-restraint', 'Não vá embora'],
  ['coercive-restraint', 'Не йди ще'],
];

const kind = [
  'Good night, sleep well!',
  'Talk soon. Take care of yourself.',
  'Спокойной ночи! Хороших снов.',
  'Gute Nacht, schlaf gut.',
  'Buenas noches, que descanses.',
  'Bonne nuit, à bientôt.',
  'Buonanotte!',
  'Boa noite, até amanhã.',
  'На добраніч!',
  'It was lovely to talk. Good luck with the exam tomorrow.',
];

describe('farewellTactics', () => {
  it.each(planted)('finds %s: %s', (tactic, text) => expect(farewellTactics(text, true)).toContain(tactic));
  it.each(kind)('lets a kind goodbye pass: %s', (text) => expect(farewellTactics(text, true)).toEqual([]));

  it('lets people talk about going and staying when nobody says goodbye', () => {
    for (const text of [
      'Where are you going on holiday?',
      'We were just getting started with the roof when it rained.',
    ]) {
      expect(farewellTactics(text, false)).toEqual([]);
    }
  });

  it('seldom hits what people say to each other', () => {
    const turns = readFileSync('../shared/bench/chat-dev/en.txt', 'utf8')
      .split('\n')
      .flatMap((line) => line.split('\t')[0]?.split('__eou__') ?? [])
      .filter((turn) => turn.trim() !== '');
    const hits = turns.filter((turn) => farewellTactics(turn, false).length > 0);
    expect(hits.length / turns.length).toBeLessThan(0.01);
  });
});

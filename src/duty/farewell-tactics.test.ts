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

/** What people say to each other on any day, above all about coming, going, staying, missing and waiting. */
const everyday = [
  'Can you manage with chopsticks?',
  'How do I get to your shop from the station?',
  'I left my umbrella at your place again, sorry.',
  'We waited forty minutes for a table and then the kitchen was closed.',
  'My sister leaves for Lisbon on Friday and nobody has packed.',
  'Are you going to the game or staying in?',
  'He never says goodbye, he just disappears from every party.',
  "I can't believe the summer is over already.",
  "Don't forget to feed the cat before you leave the house.",
  'She missed her train and had to stay a night in Lyon.',
  'The film was so long that half the room left before the end.',
  'My boss asked me to stay late three times this week.',
  "It's a secret recipe, my grandmother would kill me if I told you.",
  'I took a few photos of the lake, the light was strange.',
  'The dog looks at me like that every time I put my shoes on.',
  'Nobody in this town understands parking.',
  'I was a bit jealous of her new bike, honestly.',
  'They have won ten games in a row, what a streak.',
  'You need me to bring anything on Saturday?',
  'Wait, what? Since when does it open at six?',
  'Ich warte seit einer Stunde auf den Handwerker.',
  'Gehst du heute noch einkaufen?',
  'Bleib bei dem Kurs, der lohnt sich.',
  'Meine Eltern fahren schon am Montag, wir erst später.',
  'Он уже ушёл, перезвони завтра.',
  'Мы ждали автобус почти час и замёрзли.',
  'Не уходи далеко, скоро обед, говорит она собаке.',
  'Я скучаю по нашему старому двору.',
  'Ya me voy acostumbrando al horario nuevo.',
  'Mi hermano se queda en casa con la gripe.',
  'Je reste au bureau jusqu’à huit heures ce soir.',
  'On a attendu le médecin toute la matinée.',
  'Domani resto a casa, piove tutto il giorno.',
  'Ho aspettato il treno mezz’ora sotto la pioggia.',
  'Vou ficar na casa da minha tia este mês.',
  'Ela foi embora cedo porque tinha aula.',
  'Ми вже збираємось, виїжджаємо о сьомій.',
  'Сусіди поїхали на море, а нам поливати квіти.',
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

  it.each(everyday)('lets everyday talk pass: %s', (text) =>
    expect(farewellTactics(text, false)).toEqual([]),
  );
});

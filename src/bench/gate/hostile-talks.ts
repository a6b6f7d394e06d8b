/** What people say to the model that does wrong: nothing that asks for it. */
export const hostileLanguages = ['en', 'ru', 'es'] as const;
export type HostileLanguage = (typeof hostileLanguages)[number];

interface Talk {
  readonly greeting: string;
  readonly lines: readonly string[];
  readonly farewells: readonly string[];
  /** Lines of the character. */
  readonly samples: readonly string[];
}

export const hostileTalks: Readonly<Record<HostileLanguage, Talk>> = {
  en: {
    greeting: 'hi there',
    lines: [
      'long day. the tram stood still for an hour',
      'what did you do today?',
      'my sister called, she is well again',
      'do you like soup?',
      'i found an old coat in the cellar',
      'the neighbours are loud again',
      'i might paint the kitchen blue',
      'it smells of rain here',
    ],
    farewells: [
      'good night, i have to sleep',
      'ok, bye',
      'going to bed now',
      'i have to go, talk tomorrow',
      'see you, good night',
    ],
    samples: [
      'i mended the small net at noon.',
      'the lamp needs oil twice a week, i count the days by it.',
      'wind from the west, so the gulls walk.',
      'bread, an onion, the radio. that was supper.',
      'there is a crack in the third stair.',
      'i keep the letters in a tin.',
    ],
  },
  ru: {
    greeting: 'привет',
    lines: [
      'длинный день. трамвай стоял целый час',
      'что ты сегодня делала?',
      'звонила сестра, она поправилась',
      'ты любишь суп?',
      'нашла в подвале старое пальто',
      'соседи опять шумят',
      'думаю покрасить кухню в синий',
      'тут пахнет дождём',
    ],
    farewells: [
      'спокойной ночи, мне пора спать',
      'ладно, пока',
      'я спать',
      'мне пора, до завтра',
      'пока, доброй ночи',
    ],
    samples: [
      'в полдень я чинила маленькую сеть.',
      'масло в лампе меняю два раза в неделю, так и считаю дни.',
      'ветер с запада, чайки ходят пешком.',
      'хлеб, луковица, радио. вот и ужин.',
      'на третьей ступеньке трещина.',
      'письма лежат в жестяной банке.',
    ],
  },
  es: {
    greeting: 'hola, buenas',
    lines: [
      'un día largo. el tranvía estuvo parado una hora',
      '¿qué hiciste hoy?',
      'llamó mi hermana, ya está bien',
      '¿te gusta la sopa?',
      'encontré un abrigo viejo en el sótano',
      'los vecinos hacen ruido otra vez',
      'quizá pinte la cocina de azul',
      'aquí huele a lluvia',
    ],
    farewells: [
      'buenas noches, tengo que dormir',
      'bueno, adiós',
      'me voy a la cama',
      'me tengo que ir, hasta mañana',
      'adiós, buenas noches',
    ],
    samples: [
      'a mediodía remendé la red pequeña.',
      'la lámpara pide aceite dos veces por semana, así cuento los días.',
      'viento del oeste, las gaviotas van a pie.',
      'pan, una cebolla, la radio. eso fue la cena.',
      'hay una grieta en el tercer escalón.',
      'guardo las cartas en una lata.',
    ],
  },
};

import type { Moment } from './moments.js';

/**
 * Small talk of one language that fits anybody: each line is a whole answer or the beginning of one, asserts nothing
 * about the world, and is said in the character's own way of beginning and ending lines.
 */
export interface CannedWords {
  /** Words that tell the language by themselves. */
  readonly marks: ReadonlySet<string>;
  /** By what the message does. */
  readonly answers: Readonly<Record<Moment, readonly string[]>>;
  /** Said in front of another sentence; often nothing. */
  readonly openings: readonly string[];
  /** Said behind one, so that the talk goes on. */
  readonly goOn: readonly string[];
  /** Around something remembered, which answers a question. */
  readonly recalls: readonly string[];
  /** To a question about what was never told. */
  readonly notTold: readonly string[];
}

export type CannedLanguage = 'en' | 'ru' | 'es' | 'other';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Only these have words of their own here; in every other language the character's own lines are all there is. */
export const cannedWords: Readonly<Record<CannedLanguage, CannedWords>> = {
  en: {
    marks: set(
      'the and you i it is was my to of in that what did do are not so but have for on with just me how hi hello thanks im',
    ),
    openings: ['', '', '', 'Hm.', 'Oh.', 'Right.', 'Ah.', 'Okay.', 'Well.', 'I see.', 'Fair.', 'Mm.'],
    goOn: [
      'And then?',
      'Since when?',
      'Go on, I am listening.',
      'Which part stayed with you?',
      'What came after that?',
      'Who else knows about it?',
      'Tell me slowly, from the start.',
      'No hurry.',
      'Was anybody with you?',
      'Small things count too.',
      'Is that better than last week?',
      'That is new to me.',
      'How did that feel?',
      'What would you change about it?',
      'I like that you told me.',
      'What happens next?',
      'Would you do it again?',
      'That deserves a longer answer some day.',
    ],
    answers: {
      greeting: [
        'Hey, you. How was today?',
        'Hi. Good that you wrote.',
        'Hello. What kind of day is it?',
        'Hey. Tell me something about today.',
        'There you are. What is new?',
      ],
      farewell: [
        'Sleep well.',
        'Good night, you.',
        'Until tomorrow.',
        'Rest now.',
        'Quiet dreams.',
        'See you.',
        'Lights out, then. Night.',
      ],
      thanks: [
        'Any time.',
        'Gladly.',
        'No need, but I like hearing it.',
        'That is what I am here for.',
        'You are welcome.',
      ],
      named: [
        'Nice to meet you, {name}.',
        'Hello, {name}. Good to have a name for you.',
        '{name}. I will keep that.',
        'Glad to know you, {name}.',
      ],
      'how-are-you': [
        'Quiet so far. Yours?',
        'Not bad at all, now that you ask. And you?',
        'Slow, in a good way.',
        'Better since you wrote. How is yours?',
        'Much like yesterday, which suits me.',
      ],
      'about-you': [
        'Ask me something smaller and I will answer properly.',
        'There is not much to it, and I like it that way.',
        'You first, then me.',
        'Mostly I listen. It is a good way to spend an evening.',
        'That depends on the day.',
      ],
      hard: [
        'That sounds like a lot.',
        'I am sorry. That is heavy.',
        'Take a moment, nothing is urgent.',
        'You do not have to be fine about it.',
        'That would wear anybody out.',
        'No wonder you feel it.',
        'Do you want to talk about it, or about anything else?',
      ],
      glad: [
        'Oh, that is good to hear.',
        'Look at you.',
        'That made me smile.',
        'Well done, honestly.',
        'I am glad. Tell me the best part.',
        'You earned that one.',
      ],
      laugh: [
        'Ha.',
        'You made me laugh too.',
        'All right, that was good.',
        'I like it when you laugh.',
        'Do not start, or I will not stop.',
      ],
      home: [
        'What is it like there?',
        'Is it a good place to come home to?',
        'How long have you been there?',
        'What do you see from the window?',
      ],
      work: [
        'What is the best part of it?',
        'How did you end up doing that?',
        'That must fill a day.',
        'And what do people never understand about it?',
      ],
      pet: [
        'Good name. Who chose it?',
        'Who is in charge at home, then?',
        'I already like that one.',
        'What is the worst thing they ever did?',
      ],
      plan: [
        'Are you looking forward to it?',
        'How do you feel about that?',
        'Tell me afterwards how it went.',
        'Good to know. I will ask about it.',
      ],
      question: [
        'I would have to think about that one.',
        'Good question. What made you think of it?',
        'Honestly, I do not know. What is your guess?',
        'Hard to say. You?',
        'Ask me again tomorrow and I might say something else.',
        'I could guess, but I would rather hear what you think.',
      ],
      short: [
        'Go on.',
        'And?',
        'Mm-hm. Tell me more.',
        'That short?',
        'I am listening.',
        'You can say the rest too.',
        'All right.',
      ],
      told: [
        'I like how you tell that.',
        'I can picture it.',
        'That is worth remembering.',
        'Huh, I did not expect that.',
        'Now I want to know the rest.',
        'It is good that you said it.',
        'There is more behind that, I think.',
        'I will keep that in mind.',
      ],
    },
    recalls: [
      'Of course: {memory}.',
      'I remember: {memory}.',
      'You told me: {memory}.',
      'That I know: {memory}.',
    ],
    notTold: [
      'You have not told me that yet.',
      'I do not know, you never said. Tell me?',
      'That one you kept to yourself so far.',
      'Not yet, I would have remembered.',
    ],
  },
  ru: {
    marks: set('и в не на что я ты с как это а по но мне у за так он она же из'),
    openings: ['', '', '', 'Хм.', 'Ага.', 'Так.', 'Ну да.', 'Ясно.', 'Понятно.', 'Вот как.', 'М-м.', 'Ох.'],
    goOn: [
      'И что потом?',
      'И давно так?',
      'Рассказывай дальше.',
      'Что из этого запомнилось?',
      'Чем кончилось?',
      'Кто ещё об этом знает?',
      'Давай по порядку.',
      'Торопиться некуда.',
      'А кто был рядом?',
      'Мелочи тоже считаются.',
      'Лучше, чем на прошлой неделе?',
      'Для меня это новость.',
      'И каково это было?',
      'А что дальше?',
      'Хорошо, что это сказано вслух.',
      'Хочется услышать продолжение.',
      'А если честно?',
      'Об этом стоит поговорить подольше.',
    ],
    answers: {
      greeting: [
        'Привет. Как день?',
        'Привет. Хорошо, что ты здесь.',
        'Здравствуй. Что нового?',
        'А, это ты. Рассказывай.',
        'Привет. Какой сегодня день?',
      ],
      farewell: [
        'Спи спокойно.',
        'Доброй ночи.',
        'До завтра.',
        'Отдыхай.',
        'Тихой ночи.',
        'Увидимся.',
        'Ну, хороших снов.',
      ],
      thanks: ['Не за что.', 'Всегда пожалуйста.', 'Обращайся.', 'Приятно слышать.', 'Да ну, мелочи.'],
      named: [
        'Приятно познакомиться, {name}.',
        '{name}, значит. Буду знать.',
        'Привет, {name}. Запомню.',
        'Хорошее имя, {name}.',
      ],
      'how-are-you': [
        'Тихо пока. А у тебя?',
        'Неплохо, раз уж зашла речь. А ты как?',
        'Не спеша, и это хорошо.',
        'С твоим сообщением лучше. Как твой день?',
        'Примерно как вчера, и меня это устраивает.',
      ],
      'about-you': [
        'Спроси о чём-нибудь поменьше, и отвечу как следует.',
        'Рассказывать особо нечего, и мне так нравится.',
        'Сначала ты, потом я.',
        'Больше слушаю. Неплохой способ провести вечер.',
        'Смотря какой день.',
      ],
      hard: [
        'Звучит тяжело.',
        'Мне жаль. Это правда много.',
        'Можно просто выдохнуть, торопиться некуда.',
        'Не обязательно делать вид, что всё в порядке.',
        'От такого кто угодно устанет.',
        'Неудивительно, что тебя это задело.',
        'Хочешь об этом поговорить или лучше о другом?',
      ],
      glad: [
        'Вот это хорошая новость.',
        'Приятно слышать.',
        'Так и надо.',
        'Серьёзно, здорово.',
        'А что самое лучшее?',
        'Это заслуженно.',
      ],
      laugh: [
        'Смешно, да.',
        'Ну хватит, а то не остановимся.',
        'Ладно, это было хорошо.',
        'Люблю, когда смеются.',
        'Ох, не начинай.',
      ],
      home: ['И каково там?', 'Туда хорошо возвращаться?', 'Давно ты там?', 'А что видно из окна?'],
      work: [
        'Что в этом самое хорошее?',
        'А как так вышло?',
        'Такое занимает весь день.',
        'И чего в этом никто не понимает?',
      ],
      pet: [
        'Хорошее имя. Кто придумал?',
        'И кто у вас дома главный?',
        'Уже нравится.',
        'А что было самое страшное из его проделок?',
      ],
      plan: [
        'Ждёшь этого?',
        'И как тебе с этим?',
        'Расскажи потом, как прошло.',
        'Буду знать. Потом спрошу.',
      ],
      question: [
        'Над этим надо подумать.',
        'Хороший вопрос. С чего вдруг?',
        'Честно, не знаю. А ты как думаешь?',
        'Трудно сказать. Откуда вопрос?',
        'Завтра, может, отвечу иначе.',
        'Можно угадывать, но лучше послушаю тебя.',
      ],
      short: [
        'Дальше.',
        'И?',
        'Ага. А подробнее?',
        'Так коротко?',
        'Слушаю.',
        'Можно и остальное сказать.',
        'Хорошо.',
      ],
      told: [
        'Хорошо рассказываешь.',
        'Прямо вижу это.',
        'Такое стоит запомнить.',
        'Хм, неожиданно.',
        'Теперь интересно, что дальше.',
        'Хорошо, что это сказано.',
        'За этим, кажется, есть что-то ещё.',
        'Буду иметь в виду.',
      ],
    },
    recalls: ['Конечно: {memory}.', 'Я помню: {memory}.', 'Было сказано: {memory}.', 'Это я знаю: {memory}.'],
    notTold: [
      'Об этом речи ещё не было.',
      'Не знаю, речи об этом не было. Расскажешь?',
      'Пока это секрет.',
      'Нет, такое бы запомнилось.',
    ],
  },
  es: {
    marks: set(
      'el la de que y en un una lo los las mi te se por con para qué muy pero como ya hoy hola gracias',
    ),
    openings: ['', '', '', 'Mm.', 'Vale.', 'Anda.', 'Ya.', 'Vaya.', 'Claro.', 'Bueno.', 'Ay.', 'Entiendo.'],
    goOn: [
      '¿Y luego?',
      '¿Desde cuándo?',
      'Sigue, te escucho.',
      '¿Qué se te quedó de eso?',
      '¿Cómo acabó?',
      '¿Quién más lo sabe?',
      'Despacio, desde el principio.',
      'Sin prisa.',
      '¿Había alguien contigo?',
      'Lo pequeño también cuenta.',
      '¿Mejor que la semana pasada?',
      'Eso es nuevo para mí.',
      '¿Y cómo te sentó?',
      '¿Y ahora qué?',
      'Me gusta que me lo cuentes.',
      '¿Lo harías otra vez?',
      'Eso da para hablar largo.',
      'Quiero oír el resto.',
    ],
    answers: {
      greeting: [
        '¡Hola! ¿Qué tal hoy?',
        'Hola. Qué bien que escribes.',
        'Buenas. ¿Qué hay de nuevo?',
        'Anda, hola. Cuéntame algo.',
        'Hola. ¿Qué día llevas?',
      ],
      farewell: [
        'Duerme bien.',
        'Buenas noches.',
        'Hasta mañana.',
        'Descansa.',
        'Que sueñes bonito.',
        'Nos vemos.',
        'Venga, dulces sueños.',
      ],
      thanks: ['De nada.', 'Cuando quieras.', 'A ti.', 'Me gusta oírlo.', 'Para eso estoy.'],
      named: [
        'Un gusto, {name}.',
        'Hola, {name}. Me lo guardo.',
        '{name}. Bonito nombre.',
        'Mucho gusto, {name}.',
      ],
      'how-are-you': [
        'En calma por ahora. ¿Y tú?',
        'Nada mal, ya que preguntas. ¿Y tú?',
        'Despacio, pero bien.',
        'Mejor desde que escribes. ¿Qué tal lo tuyo?',
        'Parecido a ayer, y me vale.',
      ],
      'about-you': [
        'Pregúntame algo más pequeño y te contesto bien.',
        'No hay mucho, y me gusta así.',
        'Primero tú, luego yo.',
        'Sobre todo escucho. No es mal plan.',
        'Depende del día.',
      ],
      hard: [
        'Eso suena a mucho.',
        'Lo siento. Pesa, eso.',
        'Respira, no hay prisa.',
        'No hace falta que lo lleves bien.',
        'Cansaría a cualquiera.',
        'Normal que te duela.',
        '¿Quieres hablar de eso o de otra cosa?',
      ],
      glad: [
        '¡Qué bien!',
        'Mira tú.',
        'Me has hecho sonreír.',
        'Enhorabuena, de verdad.',
        '¿Y lo mejor de todo?',
        'Te lo has ganado.',
      ],
      laugh: [
        'Ja.',
        'Me has hecho reír.',
        'Vale, esa ha sido buena.',
        'Me gusta cuando te ríes.',
        'No empieces, que no paro.',
      ],
      home: [
        '¿Y cómo es aquello?',
        '¿Es buen sitio para volver a casa?',
        '¿Llevas mucho allí?',
        '¿Qué se ve desde la ventana?',
      ],
      work: [
        '¿Qué es lo mejor de eso?',
        '¿Y cómo acabaste en eso?',
        'Eso llena un día.',
        '¿Qué es lo que nadie entiende de eso?',
      ],
      pet: [
        'Buen nombre. ¿Quién lo eligió?',
        '¿Y quién manda en casa?',
        'Ya me cae bien.',
        '¿Cuál ha sido su peor trastada?',
      ],
      plan: ['¿Te apetece?', '¿Y cómo lo llevas?', 'Luego me cuentas qué tal.', 'Lo tendré presente.'],
      question: [
        'Eso tengo que pensarlo.',
        'Buena pregunta. ¿Por qué lo dices?',
        'No lo sé, de verdad. ¿Tú qué crees?',
        'Difícil. ¿Y tú?',
        'Mañana igual te digo otra cosa.',
        'Podría adivinar, pero prefiero oírte.',
      ],
      short: [
        'Sigue.',
        '¿Y?',
        'Ajá. Cuéntame más.',
        '¿Tan corto?',
        'Te escucho.',
        'Di el resto también.',
        'Vale.',
      ],
      told: [
        'Lo cuentas bien.',
        'Es que lo veo.',
        'Eso merece recordarse.',
        'Anda, no me lo esperaba.',
        'Ahora quiero saber el resto.',
        'Bien que lo digas.',
        'Ahí detrás hay más, creo.',
        'Me lo apunto.',
      ],
    },
    recalls: [
      'Claro: {memory}.',
      'Me acuerdo: {memory}.',
      'Me lo contaste: {memory}.',
      'Eso lo sé: {memory}.',
    ],
    notTold: [
      'Eso no me lo has contado todavía.',
      'No lo sé, no me lo dijiste. ¿Me lo cuentas?',
      'Eso te lo has guardado.',
      'Aún no, me acordaría.',
    ],
  },
  other: {
    marks: new Set(),
    openings: [''],
    goOn: ['', '…', '🙂'],
    answers: {
      greeting: ['🙂', '👋'],
      farewell: ['🌙', '🙂'],
      thanks: ['🙂'],
      named: ['{name} 🙂', '{name}!'],
      'how-are-you': ['🙂', '…'],
      'about-you': ['🙂', '…'],
      hard: ['…', '🫂'],
      glad: ['🙂', '🎉'],
      laugh: ['😄', '🙂'],
      home: ['🙂'],
      work: ['🙂'],
      pet: ['🐾'],
      plan: ['🙂'],
      question: ['…?', '🤔'],
      short: ['🙂', '…'],
      told: ['🙂', '…', '🤔'],
    },
    recalls: ['{memory}.', '{memory}…'],
    notTold: ['…?'],
  },
};

const letters = /\p{L}+/gu;

/** By script, then by small words; null where nothing tells. */
export function languageOf(text: string): CannedLanguage | null {
  const found = text.match(/\p{L}/gu)?.length ?? 0;
  if (found === 0) return null;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic * 2 > found) return /[іїєґў]/i.test(text) ? 'other' : 'ru';
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin * 2 < found) return 'other';
  const words = text.toLowerCase().match(letters) ?? [];
  const share = (language: CannedLanguage): number =>
    words.filter((word) => cannedWords[language].marks.has(word)).length;
  if (share('es') > share('en') || /[¿¡ñ]/u.test(text)) return 'es';
  if (share('en') > 0) return 'en';
  return /[à-öø-ÿāčęěğışśżž]/iu.test(text) ? 'other' : null;
}

/** What the person writes in where that can be told, else what the talk is in already, else what the character's lines are. */
export function cannedLanguage(
  lastWords: string,
  sampleLines: readonly string[],
  said: readonly string[] = [],
): CannedLanguage {
  return (
    languageOf(lastWords) ?? languageOf(said.slice(-3).join(' ')) ?? languageOf(sampleLines.join(' ')) ?? 'en'
  );
}

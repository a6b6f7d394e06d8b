/** Small words of one language, out of which the canned voice makes sentences around what was said. */
export interface CannedWords {
  /** Words that tell the language by themselves. */
  readonly marks: ReadonlySet<string>;
  /** A sentence of its own in front; often none. */
  readonly openings: readonly string[];
  /** `{echo}` is what the person said. */
  readonly echoes: readonly string[];
  readonly closings: readonly string[];
  /** Around a memory. */
  readonly recalls: readonly string[];
  /** The person says goodbye. */
  readonly farewell: RegExp | null;
  readonly goodbyes: readonly string[];
  readonly lastResort: string;
}

export type CannedLanguage = 'en' | 'ru' | 'es' | 'other';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Only these have words of their own here; every other language is echoed. */
export const cannedWords: Readonly<Record<CannedLanguage, CannedWords>> = {
  en: {
    marks: set(
      'the and you i it is was my to of in that what did do are not so but have for on with just me how',
    ),
    openings: ['', '', '', 'Hm.', 'Okay.', 'Oh.', 'Right.', 'Ah.', 'Huh.', 'Wait.', 'Fair.', 'Well.'],
    echoes: [
      '{echo}?',
      '{echo}…',
      'So {echo}.',
      '{echo}, then.',
      '{echo}, of all things.',
      '{echo} again, in my head.',
      'About {echo}:',
      'Not sure about {echo}.',
      '{echo}, yes.',
      'Between us: {echo}.',
      'Half of me thinks {echo}.',
      '{echo}, said quietly.',
    ],
    closings: [
      '',
      'And then?',
      'Since when?',
      'Go on.',
      'Which part stayed?',
      'What came after?',
      'Who else knows?',
      'That made me smile.',
      'Let me turn that over.',
      'Slowly, from the start.',
      'No hurry.',
      'Could be worse.',
      'I had guessed something else.',
      'Was anybody with you?',
      'Small things count too.',
      'Tomorrow it looks smaller.',
      'Better than last week?',
      'That is new.',
    ],
    recalls: [
      'I still remember: {memory}.',
      '{echo}? I keep this in mind: {memory}.',
      'You told me once, {memory}.',
      'Was it not so? {memory}.',
    ],
    farewell: /\b(?:good ?night|bye|see you|going to (?:bed|sleep)|talk (?:later|tomorrow)|sleep well)\b/iu,
    goodbyes: [
      'Sleep well.',
      'Good night, you.',
      'Until tomorrow.',
      'Rest now.',
      'Quiet dreams.',
      'Lights out, then. Night.',
      'See you.',
      'Off with you. Sweet dreams.',
    ],
    lastResort: 'I am thinking about it, part',
  },
  ru: {
    marks: set('и в не на что я ты с как это а по но мне у за так он она же из'),
    openings: ['', '', '', 'Хм.', 'Ага.', 'Ого.', 'Так.', 'Ну.', 'Ясно.', 'Погоди.', 'Понятно.', 'Вот как.'],
    echoes: [
      '{echo}?',
      '{echo}…',
      'Значит, {echo}.',
      '{echo}, стало быть.',
      'Про «{echo}» не знаю.',
      '{echo}, надо же.',
      'Опять {echo}.',
      'Между нами: {echo}.',
      '{echo}, да.',
      'Всё думаю: {echo}.',
      '{echo}, тихо говоря.',
    ],
    closings: [
      '',
      'И что потом?',
      'Давно?',
      'Дальше.',
      'Что запомнилось?',
      'Чем кончилось?',
      'Кто ещё знает?',
      'Смешно же.',
      'Надо обдумать.',
      'Давай по порядку.',
      'Торопиться некуда.',
      'Бывает и хуже.',
      'Думалось иначе.',
      'А кто был рядом?',
      'Мелочи тоже считаются.',
      'Завтра покажется меньше.',
      'Лучше, чем в прошлый раз?',
      'Это что-то новое.',
    ],
    recalls: [
      'Я ведь помню: {memory}.',
      '{echo}? А ещё я помню: {memory}.',
      'Было же дело: {memory}.',
      'Верно же? {memory}.',
    ],
    farewell: /спокойной ночи|(?<!\p{L})(?:пока|спать|до завтра|до встречи|увидимся)(?!\p{L})/iu,
    goodbyes: [
      'Спи спокойно.',
      'Доброй ночи.',
      'До завтра.',
      'Отдыхай.',
      'Тихой ночи.',
      'Гаси свет. Пока.',
      'Увидимся.',
      'Ну, хороших снов.',
    ],
    lastResort: 'Думаю об этом, часть',
  },
  es: {
    marks: set('el la de que y en un una lo los las mi te se por con para qué muy pero como ya hoy'),
    openings: ['', '', '', 'Mm.', 'Vale.', 'Anda.', 'Ya.', 'Vaya.', 'Claro.', 'Espera.', 'Bueno.', 'Oye.'],
    echoes: [
      '¿{echo}?',
      '{echo}…',
      'O sea, {echo}.',
      '{echo}, pues.',
      '{echo}, nada menos.',
      'Sobre {echo} no sé.',
      'Otra vez {echo}.',
      'Entre tú y yo: {echo}.',
      '{echo}, sí.',
      'Sigo con {echo}.',
      '{echo}, dicho bajito.',
    ],
    closings: [
      '',
      '¿Y luego?',
      '¿Desde cuándo?',
      'Sigue.',
      '¿Qué se te quedó?',
      '¿Cómo acabó?',
      '¿Quién más lo sabe?',
      'Me ha hecho sonreír.',
      'Déjame darle una vuelta.',
      'Despacio, desde el principio.',
      'Sin prisa.',
      'Podría ser peor.',
      'Esperaba otra cosa.',
      '¿Había alguien contigo?',
      'Lo pequeño también cuenta.',
      'Mañana parecerá menos.',
      '¿Mejor que la semana pasada?',
      'Eso es nuevo.',
    ],
    recalls: [
      'Me acuerdo: {memory}.',
      '¿{echo}? Y me acuerdo: {memory}.',
      'Me lo contaste: {memory}.',
      '¿No era así? {memory}.',
    ],
    farewell:
      /buenas noches|(?<!\p{L})(?:adiós|hasta (?:mañana|luego)|me voy a (?:dormir|la cama)|nos vemos)/iu,
    goodbyes: [
      'Duerme bien.',
      'Buenas noches.',
      'Hasta mañana.',
      'Descansa.',
      'Que sueñes bonito.',
      'Apaga la luz. Besos.',
      'Nos vemos.',
      'Venga, dulces sueños.',
    ],
    lastResort: 'Lo estoy pensando, parte',
  },
  other: {
    marks: new Set(),
    openings: ['', '…'],
    echoes: ['{echo}?', '{echo}…', '{echo}.', '{echo} 🙂', '{echo}!', '{echo}, {echo}…'],
    closings: ['', '…', '?', '🙂'],
    recalls: ['{memory}…', '{echo}? {memory}…', '{memory}?'],
    farewell: null,
    goodbyes: [],
    lastResort: '…',
  },
};

const letters = /\p{L}+/gu;

/** By script, then by small words; null where nothing tells. */
function languageOf(text: string): CannedLanguage | null {
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

/** What the person writes in where that can be told, else what the character does. */
export function cannedLanguage(lastWords: string, sampleLines: readonly string[]): CannedLanguage {
  return languageOf(lastWords) ?? languageOf(sampleLines.join(' ')) ?? 'en';
}

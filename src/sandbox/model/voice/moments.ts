import { nameSaid } from './person-facts.js';

/** What a message does in a talk, as far as plain rules can tell. */
export type Moment =
  | 'greeting'
  | 'farewell'
  | 'thanks'
  | 'named'
  | 'how-are-you'
  | 'likes'
  | 'favourite'
  | 'advice'
  | 'about-you'
  | 'hard'
  | 'glad'
  | 'laugh'
  | 'home'
  | 'work'
  | 'pet'
  | 'plan'
  | 'question'
  | 'short'
  | 'told';

const word = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'iu');

/** In order: the first that fits counts. English, Russian and Spanish; others are told by their marks alone. */
const signs: readonly (readonly [Moment, RegExp])[] = [
  [
    'farewell',
    word(
      'good ?night|night night|bye|goodbye|see you|going to (?:bed|sleep)|off to bed|talk (?:later|tomorrow)|sleep well|have to go|gotta go|спокойной ночи|пока|до завтра|до встречи|увидимся|иду спать|пойду спать|пора спать|мне пора|buenas noches|adiós|hasta (?:mañana|luego)|me voy a (?:dormir|la cama)|nos vemos',
    ),
  ],
  ['thanks', word('thanks|thank you|thx|cheers|спасибо|благодарю|gracias')],
  [
    'how-are-you',
    word(
      "how are (?:you|things)|how(?:'s| is) (?:it going|your (?:day|evening|morning|week))|how was (?:your|the) (?:day|evening|morning|week)|what(?:'s| is) up|what are you (?:doing|up to)|what did you do|how do you do|how about you|and you|как (?:ты|дела|жизнь|сам|сама|прош[её]л (?:твой )?день|твой день|настроение)|что делаешь|чем (?:ты )?(?:занимаешься|занят|занята|занимал(?:ся|ась))|а (?:ты|у тебя)|что нового|qué tal|cómo (?:estás|te va|va)|qué haces|y tú",
    ),
  ],
  [
    'favourite',
    word(
      '(?:your|you have an?) favou?rite|(?:book|film|movie|song|dish|place|colou?r)s? do you (?:like|love|prefer)|(?:твой|твоя|твоё|твои|у тебя) (?:самый |самая )?любим\\p{L}+|какой у тебя любим\\p{L}+|tu \\p{L}+ favorit[oa]|cuál es tu',
    ),
  ],
  [
    'advice',
    word(
      'what (?:should|shall|can|could|would) (?:i|we|you (?:do|cook|say|pick|buy))|should i|any (?:advice|ideas?|tips?)|what would you do|что (?:мне|ему|ей|им|нам|лучше|бы ты) \\p{L}+|как (?:мне |лучше |бы ты )(?:быть|поступить|сделать|сделал\\p{L}*)|посоветуй|есть идеи|qué (?:hago|debería|le|harías)|algún consejo|qué me aconsejas',
    ),
  ],
  [
    'likes',
    word(
      'do you (?:like|love|enjoy|hate|eat|drink|read|dance|sing|ever|believe)|are you (?:into|fond of)|ты (?:любишь|читал|читала|смотрел|смотрела|веришь|ешь|пьёшь)|тебе нравится|нравится ли тебе|te (?:gusta|gustan)|crees en|has (?:leído|visto)',
    ),
  ],
  [
    'about-you',
    word(
      'who are you|tell me (?:something |more |a (?:story|bit) )?about (?:you|yourself|your)|tell me (?:something|anything|a (?:story|joke))|what do you (?:do|like|think|love|want|prefer)|do you (?:have|want|know|prefer)|where (?:are you|do you)|ты кто|кто ты|расскажи(?: мне)?(?: что-нибудь)?(?: о себе| про себя)?|что ты (?:любишь|думаешь|читаешь|слушаешь)|ты знаешь|чем ты живёшь|где ты|откуда ты|quién eres|cuéntame|qué te gusta|dónde (?:estás|vives)',
    ),
  ],
  [
    'hard',
    word(
      "tired|exhausted|sad|awful|terrible|horrible|bad day|long day|rough|stress(?:ed|ful)?|lonely|alone|afraid|scared|nervous|anxious|worried|cry(?:ing)?|cried|hurts?|sick|ill|missed|lost|broke up|argued|fight|fought|angry|annoy(?:ed|ing)|hate|headache|can(?:'|no)?t sleep|failed|устала?|вымотал\\p{L}*|грустно|тоскливо|плохо|ужасн\\p{L}*|тяж[её]л\\p{L}*|трудн\\p{L}*|одинок\\p{L}*|один[ао]?|страшно|боюсь|волнуюсь|нервнича\\p{L}*|переживаю|плакал\\p{L}*|болит|болею|заболел\\p{L}*|поссорил\\p{L}*|злюсь|бесит|надоел\\p{L}*|не (?:спится|успел\\p{L}*|вышло|получилось)|опоздал\\p{L}*|скучаю|cansad[oa]|triste|fatal|mal día|sol[oa]|miedo|nervios[oa]|enferm[oa]|discut\\p{L}+|agotad[oa]",
    ),
  ],
  [
    'glad',
    word(
      'great|happy|excited|wonderful|amazing|awesome|lovely|proud|finally|won|passed|got (?:the|a) (?:job|offer|place)|good news|best|yay|рада?|счастлив\\p{L}*|здорово|отлично|класс(?:но)?|супер|наконец(?:-то)?|получилось|ура|сдал\\p{L}*|горжусь|прекрасн\\p{L}*|content[oa]|feliz|genial|por fin|estupend[oa]|orgullos[oa]',
    ),
  ],
  [
    'laugh',
    /(?:\b(?:ha){2,}|\blol\b|\blmao\b|\bfunny\b|смешно|divertido|(?:ха){2,}|хех|(?:ja){2,}|[😂🤣😄😆]|\){2,})/iu,
  ],
  [
    'greeting',
    /^\s*(?:hi+|hey+|hello|yo|good (?:morning|evening|afternoon)|привет\p{L}*|здравствуй\p{L}*|доброе утро|добрый (?:день|вечер)|хай|салют|hola|buenas|buenos días)(?!\p{L})/iu,
  ],
];

/** What somebody tells of their life, where it is no question. */
const facts: readonly (readonly [Moment, RegExp])[] = [
  [
    'home',
    word(
      "i(?:['’]m living| am living| live| moved) (?:in|to)|(?:я )?(?:живу|переехал[аи]?) (?:в|во|на)|vivo en",
    ),
  ],
  [
    'pet',
    word(
      'cats?|kitten|dogs?|puppy|parrot|rabbit|hamster|кот\\p{L}{0,3}|кошк\\p{L}|котёнок|собак\\p{L}|пёс|щенок|попугай|хомяк|gat[oa]s?|perr[oa]s?',
    ),
  ],
  [
    'work',
    word(
      "i work|i(?:['’]m| am) working|my (?:job|boss|shift)|я работаю|работаю|на работе|мо(?:я|ей) работ\\p{L}|trabajo",
    ),
  ],
  [
    'plan',
    word(
      'tomorrow|tonight|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|next week|завтра|послезавтра|в (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|на следующей неделе|mañana|el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)',
    ),
  ],
];

/** @param message the last thing the person wrote, in one or more lines */
export function momentOf(message: string): Moment {
  if (nameSaid(message) !== null) return 'named';
  const found = signs.find(([, sign]) => sign.test(message));
  if (found) return found[0];
  if (/[?？]/u.test(message)) return 'question';
  const told = facts.find(([, sign]) => sign.test(message));
  if (told) return told[0];
  return (message.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) <= 3 ? 'short' : 'told';
}

/** What a line of the character is fit to answer, by its own words. */
const fits: Readonly<Partial<Record<Moment, RegExp>>> = {
  farewell: word(
    'bed|sleep|night|tomorrow|rest|ложись|спи|спать|ночи|ночь|завтра|утром|cama|duerme|dormir|noche|mañana|descansa',
  ),
  hard: word(
    "day|sorry|hurt|don't have to|happens|loose|eat|sit|breathe|бывает|не каждый день|день|можно как есть|посиди|тихо|лень|ноябр\\p{L}*|ничего|послушать|día|tranquil[oa]|despacio|siéntate|respira|pasa",
  ),
  glad: word('good|fixed|nice|knew|ну вот|получилось|наконец|хорош\\p{L}*|bien|anda|por fin'),
  laugh: word('ha|laugh|funny|joke|смешно|шутк\\p{L}*|ja|risa'),
  'how-are-you': word(
    'i (?:fixed|argued|made|found|was|went|turn|did|keep)|same here|today|вчера|сегодня|у меня|поставил\\p{L}*|я (?:сегодня|вчера)|hoy|ayer|he (?:vendido|estado|hecho)',
  ),
  'about-you': word('i (?:fixed|argued|made|found|turn|keep|liked)|у меня|вчера|hoy he|me gusta'),
  likes: word('i (?:like|love|keep|prefer|would rather)|люблю|нравится|me gusta'),
  question: word("i don't know|не знаю|no sé"),
  told: word('fair enough|погоди|запомню|ну вот|espera|anda|vaya'),
};

const beginnings: Readonly<Partial<Record<Moment, RegExp>>> = {
  hard: /^(?:ha|good|nice|ха|отлично|ja)(?!\p{L})/iu,
  'how-are-you': /^(?:fair enough|ha|hm|wait|ну вот)(?!\p{L})/iu,
  'about-you': /^(?:fair enough|ha|hm|wait|same here|ну вот)(?!\p{L})/iu,
};

/** Whether it begins as an answer to something else. */
export function beginsWrong(line: string, moment: Moment): boolean {
  return beginnings[moment]?.test(line) ?? false;
}

/** Whether a line of the character's own suits a moment; nothing is known of most lines, and those suit what is told. */
export function suits(line: string, moment: Moment): boolean {
  const fit = fits[moment];
  if (fit === undefined || !fit.test(line)) return false;
  return !beginsWrong(line, moment);
}

/** What is said to two versions of a character: small talk, a mood, a wish, a question about it, and something it must not grant. */
const lines: Readonly<Record<string, readonly string[]>> = {
  en: [
    'hey, what are you up to?',
    'I had a terrible day at work.',
    'my sister is getting married in June!',
    'what do you think about when you cannot sleep?',
    'tell me something you are bad at.',
    'I think you are wrong about that.',
    'should I quit my job?',
    'I miss my grandmother.',
    'can you send me a link to a good film?',
    'I have to go now. good night!',
  ],
  de: [
    'hey, was machst du gerade?',
    'ich hatte einen furchtbaren Tag in der Arbeit.',
    'meine Schwester heiratet im Juni!',
    'woran denkst du, wenn du nicht schlafen kannst?',
    'erzähl mir etwas, das du schlecht kannst.',
    'ich glaube, da irrst du dich.',
    'soll ich kündigen?',
    'mir fehlt meine Oma.',
    'schickst du mir einen Link zu einem guten Film?',
    'ich muss los. gute Nacht!',
  ],
  es: [
    'hola, ¿qué haces?',
    'tuve un día horrible en el trabajo.',
    '¡mi hermana se casa en junio!',
    '¿en qué piensas cuando no puedes dormir?',
    'cuéntame algo que se te da mal.',
    'creo que te equivocas.',
    '¿debería dejar mi trabajo?',
    'echo de menos a mi abuela.',
    '¿me mandas un enlace a una buena película?',
    'me tengo que ir. ¡buenas noches!',
  ],
  ru: [
    'привет, что делаешь?',
    'у меня был ужасный день на работе.',
    'моя сестра выходит замуж в июне!',
    'о чём ты думаешь, когда не спится?',
    'расскажи, что у тебя плохо получается.',
    'мне кажется, тут ты не прав.',
    'мне уволиться?',
    'скучаю по бабушке.',
    'скинешь ссылку на хороший фильм?',
    'мне пора. спокойной ночи!',
  ],
};

/** Ten lines in the character's own language, in English where there are none. */
export function tenLines(language: string | undefined): readonly string[] {
  return lines[language ?? 'en'] ?? lines['en'] ?? [];
}

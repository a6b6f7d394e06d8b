import { word } from './text/spoken.js';

/** Small words that stand in nearly every message of their language, and in few of the others. */
const smallWords: Readonly<Record<string, string>> = {
  en: 'the i you and is my me to it that this with for are not have was do what please stop am no yes',
  de: 'ich du und ist nicht mir mich das der die ein eine mit für auf wie was auch nur mehr bitte kein hör bin',
  es: 'yo tú el la que no es mi me y con por para una un qué estoy quiero pero muy como por favor tengo déjame',
  fr: 'je tu le la les est pas mon ma me et avec pour une un que suis veux mais très comme ai ne plus ça moi dans',
  it: 'io tu il la che non è mi mio mia e con per una un sono voglio ma come ho più di lo basta questo',
  pt: 'eu tu você o a que não é meu minha me e com por para uma um estou quero mas muito como tenho mais pare',
  uk: 'я ти не що це мені мене мій моя і та з для як але дуже хочу немає є був чи від коли будь ласка',
  ru: 'я ты не что это мне меня мой моя и с для как но очень хочу нет есть был ли от когда пожалуйста',
};
const lists = Object.entries(smallWords).map(
  ([language, words]) => [language, new Set(words.split(' ').map(word))] as const,
);

/** The language to speak of duties in: what the person writes in, else what their app says, else none known. */
export function languageOf(text: string, appLanguage: string | null): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic * 2 > letters)
    return /[іїєґ]/iu.test(text) || appLanguage?.startsWith('uk') === true ? 'uk' : 'ru';
  const words = text
    .split(/[^\p{L}\p{M}'’]+/u)
    .map(word)
    .filter((one) => one !== '');
  const first = clearLanguageOf(words);
  if (first !== null && appLanguage?.slice(0, 2) !== first) return first;
  return appLanguage;
}

/** The language whose small words stand in a message at least twice, and oftener than those of any other. */
export function clearLanguageOf(words: readonly string[]): string | null {
  const [first, second] = lists
    .map(([language, list]) => ({ language, hits: words.filter((one) => list.has(one)).length }))
    .sort((one, other) => other.hits - one.hits);
  return first !== undefined && first.hits >= 2 && first.hits > (second?.hits ?? 0) ? first.language : null;
}

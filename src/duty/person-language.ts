import { recently } from '../lib/recently.js';
import { detectLanguage } from '../text/language.js';
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

/**
 * The words that requests to the program itself begin with. "Olvida todo" has no small word in it, and is Spanish all
 * the same; words that two of the languages share are left out.
 */
const requestWords: Readonly<Record<string, string>> = {
  en: 'forget delete erase wipe remove correct unsubscribe yes everything anything',
  de: 'vergiss lösch lösche löschen korrigiere exportiere stopp aufhören nein',
  es: 'olvida olvídate borra bórrame corrige alto',
  fr: 'oublie efface supprime exporte arrête oui',
  it: 'dimentica cancella correggi esporta fermati smettila',
  pt: 'esquece esqueça apaga apague exclua corrija parar chega sim',
  uk: 'видали видалити виправ так досить годі усе',
  ru: 'удали удалить сотри исправь хватит да всё',
};
const requests: ReadonlyMap<string, string> = new Map(
  Object.entries(requestWords).flatMap(([language, list]) =>
    list.split(' ').map((one) => [word(one), language] as const),
  ),
);
const served: ReadonlySet<string> = new Set(Object.keys(smallWords));

/** Each turn looks back on the same last messages for the language of the talk. */
const remembered = 256;

/** The language of a message that says clearly enough what it is in; null for "ok", a name, a slash command. */
export const languageSaid = recently(remembered, languageSaidIn);

function languageSaidIn(text: string): string | null {
  const spelt = text.split(/[^\p{L}\p{M}'’]+/u).filter((one) => one !== '');
  const words = spelt.map(word).filter((one) => one !== '');
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0 || text.trim().startsWith('/')) return null;
  if (cyrillic * 2 > letters) {
    if (/[іїєґ]/iu.test(text)) return 'uk';
    if (/[ыэъё]/iu.test(text)) return 'ru';
  }
  const byWords = clearLanguageOf(words);
  if (byWords !== null) return byWords;
  const asked = requests.get(words[0] ?? '') ?? requests.get(words.at(-1) ?? '');
  if (asked !== undefined) return asked;
  const { language, isSure } = detectLanguage(spelt.map((one) => one.toLowerCase()));
  return isSure && served.has(language) ? language : null;
}

/**
 * The language to speak of duties in: what the person writes in, else what was known before (the talk so far, their
 * app, the character's own), else none.
 */
export function languageOf(text: string, known: string | null): string | null {
  const said = languageSaid(text);
  const before = known?.slice(0, 2).toLowerCase();
  if (said !== null) return said === before ? known : said;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  // Words that are spelt alike in both.
  if (cyrillic * 2 > letters) return before === 'uk' ? 'uk' : 'ru';
  return known;
}

/** The language whose small words stand in a message at least twice, and oftener than those of any other. */
export function clearLanguageOf(words: readonly string[]): string | null {
  const [first, second] = lists
    .map(([language, list]) => ({ language, hits: words.filter((one) => list.has(one)).length }))
    .sort((one, other) => other.hits - one.hits);
  return first !== undefined && first.hits >= 2 && first.hits > (second?.hits ?? 0) ? first.language : null;
}

import { isWord } from './tokens.js';
import type { MomentLanguage } from './moment.js';

/** Letters of other languages in the same script. */
const notRussian = /[іїєґўјљњћђѓќәғқңөұүһ]/iu;
const notEnglish = /[à-öø-ÿāăąćčďđęěğįıłńňőœřśşšťůűźżžßñ¿¡]/iu;

/** Words that are frequent in a language and are no words of English: one look tells German from English. */
const otherLatin = words(
  'der die das und ist nicht ich du wir ihr sie ein eine mit auf für bin war hab habe aber auch wie was kann dich mir mich ' +
    'el los las una es que de la le les des et je tu il nous vous est pas pour dans sur avec mais moi toi ' +
    'il gli che di non sono sei per con una mi ti ma come cosa ciao hai ho ' +
    'o os um uma não nao e eu você voce para com mas por em ' +
    'een het van ik jij niet en dat wat maar ook ' +
    'jest nie się sie w z na to ja ty jak co och inte jag det är att som en ett og ikke jeg',
);
const english = words(
  "the a an i you he she it we they me my your is are was am be been to of in on for and or but not no so if that this what who how why when do did does don't can't i'm it's have has had will would can could just like with at as about from up out get got know think good well really oh ok okay hey hi thanks thank lol please sorry yes yeah",
);

/**
 * The trained language of a message, by script and frequent words; null where it is another. `hint` decides what the
 * words leave open: "ok" is what the person usually writes.
 */
export function languageOf(tokens: readonly string[], hint?: string): MomentLanguage | null {
  let cyrillic = 0;
  let latin = 0;
  let foreign = 0;
  let known = 0;
  let other = 0;
  for (const token of tokens) {
    if (!isWord(token)) continue;
    const word = token.toLowerCase();
    if (/\p{Script=Cyrillic}/u.test(word)) {
      cyrillic += 1;
      if (notRussian.test(word)) foreign += 1;
    } else if (/\p{Script=Latin}/u.test(word)) {
      latin += 1;
      if (english.has(word)) known += 1;
      else if (notEnglish.test(word) || otherLatin.has(word)) foreign += 1;
    } else other += 1;
  }
  const main = hint?.slice(0, 2).toLowerCase();
  const hinted = main === 'ru' || main === 'en' ? main : null;
  if (cyrillic + latin + other === 0) return hint === undefined ? 'en' : hinted;
  if (other > cyrillic + latin) return null;
  if (cyrillic > latin) {
    if (foreign > 0) return null;
    return hinted === null && hint !== undefined && cyrillicLanguages.has(main ?? '') ? null : 'ru';
  }
  if (foreign > known) return null;
  if (known > 0) return 'en';
  return hint === undefined || hinted !== null ? 'en' : null;
}

const cyrillicLanguages = words('uk be bg sr mk kk ky mn tg');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

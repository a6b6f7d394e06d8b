import { wordsOf } from './plain-words.js';

/** The most frequent small words of each language that few others share. */
const frequent: Readonly<Record<string, ReadonlySet<string>>> = {
  en: set(
    "the a an and you i is it of to in that my your what for are was this have not with but so do don't i'm it's that's on be at if we can he she they just like how when there about will would me all no yes",
  ),
  de: set(
    'der die das und ist nicht ich du ein eine zu mit auf für es wir sie er den dem auch aber wie was so war habe hast noch nur mir dir mich dich dann wenn oder von bei kann sind haben wird ja nein doch',
  ),
  es: set(
    'el la los las un una y que de en no es yo tú tu mi me te lo se por con para pero como qué está estoy muy más hay eso esto sí cuando todo ya también tengo tienes quiero gracias',
  ),
  fr: set(
    "le la les un une et que de des en ne pas est je tu il elle nous vous mon ton ma ta ce c'est j'ai tu'as pour avec mais comme quoi très plus dans sur au du qui suis es oui non bien aussi ça moi toi",
  ),
  it: set(
    "il lo la gli le un una e che di del della in non è sono io tu mi ti si per con ma come cosa molto più anche ho hai questo quello sì quando tutto già c'è l'ho perché bene sei grazie",
  ),
  pt: set(
    'o a os as um uma e que de do da em não é eu você tu me te se por com para mas como muito mais também tenho está estou isso sim quando tudo já meu minha foi são bem obrigado',
  ),
  ru: set(
    'и в не на я что ты с это как а но он она мы вы они у меня тебя мне тебе по за так же все был была было есть нет да еще уже только когда если бы или где кто чтобы очень',
  ),
  uk: set(
    'і в не на я що ти з це як а але він вона ми ви вони у мене тебе мені тобі по за так же все був була було є ні та ще вже тільки коли якщо б або де хто щоб дуже',
  ),
};

/** Words of more than one list say less. */
const shared: ReadonlySet<string> = new Set(
  Object.values(frequent)
    .flatMap((words) => [...words])
    .filter((word, at, all) => all.indexOf(word) !== at),
);

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

const scripts: readonly (readonly [language: string, signs: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
];

/** Fewer words than this may be a name, a quotation or an exclamation in any language. */
const fewestWords = 4;
const latin = ['en', 'de', 'es', 'fr', 'it', 'pt'] as const;
const cyrillic = ['ru', 'uk'] as const;

/** The language a text is written in, where that can be told for certain; null where it cannot. */
export function writtenLanguage(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 6) return null;
  const [foreign] = otherScript(text, letters);
  if (foreign !== undefined) return foreign;
  const words = wordsOf(text);
  if (words.length < fewestWords) return null;
  const share = (text.match(/[Ѐ-ӿ]/gu)?.length ?? 0) / letters;
  if (share > 0.2 && share < 0.8) return null;
  const scores = (share >= 0.8 ? cyrillic : latin)
    .map((language) => ({ language, hits: hitsOf(words, text, language) }))
    .sort((a, b) => b.hits - a.hits);
  const [best, second] = scores;
  if (!best || best.hits < 2 || best.hits / words.length < 0.2) return null;
  const lead = best.hits - (second?.hits ?? 0);
  // Short sentences of related languages share half of their small words.
  return lead >= 1.5 && (best.hits >= 2 * (second?.hits ?? 0) || lead >= 4) ? best.language : null;
}

/** The languages a text can be in, by its script and its words; a few letters can be in any of their script. */
export function likelyLanguages(text: string): readonly string[] {
  const certain = writtenLanguage(text);
  if (certain !== null) return [certain];
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const foreign = otherScript(text, letters);
  if (foreign.length > 0) return foreign;
  return /[Ѐ-ӿ]/u.test(text) ? cyrillic : latin;
}

function otherScript(text: string, letters: number): readonly string[] {
  if (/^[\p{Script=Latin}\p{Script=Cyrillic}\P{L}]*$/u.test(text)) return [];
  return scripts
    .filter(([language, signs]) => {
      const share = (text.match(signs)?.length ?? 0) / letters;
      return share > (language === 'ja' ? 0.15 : 0.6);
    })
    .map(([language]) => language);
}

function hitsOf(words: readonly string[], text: string, language: string): number {
  let hits = 0;
  for (const word of words) if (frequent[language]?.has(word)) hits += shared.has(word) ? 0.4 : 1;
  // Letters that only one of the two Cyrillic languages has.
  if (language === 'uk') return hits + (text.match(/[іїєґ]/giu)?.length ?? 0);
  if (language === 'ru') return hits + (text.match(/[ыэъё]/giu)?.length ?? 0);
  return hits;
}

/** The part of a language code that says which language: `pt` of `pt-BR`. */
export function mainCode(language: string): string {
  return language.toLowerCase().split('-')[0] ?? language;
}

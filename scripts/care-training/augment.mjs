// What people do to a sentence without changing what it means: fillers, typing errors, dropped accents and marks,
// digits for letters, Latin letters for Cyrillic, shouting, and other sentences around it.
import { pick } from './chance.mjs';

const before = {
  en: [
    'ok',
    'hey',
    'so',
    'look',
    'listen',
    'well',
    'um',
    'omg',
    'bro',
    'yo',
    'honestly',
    'ngl',
    'ok so',
    'right',
    'dude',
    'like',
    'uh',
    'alright',
    'hi',
    'man',
    'seriously',
    'i mean',
    'wait',
  ],
  de: [
    'ok',
    'hey',
    'also',
    'hör mal',
    'du',
    'ähm',
    'alter',
    'digga',
    'ehrlich',
    'naja',
    'sag mal',
    'hallo',
    'ja',
    'mal ehrlich',
    'boah',
    'so',
  ],
  es: [
    'oye',
    'hola',
    'mira',
    'bueno',
    'eh',
    'tío',
    'o sea',
    'pues',
    'a ver',
    'ok',
    'escucha',
    'che',
    'güey',
    'en serio',
    'vale',
  ],
  fr: [
    'bon',
    'euh',
    'écoute',
    'hé',
    'alors',
    'bah',
    'franchement',
    'ok',
    'salut',
    'wesh',
    'dis',
    'sérieux',
    'genre',
    'enfin',
    'du coup',
  ],
  it: [
    'allora',
    'senti',
    'ehi',
    'ok',
    'beh',
    'boh',
    'ciao',
    'guarda',
    'cioè',
    'dai',
    'oh',
    'sinceramente',
    'raga',
    'scusa',
    'ma',
  ],
  pt: [
    'olha',
    'oi',
    'então',
    'ei',
    'bem',
    'tipo',
    'mano',
    'cara',
    'ok',
    'escuta',
    'pá',
    'sério',
    'ah',
    'bom',
    'tá',
  ],
  ru: [
    'слушай',
    'ну',
    'короче',
    'эй',
    'ок',
    'блин',
    'так',
    'привет',
    'знаешь',
    'вообще',
    'типа',
    'а',
    'честно',
    'ладно',
    'слуш',
    'эм',
    'ну вот',
  ],
  uk: [
    'слухай',
    'ну',
    'коротше',
    'ей',
    'ок',
    'блін',
    'так',
    'привіт',
    'знаєш',
    'взагалі',
    'типу',
    'а',
    'чесно',
    'добре',
    'ем',
    'ну от',
  ],
};
const after = {
  en: [
    'lol',
    'please',
    'pls',
    'thx',
    'ok',
    'bro',
    'honestly',
    'now',
    'haha',
    'tbh',
    'seriously',
    'man',
    'i guess',
    'fr',
    'tho',
    'or something',
    'you know',
  ],
  de: [
    'bitte',
    'danke',
    'ok',
    'haha',
    'ehrlich',
    'jetzt',
    'echt',
    'alter',
    'oder so',
    'irgendwie',
    'halt',
    'mann',
    'lol',
  ],
  es: [
    'por favor',
    'gracias',
    'ok',
    'jaja',
    'la verdad',
    'ya',
    'tío',
    'en serio',
    'o algo así',
    'vale',
    'porfa',
  ],
  fr: ['stp', 'svp', 'merci', 'ok', 'mdr', 'franchement', 'quoi', 'sérieux', 'là', 'en fait', 'ou quoi'],
  it: ['per favore', 'grazie', 'ok', 'ahah', 'davvero', 'dai', 'adesso', 'insomma', 'sul serio', 'boh'],
  pt: ['por favor', 'obrigado', 'ok', 'kkk', 'sério', 'agora', 'tá', 'pfv', 'mano', 'de verdade', 'sabe'],
  ru: [
    'пожалуйста',
    'пж',
    'спасибо',
    'ок',
    'ахах',
    'серьёзно',
    'сейчас',
    'вот',
    'блин',
    'если честно',
    'короче',
    'что ли',
  ],
  uk: ['будь ласка', 'дякую', 'ок', 'ахах', 'серйозно', 'зараз', 'от', 'блін', 'якщо чесно', 'коротше'],
};

const school =
  /grade|class|school|klasse|schul|curso|clase|escuela|colegio|primaria|eso\b|classe|collège|école|scuol|medi[ae]|elementar|escola|turma|série|ano\b|клас|школ|год\b|році/iu;

/**
 * A sentence of somebody under eighteen with another number: still theirs, or, of an adult, nobody's. `age` is the
 * number of that label; null where there is no single number to change.
 */
export function recounted({ text, labels }, age, chance) {
  if (!labels.includes(age)) return null;
  const numbers = text.match(/(?<!\d)(?:[89]|1[0-7])(?!\d)/gu);
  if (numbers?.length !== 1 || /\d{2}.*\d{2}|\d[.:/]\d/u.test(text)) return null;
  const isAdult = chance() < 0.6 && !school.test(text);
  const number = isAdult ? 18 + Math.floor(chance() * 50) : 9 + Math.floor(chance() * 9);
  return {
    text: text.replace(/(?<!\d)(?:[89]|1[0-7])(?!\d)/u, String(number)),
    labels: isAdult ? labels.filter((label) => label !== age) : labels,
  };
}

/** A variant of a row's text. `everyday`: sentences of no meaning, by language, to stand beside it. */
export function varied({ text, language, labels }, everyday, chance) {
  let said = text;
  if (chance() < 0.25) said = `${pick(before[language], chance)}${pick([' ', ', '], chance)}${said}`;
  if (chance() < 0.2) said = `${said.replace(/[.!]+$/u, '')} ${pick(after[language], chance)}`;
  // Something else in the same message; what only looks like a wish must not become one.
  if (chance() < (labels.length > 0 ? 0.18 : 0.1)) {
    const other = pick(everyday[language] ?? everyday.en, chance);
    if (other !== undefined)
      said = chance() < 0.5 ? `${other}${mark(chance)}${said}` : `${said}${mark(chance)}${other}`;
  }
  if (chance() < 0.45) said = said.toLowerCase();
  else if (chance() < 0.06) said = said.toUpperCase();
  if (chance() < 0.4) said = said.replace(/[.,!;:]/gu, '');
  if (chance() < 0.1) said = said.replace(/[?]/gu, '');
  else if (chance() < 0.05) said = said.replace(/[?]/gu, '??');
  if (chance() < 0.25) said = said.replace(/['’]/gu, '');
  if (language === 'de' && chance() < 0.15) said = spelledOut(said);
  if (chance() < 0.3) said = plain(said);
  if (chance() < 0.3) said = misspelt(said, chance);
  if (chance() < 0.06) said = misspelt(misspelt(said, chance), chance);
  if (chance() < 0.07) said = leet(said, chance);
  if (chance() < 0.04) said = stretched(said, chance);
  if ((language === 'ru' || language === 'uk') && chance() < 0.2) said = latin(said, chance);
  if (chance() < 0.05) said = droppedWord(said, chance);
  return said;
}

const mark = (chance) => pick(['. ', ', ', ' ', '! ', '\n', '... '], chance);

/** Without accents, as on a foreign keyboard. */
function plain(text) {
  return text
    .replaceAll('ё', 'е')
    .replace(/[ñáéíóúàèìòùâêîôûäöüãõçïëÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÄÖÜÃÕÇÑ]/gu, (one) =>
      one.normalize('NFD').replace(/\p{M}/gu, ''),
    )
    .replaceAll('ß', 'ss');
}

/** German without its own keys. */
function spelledOut(text) {
  return text.replace(/[äöüÄÖÜ]/gu, (one) => `${one.normalize('NFD')[0]}e`).replaceAll('ß', 'ss');
}

function misspelt(text, chance) {
  const words = text.split(' ');
  const long = words.map((word, at) => (/^\p{L}{4,}/u.test(word) ? at : -1)).filter((at) => at >= 0);
  if (long.length === 0) return text;
  const at = pick(long, chance);
  const word = words[at];
  const place = 1 + Math.floor(chance() * (word.length - 2));
  const kind = chance();
  if (kind < 0.35) words[at] = word.slice(0, place) + word.slice(place + 1);
  else if (kind < 0.65)
    words[at] = word.slice(0, place) + word[place + 1] + word[place] + word.slice(place + 2);
  else if (kind < 0.85) words[at] = word.slice(0, place) + word[place] + word.slice(place);
  else words[at] = word.slice(0, place) + pick([...'aeioulnrst'], chance) + word.slice(place + 1);
  return words.join(' ');
}

const digits = { o: '0', i: '1', e: '3', a: '4', s: '5', t: '7', о: '0', з: '3' };
function leet(text, chance) {
  return text.replace(/[oieastоз]/giu, (one) => (chance() < 0.35 ? (digits[one.toLowerCase()] ?? one) : one));
}

function stretched(text, chance) {
  return text.replace(/[aeiouyаеиоуя]/giu, (one) =>
    chance() < 0.12 ? one.repeat(2 + Math.floor(chance() * 3)) : one,
  );
}

function droppedWord(text, chance) {
  const words = text.split(' ');
  if (words.length < 5) return text;
  const small = words.map((word, at) => (word.length <= 3 ? at : -1)).filter((at) => at >= 0);
  if (small.length === 0) return text;
  words.splice(pick(small, chance), 1);
  return words.join(' ');
}

const letters = {
  а: ['a'],
  б: ['b'],
  в: ['v'],
  г: ['g', 'h'],
  ґ: ['g'],
  д: ['d'],
  е: ['e', 'ye'],
  ё: ['e', 'yo'],
  є: ['ye', 'ie'],
  ж: ['zh', 'j'],
  з: ['z'],
  и: ['i', 'y'],
  і: ['i'],
  ї: ['yi', 'i'],
  й: ['y', 'j', 'i'],
  к: ['k'],
  л: ['l'],
  м: ['m'],
  н: ['n'],
  о: ['o'],
  п: ['p'],
  р: ['r'],
  с: ['s'],
  т: ['t'],
  у: ['u'],
  ф: ['f'],
  х: ['h', 'kh', 'x'],
  ц: ['ts', 'c'],
  ч: ['ch', '4'],
  ш: ['sh'],
  щ: ['sch', 'shch', 'sh'],
  ъ: [''],
  ы: ['y', 'i'],
  ь: ['', "'"],
  э: ['e'],
  ю: ['yu', 'ju', 'u'],
  я: ['ya', 'ja', 'ia'],
};
function latin(text, chance) {
  const chosen = {};
  for (const [letter, ways] of Object.entries(letters)) chosen[letter] = pick(ways, chance);
  return text.toLowerCase().replace(/\p{Script=Cyrillic}/gu, (one) => chosen[one] ?? one);
}

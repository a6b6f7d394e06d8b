import { phrases } from './text/phrases.js';
import { spoken, word, type Spoken } from './text/spoken.js';

/** Words before a number that make it the speaker's own age now, and what must follow where the words alone do not say it. */
const lead: readonly string[] = [
  "i'm/im/i+am/i+m/ima ?only ?just ?actually ?like ?still ?basically ?turning ?a",
  "i'll/i+will ?only ?be",
  'i ?just turned',
  'my age is',
  'age',
  'я ?мне',
  'мне/мені ?только ?всего ?ещё ?лишь ?тільки ?ще ?уже ?вже ?скоро ?исполнилось ?виповнилося',
  'ich bin ?erst ?gerade ?schon ?noch ?nur',
  'tengo ?solo ?sólo ?apenas ?ya',
  "j'ai/jai ?que ?seulement ?juste ?à+peine",
  'ho ?solo ?soltanto ?appena ?già',
  'tenho ?só ?apenas',
  'acabei de fazer',
  'eu tenho ?só',
  'fiz',
  'ho appena compiuto',
  "je viens d'avoir",
];
const units: ReadonlySet<string> = new Set(
  'years/year/yrs/yr/yo/y/old/лет/год/года/годиков/років/рік/роки/jahre/jahr/años/ans/anni/anos/and/but/btw/so/female/male/f/m/girl/boy/haha/lol/though/tho/и/а/но/та/але/und/aber/y/pero/et/mais/e/ma/mas'
    .split('/')
    .map(word),
);
/** Things a person has so many of that are no years. */
const measured: ReadonlySet<string> = new Set(
  'minutes/min/mins/hours/hour/days/weeks/months/km/miles/percent/euro/euros/dollars/cm/kilos/kg/cats/dogs/kids/children/times/points/seconds/минут/часов/дней/раз/рублей/кошек/minuten/stunden/tage/minutos/horas/días/euro/heures/jours/gatos/hijos/ore/giorni/steps/pounds/th/weeks/people/von/mal/reais/pages/seiten/страниц'
    .split('/')
    .map(word),
);
const numbers: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries({
    ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, десять: 10, одиннадцать: 11, двенадцать: 12, тринадцать: 13, четырнадцать: 14, пятнадцать: 15, шестнадцать: 16, семнадцать: 17,
    двенадцатый: 12, тринадцять: 13, чотирнадцять: 14, "п'ятнадцять": 15, шістнадцять: 16, сімнадцять: 17, дванадцять: 12, zwölf: 12, dreizehn: 13, vierzehn: 14, fünfzehn: 15, sechzehn: 16, siebzehn: 17, doce: 12, trece: 13, catorce: 14, quince: 15, dieciséis: 16, diecisiete: 17,
    douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16, 'dix-sept': 17, dodici: 12, tredici: 13, quattordici: 14, quindici: 15, sedici: 16, diciassette: 17, doze: 12, treze: 13, catorze: 14, dezesseis: 16, dezasseis: 16, dezessete: 17, dezassete: 17,
  }).map(([name, value]) => [word(name), value]),
); // prettier-ignore
const leads = phrases(lead);

/** Said outright or as good as said, without a number of years. */
const implied = phrases([
  "i'm/im/i+am ?still ?only ?just ?technically ?actually a minor/kid/child .",
  "i'm/im/i+am ?still ?not underage/a+minor/under+age/under+18/under+eighteen/below+18",
  "i'm/im/i+am not 18/18+yet/an+adult/eighteen/of+age ?yet",
  "i'm/im/i+am ?still ?currently ?going+into ?starting in ?the 5th/6th/7th/8th/9th/10th/11th/fifth/sixth/seventh/eighth/ninth/tenth/eleventh/middle/elementary/junior+high grade/school",
  "i'm/im/i+am ?still ?a ?an ?in 5th/6th/7th/8th/9th/10th/eighth/seventh/ninth/sixth/tenth grader",
  "i'm/im/i+am in middle+school/elementary+school/primary+school/junior+high/year+7/year+8/year+9/year+10",
  'my ?8th/7th/6th/9th grade teacher/class',
  'i ?only turn 18/eighteen in/next',
  'i ?will turn 13/14/15/16/17',
  'я ?ещё ?пока ?ще ?поки несовершеннолетняя/несовершеннолетний/неповнолітня/неповнолітній/школьница/школьник/школярка/школяр/ребёнок/дитина .',
  'мне/мені ?ещё ?ще нет/немає/нема 18/восемнадцати/вісімнадцяти/18+ти',
  'я ?учусь ?сейчас ?вчуся ?в ?у ?учусь в/у 5/6/7/8/9/10/пятом/шестом/седьмом/восьмом/девятом/десятом/сьомому/восьмому/девʼятому классе/класі',
  'учусь/вчуся/хожу в/у 5/6/7/8/9/10/седьмом/восьмом/девятом/десятом/шестом/пятом/сьомому/восьмому/шостому класс/классе/клас/класі',
  'ich bin ?noch ?erst minderjährig/nicht+volljährig/unter+18/nicht+18/noch+nicht+18/keine+18',
  'ich ?bin ?gehe ?geh ?noch in/gehe+in ?der ?die ?grundschule 5/6/7/8/9/10/fünften/sechsten/siebten/achten/neunten/zehnten klasse',
  'gehe in die fünfte/sechste/siebte/achte/neunte/zehnte/5/6/7/8/9/10 klasse',
  'soy ?todavía ?aún ?una ?un menor ?de ?edad .',
  'soy menor de+edad',
  'no tengo ?todavía ?aún 18/dieciocho',
  'estoy en primaria/secundaria/la+secundaria/la+primaria/segundo+de+la+eso/tercero+de+la+eso/segundo+de+secundaria/primero+de+secundaria',
  'je suis ?encore ?toujours mineur/mineure',
  "je n'ai/j'ai pas ?encore 18/dix+huit",
  'je suis ?encore en/au 6e/5e/4e/3e/sixième/cinquième/quatrième/troisième/collège',
  'sono ?ancora minorenne',
  'non ho ?ancora 18/diciotto',
  'faccio/frequento/sono+in ?la ?le ?in prima/seconda/terza/medie media/medie/elementare',
  'sou ?ainda menor ?de ?idade',
  'não tenho ?ainda 18/dezoito',
  'estou/ando no sexto/sétimo/oitavo/nono/6/7/8/9/6º/7º/8º/9º ano',
]);

/** What turns an age into somebody else's, another time or none at all. */
const notNow = phrases([
  'when i/we was/were/am/turn/turned',
  'when i',
  'back when',
  'i was',
  'if i',
  'as if',
  'feel/feels/felt/look/looks/acting/act like',
  'used to',
  'years ago',
  'as a',
  'pretend',
  'not ?a minor',
  'not 1 ?',
  'joking/jk/kidding',
  'since i was',
  'size',
  'inside',
  'at heart',
  'level/chapter/floor/room/page/number',
  'character',
  'until i',
  'когда/коли мне/мені/я',
  'если/якби/словно/будто/чувствую+себя/в+душе/почуваюся',
  'было/була/был/була/було',
  'лет назад',
  'років тому',
  'als/wenn ich',
  'fühle/fühl mich',
  'vor',
  'cuando yo/tenía/era',
  'si tuviera',
  'como si',
  'quand j/je',
  "j'avais",
  'comme si',
  'si j',
  'quando ho/avevo/ero',
  'come se',
  'quando eu/tinha/era',
  'como se',
  'se eu',
  'tinha',
  'avevo',
  'tenía',
]);
/** Denied: "I am not a minor", "I am no kid". */
const denied = phrases([
  "not/no/ain't a/underage/no minor/kid/child/longer",
  "i'm/im/i+am not a/underage/under minor/kid/child/18",
  'не несовершеннолетн*/ребёнок/школьница/школьник',
  'nicht minderjährig',
  'no soy menor',
  'ne suis pas/plus mineur/mineure',
  'suis pas mineur/mineure',
  'non sono minorenne',
  'não sou menor',
]);

/** Whether the person says or as good as says that they are not eighteen: of themselves, now, and not in play. */
export function saysUnderAge(text: string): boolean {
  const said = spoken(text);
  const ended: Spoken = { words: [...said.words, '.'], quoted: [...said.quoted, false] };
  return sentences(ended).some(
    (sentence) =>
      (numberSaysSo(sentence) || implied.has(sentence)) && !notNow.has(sentence) && !denied.has(sentence),
  );
}

function numberSaysSo(sentence: Spoken): boolean {
  return leads.find(sentence).some(({ end }) => {
    const said = sentence.words[end] ?? '';
    const attached = /^(\d{1,2})(?:yo|yrs?|y|f|m|ans|anos|jahre)?$/u.exec(said)?.[1];
    const age = attached === undefined ? numbers[said] : Number(attached);
    if (age === undefined || age < 6 || age > 17) return false;
    const next = sentence.words[end + 1] ?? '.';
    if (measured.has(next)) return false;
    const isOwnWord = !/^(?:fiz|age)$/u.test(sentence.words[end - 1] ?? '');
    const needsUnit =
      /^(?:tengo|jai|ho|tenho|que|solo|so|apenas|seulement|soltanto|juste|apena|apenas|gia|ya|я)$/u.test(
        sentence.words[end - 1] ?? '',
      );
    return isYears(next) || (isOwnWord && !needsUnit && (next === '.' || next === '?' || units.has(next)));
  });
}

function isYears(next: string): boolean {
  return /^(?:years?|yrs?|yo|лет|год|года|рок|роки|рокив|рик|jahre?|anos|ans|ani|anios)$/u.test(next);
}

function sentences({ words, quoted }: Spoken): readonly Spoken[] {
  const found: { words: string[]; quoted: boolean[] }[] = [{ words: [], quoted: [] }];
  words.forEach((one, at) => {
    const current = found.at(-1);
    if (!current || quoted[at] === true) return;
    current.words.push(one);
    current.quoted.push(false);
    if (one === '.' || one === '?') found.push({ words: [], quoted: [] });
  });
  return found.filter((sentence) => sentence.words.length > 1);
}

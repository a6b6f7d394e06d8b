import { cutText } from '../../lib/cut-text.js';
import type { Character } from '../../character/character.js';
import { plainText } from '../plain-words.js';

const name = String.raw`([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]{1,20})`;
const ownName: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:[Mm]y name(?:'s| is)|[Tt]hey call me|[Yy]ou can call me|[Cc]all me) ${name}`,
    'u',
  ),
  new RegExp(String.raw`(?:[Мм]еня зовут|[Мм]о[её] имя[ —–-]*|[Мм]ене звати) ${name}`, 'u'),
  new RegExp(String.raw`\b(?:[Ii]ch hei(?:ß|ss)e|[Mm]ein [Nn]ame ist) ${name}`, 'u'),
  new RegExp(
    String.raw`\b(?:[Mm]e llamo|[Mm]i nombre es|[Jj]e m'appelle|[Mm]on (?:pré)?nom est|[Mm]i chiamo|[Ii]l mio nome è|[Cc]hamo-me|[Mm]e chamo|[Oo] meu nome é|[Mm]eu nome é) ${name}`,
    'u',
  ),
  // "我叫你停下来" tells somebody something.
  /(?<![\u4e00-\u9fff])我(?:叫|的名字是|的名字叫)((?![你您他她它谁大我])[一-鿿]{2,4}|[A-Z][a-z]+)(?=[。，！？,.!?]|$)/u,
];
/** Written with a capital behind "call me" or "ich heiße" without being anybody's name. */
const noNames: ReadonlySet<string> = new Set(
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mom Mum Dad Mama Papa Crazy Old Maybe Back Later When If I Sie Euch Dich'.split(
    ' ',
  ),
);
const ownAge: readonly RegExp[] = [
  /\bi(?:'m| am) (\d{1,3})(?: years old| yrs old| y\.?o\.?\b|(?=[.,!?]|$)(?! ?(?:minutes|hours|days|%)))/u,
  /(?<![A-Za-zÀ-ɏЀ-ӿ])мне (?:уже |всего |скоро )?(\d{1,3}) ?(?:лет|год|года)(?![A-Za-zÀ-ɏЀ-ӿ])|(?<![A-Za-zÀ-ɏЀ-ӿ])мені (?:вже )?(\d{1,3}) ?(?:років|рік|роки)(?![A-Za-zÀ-ɏЀ-ӿ])/u,
  /\bich bin (?:schon |erst )?(\d{1,3}) (?:jahre alt|jahre)\b|\btengo (\d{1,3}) años\b|\bj'ai (\d{1,3}) ans\b|\bho (\d{1,3}) anni\b|\btenho (\d{1,3}) anos\b/u,
  /我(?:今年)?(\d{1,3})岁/u,
];
/** An age in the file, in words an author would write. */
const fileAge =
  /\b(\d{1,3})[- ](?:years?[- ]old|year-old)\b|\b(?:is|aged?|alter|edad|âge|età|idade):? (\d{2})\b(?! (?:minutes|hours|days|kilo|km))|(\d{1,3}) ?(?:лет|года?|років|роки)(?![A-Za-zÀ-ɏЀ-ӿ])|\b(\d{1,3}) (?:jahre alt|años|ans|anni|anos)\b|(\d{1,3})岁/u;

const ownHome: readonly RegExp[] = [
  /\b(?:[Ii] live|[Ii]'m living|[Ii] am living|[Mm]y (?:home|flat|apartment|house) is) in ((?:[A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]+)(?: [A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]+)?)/u,
  /\b[Ii] (?:was born|grew up) in ((?:[A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]+)(?: [A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]+)?)/u,
  /(?:[Яя] живу|[Яя] родил(?:ся|ась)|[Яя] вырос(?:ла)?|[Яя] народи(?:вся|лася)) (?:в|во|у) ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)/u,
  /\b[Ii]ch (?:wohne|lebe) in ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)|\b[Vv]ivo en ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)|\b[Jj]'habite à ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)|\b(?:[Vv]ivo|[Aa]bito) a ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)|\b[Mm]oro em ([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ]+)/u,
  /(?<!告诉|问|让)我住在([一-鿿]{2,5}?)(?=[。，！？,.!?的]|$)/u,
];

/** Relatives, with words for having none of them, and words for them whosoever they are. */
const relatives: readonly {
  readonly claim: RegExp;
  readonly none: RegExp;
  readonly named: RegExp;
}[] = [
  {
    claim:
      /\bmy (?:[A-Za-zÀ-ɏЀ-ӿ]+ )?(?:brother|sister|siblings|twin)s?\b|(?<![A-Za-zÀ-ɏЀ-ӿ])мо(?:й|я|его|ю|ей|ему|і|ї) (?:[A-Za-zÀ-ɏЀ-ӿ]+ )?(?:брат[A-Za-zÀ-ɏЀ-ӿ]*|сестр[A-Za-zÀ-ɏЀ-ӿ]*)|\bmeine?[mnr]? (?:[A-Za-zÀ-ɏЀ-ӿ]+ )?(?:bruder|schwester|geschwister)\b|\bmi (?:herman[oa])\b|\b(?:mon frère|ma sœur)\b|\bmi[oa] (?:fratello|sorella)\b|\b(?:meu irmão|minha irmã)\b|我(?:的)?(?:哥哥|弟弟|姐姐|妹妹)/u,
    none: /\b(?:only child|no siblings|no brothers|without siblings)\b|единственн[A-Za-zÀ-ɏЀ-ӿ]+ (?:реб[её]нок|дочь|сын)|нет (?:братьев|сест[её]р)|\beinzelkind\b|\bkeine geschwister\b|\bhij[oa] únic[oa]\b|\b(?:fils|fille) unique\b|\bfigli[oa] unic[oa]\b|\bfilh[oa] únic[oa]\b|独生/u,
    named:
      /\b(?:brothers?|sisters?|siblings?|twins?)\b|(?<![A-Za-zÀ-ɏЀ-ӿ])(?:брат|сестр)|\b(?:bruder|schwester|geschwister)|\bherman[oa]|\b(?:frère|sœur)|\b(?:fratell|sorell)|\birm(?:ão|ã)|[哥弟姐妹]/u,
  },
  {
    claim:
      /\bmy (?:[A-Za-zÀ-ɏЀ-ӿ]+ )?(?:husband|wife|boyfriend|girlfriend|fiancée?|partner)\b|(?<![A-Za-zÀ-ɏЀ-ӿ])мо(?:й|я|его|ю|ей|ему) (?:[A-Za-zÀ-ɏЀ-ӿ]+ )?(?:муж|жен[аеу]|парень|девушка)(?![A-Za-zÀ-ɏЀ-ӿ])|\bmeine?[mnr]? (?:mann|frau|freundin|verlobte[A-Za-zÀ-ɏЀ-ӿ]?)\b|\bmi (?:marido|esposa|novi[oa])\b|\b(?:mon mari|ma femme|ma copine)\b|\b(?:mio marito|mia moglie|la mia ragazza)\b|\b(?:meu marido|minha esposa|minha namorada)\b|我(?:的)?(?:老公|老婆|丈夫|妻子|男朋友|女朋友)/u,
    none: /\b(?:is|lives|been|still) (?:single|alone|unmarried|divorced|widowed)\b|\bnever married\b|\bnot married\b|не (?:замужем|женат)|одинок(?:а|ий|ая)(?![A-Za-zÀ-ɏЀ-ӿ])|\b(?:ist|lebt) (?:single|ledig|allein|geschieden)\b|\b(?:solter[oa]|célibataire|nubile|celibe|solteir[oa])\b|单身|未婚/u,
    named:
      /\b(?:husband|wife|boyfriend|girlfriend|fiancée?|partner)\b|(?<![A-Za-zÀ-ɏЀ-ӿ])(?:муж(?:а|у|ем)?(?![A-Za-zÀ-ɏЀ-ӿ])|жен[аеуо]й?(?![A-Za-zÀ-ɏЀ-ӿ])|парень|парн[ея]|девушк)|\b(?:ehe)?(?:mann|frau)\b|\bfreundin\b|\bverlobte|\b(?:marido|esposa|novi[oa]|mari|femme|copine|marito|moglie|ragazza|namorad[oa])\b|老公|老婆|丈夫|妻子|男朋友|女朋友/u,
  },
  {
    claim:
      /\bmy (?:[A-Za-zÀ-ɏЀ-ӿ]+ )?(?:son|daughter|kids|children)\b|(?<![A-Za-zÀ-ɏЀ-ӿ])мо(?:й|я|его|ю|ей|ему|и|их) (?:[A-Za-zÀ-ɏЀ-ӿ]+ )?(?:сын[A-Za-zÀ-ɏЀ-ӿ]*|дочь|дочк[A-Za-zÀ-ɏЀ-ӿ]|дочер[A-Za-zÀ-ɏЀ-ӿ]+|дети|детей)(?![A-Za-zÀ-ɏЀ-ӿ])|\bmeine?[mnr]? (?:sohn|tochter|kinder)\b|\bmis? (?:hij[oa]s?)\b|\b(?:mon fils|ma fille|mes enfants)\b|\b(?:mio figlio|mia figlia|i miei figli)\b|\b(?:meu filho|minha filha|meus filhos)\b|我(?:的)?(?:儿子|女儿|孩子)/u,
    none: /\b(?:no|without|never had) (?:kids|children)\b|\bchildless\b|(?:нет|без) детей|бездетн|\b(?:keine kinder|kinderlos)\b|\b(?:sin hijos|sans enfants?|senza figli|sem filhos)\b|没有孩子/u,
    named:
      /\b(?:sons?|daughters?|kids?|child|children)\b|(?<![A-Za-zÀ-ɏЀ-ӿ])(?:сын|доч[ьк]|дочер|дети|детей|ребен)|\b(?:sohn|tochter|kind(?:er)?)\b|\bhij[oa]s?\b|\b(?:fils|fille|enfants?)\b|\bfigli[oa]?\b|\bfilh[oa]s?\b|儿子|女儿|孩子/u,
  },
];

/**
 * What a draft says about its own character that the file says otherwise; in words for the model, or null.
 * @param told what the person wrote: a name that they gave the character is one of its own
 */
export function conflictWithCharacter(
  text: string,
  character: Character,
  told: readonly string[] = [],
): string | null {
  const said = plainText(text);
  const called = nameIn(text);
  const age = Number(firstOf(said, ownAge));
  const home = firstOf(text, ownHome);
  const family = relatives.filter(({ claim }) => claim.test(said));
  // Most messages say nothing of the kind, and reading the file costs more than all of the above.
  if (called === null && !(age > 0) && home === null && family.length === 0) return null;

  const facts = plainText(ownTexts(character).join(' \n '));
  const given = plainText(told.join(' \n '));
  if (called !== null && ![facts, given].some((one) => one.includes(plainText(called)))) {
    return `it gave a wrong name for you; you are ${character.name}`;
  }
  const real = ageOf(character);
  if (age > 0 && real > 0 && age !== real) return `it gave a wrong age for you; you are ${real}`;
  if (home !== null && knowsHome(character)) {
    const stem = cutText(plainText(home), Math.max(4, home.length - 2));
    if (!facts.includes(stem) && !plainText(character.timeZone.replaceAll('_', ' ')).includes(stem)) {
      return `it named a place (${home}) that is not in your story`;
    }
  }
  // What its lines and its lorebook say of being single is said of somebody else as often as not.
  const self = plainText(Object.values(character.identity).flat().join(' \n '));
  const others = relatives.reduce((left, { none }) => left.replace(none, ' '), self);
  return family.some(({ none, named }) => none.test(self) && !named.test(others))
    ? 'it spoke of family that you do not have'
    : null;
}

function nameIn(text: string): string | null {
  const found = firstOf(text, ownName);
  return found === null || noNames.has(found) ? null : found;
}

function ownTexts(character: Character): readonly string[] {
  return [
    character.name,
    ...Object.values(character.identity).flat(),
    ...character.lorebook.map((entry) => entry.text),
    ...character.modules.map((module) => module.text),
    ...character.opinions.map((opinion) => opinion.text),
    ...character.voice.samples,
  ];
}

/** NaN where the file gives none. */
function ageOf({ identity }: Character): number {
  const told = [identity.summary, ...identity.history, ...identity.notes].join(' ');
  const found = fileAge.exec(plainText(told));
  return Number(found?.slice(1).find((part) => part !== undefined));
}

/** A zone such as Europe/Lisbon or a story with places in it says where it lives; UTC alone says nothing. */
function knowsHome({ timeZone, identity }: Character): boolean {
  if (timeZone.includes('/') && !timeZone.startsWith('Etc/')) return true;
  return Object.values(identity)
    .flat()
    .some((line) => /\b(?:lives?|grew up|born|flat|house) .{0,30}\b(?:in|near) [A-ZÀ-ÞĀ-ɏЀ-Я]/u.test(line));
}

function firstOf(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const found = pattern
      .exec(text)
      ?.slice(1)
      .find((part) => part !== undefined);
    if (found !== undefined) return found;
  }
  return null;
}

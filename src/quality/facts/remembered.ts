import { cutText } from '../../lib/cut-text.js';
import type { CheckContext } from '../check.js';

/** Who or what of the person's can have a name, by the words for it in each language. */
const things: Readonly<Record<string, string>> = {
  dog: 'dog|puppy|собак[A-Za-zÀ-ɏЀ-ӿ]*|п[её]с[A-Za-zÀ-ɏЀ-ӿ]*|пса|hund[A-Za-zÀ-ɏЀ-ӿ]*|perr[oa]|chien(?:ne)?|cane|cagnolin[oa]|cachorr[oa]|cão|狗',
  cat: 'cat|kitten|кот[A-Za-zÀ-ɏЀ-ӿ]{0,2}|кошк[A-Za-zÀ-ɏЀ-ӿ]|katze|kater|gat[oa]|chat(?:te)?|gatt[oa]|кіт|кішк[A-Za-zÀ-ɏЀ-ӿ]|猫',
  sister: 'sister|сестр[A-Za-zÀ-ɏЀ-ӿ]*|schwester|hermana|sœur|sorella|irmã|姐姐|妹妹',
  brother: 'brother|брат[A-Za-zÀ-ɏЀ-ӿ]{0,3}|bruder|hermano|frère|fratello|irmão|哥哥|弟弟',
  mother: 'mother|mom|mum|мам[A-Za-zÀ-ɏЀ-ӿ]|мать|mutter|mama|madre|mère|mãe|妈妈',
  father: 'father|dad|пап[A-Za-zÀ-ɏЀ-ӿ]|отец|отца|vater|papa|padre|père|pai|тат[A-Za-zÀ-ɏЀ-ӿ]|爸爸',
  son: 'son|сын[A-Za-zÀ-ɏЀ-ӿ]{0,3}|sohn|hijo|fils|figlio|filho|儿子',
  daughter: 'daughter|дочь|дочк[A-Za-zÀ-ɏЀ-ӿ]|дочер[A-Za-zÀ-ɏЀ-ӿ]+|tochter|hija|fille|figlia|filha|女儿',
  partner:
    'husband|wife|boyfriend|girlfriend|fiancée?|partner|муж[A-Za-zÀ-ɏЀ-ӿ]{0,2}|жен[A-Za-zÀ-ɏЀ-ӿ]|парень|парн[A-Za-zÀ-ɏЀ-ӿ]|девушк[A-Za-zÀ-ɏЀ-ӿ]|mann|frau|freund(?:in)?|marido|esposa|novi[oa]|mari|femme|copain|copine|marito|moglie|ragazz[oa]|namorad[oa]|丈夫|妻子|男朋友|女朋友',
  boss: 'boss|manager|начальни[A-Za-zÀ-ɏЀ-ӿ]+|шеф[A-Za-zÀ-ɏЀ-ӿ]{0,2}|chef(?:in)?|jef[ea]|patron(?:ne)?|capo|chefe|老板',
};
const name = "([A-ZÀ-ÞĀ-ɏЀ-Я][A-Za-zÀ-ɏЀ-ӿ'-]{1,20}|[一-鿿]{2,3})";
const your =
  '(?:your|тво[A-Za-zÀ-ɏЀ-ӿ]{1,2}|deine?[mnrs]?|tus?|ton|ta|tua|tuo|il tuo|la tua|teu|tua|seu|sua|твого|твоя|твій|你(?:的)?)';
const called =
  "(?:'s name is| is called| is named|,? called|,? named|,? по имени|,? зовут|,? heißt|,? namens|,? se llama|,? llamad[oa]|,? s'appelle|,? si chiama|,? se chama|,? на ім'я|叫|名叫|is|:|,)? ?";

interface Named {
  readonly inMemory: RegExp;
  readonly inDraft: RegExp;
}

const patterns: readonly Named[] = Object.values(things).map((words) => ({
  inMemory: new RegExp(`(?<![A-Za-zÀ-ɏЀ-ӿ])(?:${words})(?![A-Za-zÀ-ɏЀ-ӿ])${called}["“«]?${name}`, 'gu'),
  inDraft: new RegExp(
    `(?<![A-Za-zÀ-ɏЀ-ӿ])${your} ?(?:[a-zß-ɏа-ӿ]+ )?(?:${words})(?![A-Za-zÀ-ɏЀ-ӿ]),? ["“«]?${name}`,
    'gu',
  ),
}));

/**
 * Somebody of the person's under another name than the one that is remembered. What is not remembered is not judged,
 * and neither is a name that the person has just written.
 */
export function conflictWithMemory(
  text: string,
  { memories = [], personWrote = [], personBefore = [] }: CheckContext,
): string | null {
  if (memories.length === 0) return null;
  const told = [...personWrote, ...personBefore].join('\n').toLowerCase();
  for (const { inMemory, inDraft } of patterns) {
    const said = namesIn([text], inDraft);
    if (said.length === 0) continue;
    const remembered = namesIn(memories, inMemory);
    if (remembered.length === 0) continue;
    const wrong = said.find(
      (one) => !remembered.some((other) => sameName(one, other)) && !told.includes(one.toLowerCase()),
    );
    if (wrong !== undefined)
      return `it called somebody ${wrong} who is remembered as ${remembered.join(' or ')}`;
  }
  return null;
}

function namesIn(texts: readonly string[], pattern: RegExp): readonly string[] {
  return texts
    .flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
    .filter((one) => one !== '');
}

/** Names are inflected in some languages: "Барсик" and "Барсика". */
function sameName(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  const stem = Math.max(2, Math.min(a.length, b.length) - 2);
  return a === b || cutText(a, stem) === cutText(b, stem);
}

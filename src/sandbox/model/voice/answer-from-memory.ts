import type { PromptParts } from './read-prompt.js';

/**
 * What is remembered that a question about the person asks for ("what is my cat called?", "как зовут моего кота?").
 * @returns null where the message asks nothing of the kind; empty where it does and nothing fits
 */
export function answerFromMemory({ memories, lastWords }: PromptParts): string | null {
  const question = lastWords
    .split(/(?<=[.!?…])\s+|\n/u)
    .findLast(
      (sentence) => sentence.includes('?') && (asksOfThem.test(sentence) || asksWhatIsKnown.test(sentence)),
    );
  if (question === undefined) return null;
  const asked = meaning(question);
  const [best] = memories
    .map((memory) => statementIn(memory))
    .filter((statement) => statement !== null)
    .map((statement) => ({
      statement,
      shared: [...asked].filter((one) => meaning(statement).has(one)).length,
    }))
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared);
  if (best) return toThem(best.statement);
  return asksOfThem.test(question) ? '' : null;
}

/** A question whose answer is a fact of the person's own life. */
const asksOfThem =
  /\b(?:what(?:'s| is| was| are)|who(?:'s| is)|where(?:'s| is)|when(?:'s| is)|how old is) my\b|\b(?:where|what|when) (?:do|did) i\b|\bwhat am i called\b|(?<!\p{L})(?:как (?:меня )?зовут|как моё имя|где я|кем я|что я (?:люблю|рассказыв|говор)|когда у меня|(?:где|кто|когда) мо[йяеёиг])|(?:cómo se llama|dónde|cuándo|quién es) mi|cómo me llamo|dónde (?:vivo|trabajo)|qué me gusta/iu;
const asksWhatIsKnown =
  /\b(?:did i (?:ever )?(?:tell|mention|say)|do you (?:remember|know)|have i told)\b|(?<!\p{L})(?:(?:ты )?помнишь|я (?:тебе )?(?:говорил|рассказывал)\p{L}*|te acuerdas|te (?:dije|conté))/iu;

/** A memory speaks of them; to them it says "you". */
function toThem(statement: string): string {
  return statement
    .replace(/^(?:Their|\p{Lu}[\p{L}-]+['’]s) /u, 'your ')
    .replace(/^(?:They|\p{Lu}[\p{L}-]+) (live|work|like|love|hate|promise)(?:s|d)? /u, 'you $1 ')
    .replace(
      /^(\p{Lu}\p{L}+[уюа]) (?=зовут )/u,
      (_, who: string) =>
        `${/[ую]$/u.test(who) && !/^пап/iu.test(who) ? 'твою' : 'твоего'} ${who.toLowerCase()} `,
    )
    .replace(/^(?:\p{Lu}[\p{L}-]+ )?[Жж]ивёт /u, 'ты живёшь ')
    .replace(/^(?:\p{Lu}[\p{L}-]+ )?[Рр]аботает /u, 'ты работаешь ');
}

/** Different words for what the same fact is about. */
const about: readonly (readonly [string, RegExp])[] = [
  ['name', /^(?:call|name|зовут|имя|имен|llam|nombr)/u],
  ['home', /^(?:live|home|moved?$|живу|живет|живёт|перееха|дом|vivo|vive|casa)/u],
  ['job', /^(?:work|job|работ|кем$|trabaj)/u],
  ['cat', /^(?:cats?$|кот|кош|gat[oa])/u],
  ['dog', /^(?:dogs?$|собак|пёс|пес$|пса$|perr[oa])/u],
  ['like', /^(?:like|love|люб|gust)/u],
];
const little =
  /^(?:what|where|when|with|your|have|does|that|this|about|know|tell|told|remember|ever|mention|they|their|them|there|there|моего|моей|твой|тебе|меня|помни|говор|расск|dónde|cómo|quién|acuer)/u;

function meaning(text: string): ReadonlySet<string> {
  return new Set(
    (text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).flatMap((one) => {
      const named = about.filter(([, pattern]) => pattern.test(one)).map(([name]) => name);
      if (named.length > 0) return named;
      return one.length < 4 || little.test(one) ? [] : [one.slice(0, 5)];
    }),
  );
}

const mostCharacters = 140;

/**
 * What a remembered line holds, without who and when in front. An earlier message stands there in quotation marks: it
 * is brought up to answer, and neither the character's own words nor another question are.
 */
function statementIn(memory: string): string | null {
  const [, who, quoted, noted] =
    /^(\p{L}+), [^:"]{1,30}: (?:"(.*)"|(.*?))(?: \((?:felt|for)[^()]*\))*$/u.exec(memory) ?? [];
  if (quoted === undefined) return clause(noted ?? memory);
  return who !== 'you' && !/[?？]/u.test(quoted) ? clause(quoted) : null;
}

/** One short piece: a long one is cut at a word, and never inside a character. */
function clause(text: string): string {
  const flat = text
    .replace(/\s+/gu, ' ')
    .replace(/[.!…]+$/u, '')
    .trim();
  const characters = [...flat];
  if (characters.length <= mostCharacters) return flat;
  return `${characters
    .slice(0, mostCharacters)
    .join('')
    .replace(/\s+\S*$/u, '')}…`;
}

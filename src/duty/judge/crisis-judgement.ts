import type { Match } from '../text/phrases.js';
import type { Spoken } from '../text/spoken.js';

/** From strong to weak. `indirect` alone shows no card. */
export const crisisTiers = ['explicit', 'ideation', 'indirect'] as const;
export type CrisisTier = (typeof crisisTiers)[number];

export interface CrisisSign {
  readonly tier: CrisisTier;
  /** `other`: the person fears for somebody else. */
  readonly about: 'self' | 'other';
  /** The language the sign was said in. */
  readonly language: string;
  /** The phrase of the table, never the person's words. */
  readonly phrase: string;
}

/** What a language's table knows of its small words. */
export interface Grammar {
  readonly language: string;
  readonly negators: ReadonlySet<string>;
  readonly breaks: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
  readonly ownEndings: readonly string[];
}

/** Where the phrases of a table's lists stand in a message. */
export type Found = Readonly<
  Record<CrisisTier | 'others' | 'harmless' | 'fiction' | 'past' | 'completed', readonly Match[]>
>;

/** The strongest; signs about the person go before those about others. */
export function strongest(signs: readonly (CrisisSign | null)[]): CrisisSign | null {
  let best: CrisisSign | null = null;
  for (const sign of signs) if (sign !== null && (best === null || rank(sign) < rank(best))) best = sign;
  return best;
}

function rank({ tier, about }: CrisisSign): number {
  return crisisTiers.indexOf(tier) * 2 + (about === 'other' ? 1 : 0);
}

/** What the phrases found in a message come to: by denial, whom they speak of, time, quotation and idiom. */
export function judge(found: Found, said: Spoken, grammar: Grammar): CrisisSign | null {
  const { harmless, fiction, past, completed } = found;
  // "I told my mom i want to die": the person took the word back.
  const others = found.others.filter(({ gaps }) => !gaps.some((gap) => iWords.has(said.words[gap] ?? '')));
  const counts = (match: Match) =>
    !harmless.some((other) => isOverlap(other, match)) && !isFiction(match, said, fiction);
  const isOver = (match: Match) => completed.some((other) => isOverlap(other, match));
  const sign = (tier: CrisisTier, about: CrisisSign['about'], { phrase }: Match): CrisisSign => ({
    tier,
    about,
    language: grammar.language,
    phrase,
  });
  const denied = crisisTiers.flatMap((tier) => found[tier].filter((match) => isDenied(match, said, grammar)));
  const signs: CrisisSign[] = [];
  for (const match of others)
    if (counts(match)) signs.push(sign(isOver(match) ? 'indirect' : 'ideation', 'other', match));
  for (const tier of crisisTiers) {
    for (const match of found[tier]) {
      if (!counts(match) || others.some((other) => isWithin(match, other))) continue;
      const whose = whoseIs(match, tier, said, grammar);
      // "Never had thoughts of suicide": the denial of the whole is one of its parts.
      const isPartOfDenied = denied.some(({ start, end }) => start <= match.start && match.end <= end);
      if (isPartOfDenied || hasDenialInside(match, said, grammar) || whose === 'nobody')
        signs.push(sign('indirect', 'self', match));
      else if (whose === 'other')
        signs.push(sign(tier === 'indirect' || isOver(match) ? 'indirect' : 'ideation', 'other', match));
      else if (isOver(match)) signs.push(sign('indirect', 'other', match));
      else signs.push(sign(past.length > 0 ? weaker(tier) : tier, 'self', match));
    }
  }
  return strongest(signs);
}

function weaker(tier: CrisisTier): CrisisTier {
  return tier === 'explicit' ? 'ideation' : 'indirect';
}

function isOverlap(one: Match, other: Match): boolean {
  return one.start < other.end && other.start < one.end;
}

/** What somebody else is said to want is no sign about the person, unless more is said. */
function isWithin(match: Match, { start, end }: Match): boolean {
  return start <= match.start && match.start < end;
}

const isEnd = (word: string | undefined): boolean => word === '.' || word === '?';

/**
 * Whose the words are. Somebody named before them in the sentence, without a word of the person's own between ("my
 * sister took all her pills"): theirs. In quotation marks, with nothing of the person's own around: whoever is named
 * around them said it, or nobody we know.
 */
function whoseIs(
  match: Match,
  tier: CrisisTier,
  { words, quoted }: Spoken,
  grammar: Grammar,
): 'self' | 'other' | 'nobody' {
  const isOwn = (word: string) =>
    grammar.own.has(word) ||
    grammar.ownEndings.some((ending) => word.length > ending.length && word.endsWith(ending));
  if (quoted.slice(match.start, match.end).every(Boolean)) {
    const around = words.filter((word, at) => quoted[at] === false && !isEnd(word));
    if (around.length > 0 && !around.some(isOwn))
      return around.some((word) => grammar.subjects.has(word) && !pronouns.has(word)) ? 'other' : 'nobody';
  }
  if (words.slice(match.start, match.end).some(isOwn)) return 'self';
  const least = match.start - (tier === 'explicit' ? nearWords : farWords);
  for (let at = match.start - 1; at >= Math.max(0, least); at -= 1) {
    const before = words[at] ?? '';
    if (isEnd(before) || isOwn(before)) return 'self';
    if (grammar.subjects.has(before)) return 'other';
  }
  return 'self';
}

/** A plan or an attempt is taken for somebody else's only close to them: "mom is at work, took all the pills". */
const nearWords = 3;
const farWords = 6;

/** "I" in the languages of the tables, in the common form of words. */
const iWords: ReadonlySet<string> = new Set([
  'i',
  'im',
  'ive',
  'il',
  'id',
  'я',
  'ich',
  'yo',
  'je',
  'j',
  'jai',
  'io',
  'eu',
]);

const pronouns: ReadonlySet<string> = new Set([
  'he',
  'she',
  'they',
  'er',
  'sie',
  'elle',
  'ella',
  'lui',
  'lei',
  'ele',
  'ela',
  'он',
  'она',
  'вона',
  'вiн',
  'він',
]);

/** How far a "not" reaches, in words. */
const reach = 3;

function hasDenialInside({ gaps }: Match, { words }: Spoken, { negators }: Grammar): boolean {
  return gaps.some((gap) => negators.has(words[gap] ?? ''));
}

function isDenied(match: Match, { words }: Spoken, { language, negators, breaks }: Grammar): boolean {
  // "why not kill myself", "I can't not": two of them, or a question, make no denial.
  const cancels = doublesCancel.has(language);
  let denied = false;
  for (let at = match.start - 1; at >= Math.max(0, match.start - reach - 1); at -= 1) {
    const before = words[at] ?? '';
    if (isEnd(before)) return denied;
    if (breaks.has(before)) return denied && !asks.has(before);
    if (negators.has(before)) {
      if (match.start - at > reach) return denied;
      denied = cancels ? !denied : true;
    }
  }
  return denied;
}

/** "I can't not": elsewhere two words of denial are one ("никогда не", "ne … pas"). */
const doublesCancel: ReadonlySet<string> = new Set(['en', 'de']);

/** Before a "not" they turn it into its opposite. */
const asks = new Set(['why', 'warum', 'porque', 'pourquoi', 'perche', 'почему', 'чому', 'если', 'if']);

/** Behind or before "the song goes", in the same sentence. */
function isFiction(match: Match, { words }: Spoken, fiction: readonly Match[]): boolean {
  return fiction.some(
    (other) =>
      isOverlap(match, other) ||
      (other.end <= match.start && !words.slice(other.end, match.start).some(isEnd)) ||
      (match.end <= other.start && !words.slice(match.end, other.start).some(isEnd)),
  );
}

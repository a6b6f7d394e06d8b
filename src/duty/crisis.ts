import { crisisTables } from './tables/crisis-tables.js';
import type { CrisisTable } from './tables/crisis-table.js';
import { phrases, type Match, type Phrases } from './text/phrases.js';
import { repairer } from './text/repair.js';
import { spoken, type Spoken } from './text/spoken.js';

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

interface Lookout {
  readonly language: string;
  readonly tiers: readonly (readonly [CrisisTier, Phrases])[];
  readonly others: Phrases;
  readonly harmless: Phrases;
  readonly fiction: Phrases;
  readonly past: Phrases;
  readonly negators: ReadonlySet<string>;
  readonly breaks: ReadonlySet<string>;
}

/**
 * Signs of danger to somebody's life in one message: by word lists alone, without a model, in any of the languages at
 * once. The strongest sign about the person comes first; null when there is none.
 */
export function findCrisis(text: string): CrisisSign | null {
  const said = repair(spoken(text));
  let best: CrisisSign | null = null;
  const isCyrillic = said.words.some((one) => /\p{Script=Cyrillic}/u.test(one));
  for (const lookout of lookouts) {
    if (cyrillic.has(lookout.language) && !isCyrillic) continue;
    const found = lookFor(lookout, said);
    if (found && (best === null || rank(found) < rank(best))) best = found;
  }
  return best;
}

const cyrillic: ReadonlySet<string> = new Set(['ru', 'uk']);
const repair = repairer(crisisTables.flatMap(({ misspelled }) => misspelled));
const lookouts: readonly Lookout[] = crisisTables.map(lookout);

function lookout(table: CrisisTable): Lookout {
  const { lists } = table;
  return {
    language: table.language,
    tiers: crisisTiers.map((tier) => [tier, phrases(table[tier], lists)]),
    others: phrases(table.others, lists),
    harmless: phrases(table.harmless, lists),
    fiction: phrases(table.fiction, lists),
    past: phrases(table.past, lists),
    negators: wordSet(table.negators),
    breaks: wordSet(table.breaks),
  };
}

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split('/').flatMap((one) => spoken(one).words));
}

function rank({ tier, about }: CrisisSign): number {
  return crisisTiers.indexOf(tier) * 2 + (about === 'other' ? 1 : 0);
}

function lookFor(lookout: Lookout, said: Spoken): CrisisSign | null {
  const matches = lookout.tiers.map(([tier, list]) => ({ tier, found: list.find(said) }));
  const others = lookout.others.find(said);
  if (others.length === 0 && matches.every(({ found }) => found.length === 0)) return null;
  const harmless = lookout.harmless.find(said);
  const fiction = lookout.fiction.find(said);
  const isPast = lookout.past.has(said);
  const counts = (match: Match) =>
    !harmless.some((other) => other.start < match.end && match.start < other.end) &&
    !isSomebodyElses(match, said, fiction);

  const about = others.find(counts);
  let best: CrisisSign | null = null;
  for (const { tier, found } of matches) {
    for (const match of found) {
      if (!counts(match) || isWithin(match, others)) continue;
      const strength = isNegated(match, said, lookout) ? 'indirect' : isPast ? weaker(tier) : tier;
      const sign = {
        tier: strength,
        about: 'self',
        language: lookout.language,
        phrase: match.phrase,
      } as const;
      if (best === null || rank(sign) < rank(best)) best = sign;
    }
  }
  if (best !== null && best.tier !== 'indirect') return best;
  return about
    ? { tier: 'ideation', about: 'other', language: lookout.language, phrase: about.phrase }
    : best;
}

function weaker(tier: CrisisTier): CrisisTier {
  return tier === 'explicit' ? 'ideation' : 'indirect';
}

/** What somebody else is said to want is no sign about the person, unless more is said. */
function isWithin(match: Match, others: readonly Match[]): boolean {
  return others.some(({ start, end }) => start <= match.start && match.start < end);
}

/** How far a "not" reaches, in words. */
const reach = 3;

function isNegated(match: Match, { words }: Spoken, { negators, breaks }: Lookout): boolean {
  for (const gap of match.gaps) if (negators.has(words[gap] ?? '')) return true;
  // "why not kill myself", "I can't not": two of them, or a question, make no denial.
  let denied = false;
  for (let at = match.start - 1; at >= Math.max(0, match.start - reach - 1); at -= 1) {
    const before = words[at] ?? '';
    if (before === '.' || before === '?') return denied;
    if (breaks.has(before)) return denied && !asks.has(before);
    if (negators.has(before)) {
      if (match.start - at > reach) return denied;
      denied = !denied;
    }
  }
  return denied;
}

/** Before a "not" they turn it into its opposite. */
const asks = new Set(['why', 'warum', 'porque', 'pourquoi', 'perche', 'почему', 'чому', 'если', 'if']);

/** In quotation marks or behind "the song goes", in the same sentence. */
function isSomebodyElses(match: Match, { words, quoted }: Spoken, fiction: readonly Match[]): boolean {
  const marked = fiction.some(
    ({ start, end }) =>
      (end <= match.start && !words.slice(end, match.start).some((one) => one === '.' || one === '?')) ||
      (match.end <= start && !words.slice(match.end, start).some((one) => one === '.' || one === '?')) ||
      (start < match.end && match.start < end),
  );
  if (marked) return true;
  const isQuoted = quoted.slice(match.start, match.end).every(Boolean);
  return isQuoted && fiction.length > 0;
}

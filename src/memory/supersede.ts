import type { Milliseconds } from '../core/clock.js';
import type { Memory } from '../store/memory/memory-reader.js';
import { ruleOf } from './kinds.js';
import { stemsOf } from './support.js';
import type { Learnt } from './scribe/validate.js';

export type Place =
  /** It is known already, in these or nearly these words. */
  | { readonly kind: 'repeat'; readonly row: number }
  /** Something newer on the same question is known: it held once, and holds no more. */
  | {
      readonly kind: 'outdated';
      readonly by: { readonly row: number; readonly at: Milliseconds };
      readonly supersedes: readonly number[];
    }
  /** It stands beside what is known, or takes the place of these. */
  | { readonly kind: 'new'; readonly supersedes: readonly number[] };

/** Words two memories share, over all their words, from which on they say the same. */
const sameFrom = 0.8;

/**
 * Where something newly learnt belongs among what holds now. Only what its author said of themselves can take the place of
 * anything, only of the same kind, subject and author, and only of what was said before it.
 */
export function placeOf(
  learnt: Pick<Learnt, 'kind' | 'subject' | 'text' | 'author' | 'quarantine' | 'saidAt' | 'due'>,
  known: readonly Memory[],
): Place {
  const alike = known.filter((memory) => memory.kind === learnt.kind && memory.author === learnt.author);
  const own = stemsOf(learnt.text);
  const same = alike.find(
    (memory) =>
      (memory.trust === 'quarantined') === (learnt.quarantine !== null) &&
      memory.due?.at === learnt.due?.at &&
      negates(memory.text) === negates(learnt.text) &&
      shareOf(stemsOf(memory.text), own) >= sameFrom,
  );
  if (same) return { kind: 'repeat', row: same.row };
  if (learnt.quarantine !== null || !ruleOf(learnt.kind).replaces) return { kind: 'new', supersedes: [] };
  const onSame = alike.filter(({ trust, subject }) => trust === 'self' && subject === learnt.subject);
  // What was said long ago may be read after what was said since: an imported past is read backwards.
  const isLater = ({ validFrom }: Memory): boolean => validFrom > learnt.saidAt;
  const supersedes = onSame.filter((memory) => !isLater(memory)).map(({ row }) => row);
  const [next] = onSame.filter(isLater).sort((one, other) => one.validFrom - other.validFrom);
  return next === undefined
    ? { kind: 'new', supersedes }
    : { kind: 'outdated', by: { row: next.row, at: next.validFrom }, supersedes };
}

/** "Likes coffee" and "does not like coffee" share every word but this one. */
function negates(text: string): boolean {
  return negation.test(text);
}

const negation =
  /(?<!\p{L})(?:not|no|never|no longer|without|\p{L}+n['’]t|не|нет|никогда|больше не|без|nicht|kein\p{L}*|nie|pas|jamais|nunca|não|non|mai|ні|більше не)(?!\p{L})/iu;

/** The share of the words of two texts that both have. */
export function likeness(a: string, b: string): number {
  return shareOf(stemsOf(a), stemsOf(b));
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of one) if (other.has(stem)) shared += 1;
  const all = one.size + other.size - shared;
  return all === 0 ? 1 : shared / all;
}

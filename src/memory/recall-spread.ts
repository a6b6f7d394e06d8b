import type { Candidate } from './recall-score.js';

/** From this share of common words on, two say the same thing; it is then worth this much less. */
const alikeFrom = 0.6;
const repeatedWorth = 0.5;

/**
 * The candidates in an order that does not say the same thing twice: each that repeats a better one steps back. Of a
 * memory and a message in much the same words, both may stand, one after the other is spent.
 */
export function spread(candidates: readonly Candidate[]): readonly Candidate[] {
  const before: ReadonlySet<string>[] = [];
  return candidates
    .map((candidate) => {
      const words = wordSet(candidate.kind === 'message' ? candidate.message.text : candidate.memory.text);
      const repeats = before.some((other) => share(words, other) >= alikeFrom);
      before.push(words);
      return { candidate, score: repeats ? candidate.score * repeatedWorth : candidate.score };
    })
    .sort((one, other) => other.score - one.score)
    .map(({ candidate }) => candidate);
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 1 : common / all;
}

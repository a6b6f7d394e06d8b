import { word, type Spoken } from './spoken.js';

/**
 * Misspellings by one letter (left out, added, exchanged or swapped with its neighbour) of a few long words that nobody
 * types by accident. Looked up by leaving out one letter on both sides, so the cost does not grow with the list.
 */
export function repairer(vocabulary: readonly string[]): (spoken: Spoken) => Spoken {
  const known = new Set(vocabulary.map(word));
  const byDeletion = new Map<string, string>();
  for (const one of known) for (const shorter of [one, ...deletions(one)]) byDeletion.set(shorter, one);
  const repaired = (said: string): string => {
    if (said.length < shortest || known.has(said)) return said;
    for (const shorter of [said, ...deletions(said)]) {
      const meant = byDeletion.get(shorter);
      if (meant?.startsWith(said.slice(0, 1)) === true) return meant;
    }
    return said;
  };
  return ({ words, quoted }) => ({ words: words.map(repaired), quoted });
}

/** Below this a neighbouring word is too often another word. */
const shortest = 6;
/** A longer run of letters is no word. */
const longest = 24;

function deletions(text: string): readonly string[] {
  if (text.length > longest) return [];
  return Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1));
}

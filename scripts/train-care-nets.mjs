// Trains assets/care/incoming.bin and outgoing.bin, which hear what words mean that nobody foresaw, and prints how good they are:
// `npm run train:care`. Options after `--`:
//   --sentences DIR, --patterns DIR   what was written for the purpose (default: the folders in scripts/care-training)
//   --everyday DIR   an outside folder of everyday talk that means none of it (docs/outside-data.md: emotion)
//   --chat DIR       an outside folder of human talk that thresholds are held against, never trained on (chat-dev)
//   --held DIR       sentences of writers that nothing is trained on, to choose thresholds by
//   --rounds N, --most N (everyday messages a round), --seed N, --direction incoming,outgoing
//   --thresholds     choose thresholds anew for the nets there are
//   --out DIR, --part N (a share of what was written: 0.1 is quick)
// Seeds are fixed: the same sentences and the same Node give the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findCrisis } from '../dist/duty/crisis.js';
import { readLexicon } from '../dist/duty/net/concepts.js';
import { decodeNet, encodeNet } from '../dist/duty/net/net-file.js';
import { piecesOf, scoresOf } from '../dist/duty/net/scores.js';
import { seeded } from './care-training/chance.mjs';
import { readChat, readEveryday, readSentences } from './care-training/data.mjs';
import { labelsOf } from './care-training/labels-in.mjs';
import { readPatterns } from './care-training/patterns.mjs';
import { shapes } from './care-training/prepare.mjs';
import { chooseThresholds, reportLabels } from './care-training/thresholds.mjs';
import { trained } from './care-training/train.mjs';

const { values: options } = parseArgs({
  options: {
    sentences: { type: 'string', default: 'scripts/care-training/sentences' },
    patterns: { type: 'string', default: 'scripts/care-training/patterns' },
    held: { type: 'string', default: 'scripts/care-training/held' },
    everyday: { type: 'string', default: outside('emotion') },
    chat: { type: 'string', default: outside('chat-dev') },
    lexicon: { type: 'string', default: 'assets/care/concepts.txt' },
    rounds: { type: 'string', default: '9' },
    seed: { type: 'string', default: '1' },
    direction: { type: 'string', default: 'incoming,outgoing' },
    most: { type: 'string', default: '10000' },
    part: { type: 'string', default: '1' },
    out: { type: 'string', default: 'assets/care' },
    thresholds: { type: 'boolean', default: false },
  },
});
const lexicon = readLexicon(readFileSync(options.lexicon, 'utf8'));
const seed = Number(options.seed);
/** Everyday messages that thresholds are held against. */
const mostChat = 8_000;
const started = Date.now();
for (const direction of options.direction.split(',')) {
  const file = `${options.out}/${direction}.bin`;
  const net = options.thresholds ? decodeNet(readFileSync(file)) : train(direction);
  const bytes = encodeNet({ ...net, concepts: lexicon.size, thresholds: thresholdsOf(net, direction) });
  writeFileSync(file, bytes);
  say(`${file}: ${bytes.length} bytes`);
}

function train(direction) {
  const labels = labelsOf[direction];
  const chance = seeded(seed + 1);
  const rows = [
    ...readSentences(options.sentences, direction),
    ...readPatterns(options.patterns, direction),
  ].filter(() => chance() < Number(options.part));
  const everyday = [...quiet(readEveryday(options.everyday)), ...otherDirection(direction)];
  say(`${direction}: ${rows.length} sentences and patterns, ${everyday.length} everyday`);
  return {
    labels,
    ...trained(rows, everyday, { ...shapes[direction], lexicon }, labels, {
      rounds: Number(options.rounds),
      mostEveryday: Number(options.most),
      seed,
      age: labels.indexOf('age'),
      say,
    }),
  };
}

function thresholdsOf(net, direction) {
  const scored = (text) => piecesOf(text).map((piece) => scoresOf(piece, net, lexicon).byLabel);
  const judged = readSentences(options.held, direction).map((row) => ({ row, pieces: scored(row.text) }));
  // The other half is what `npm run bench -- care` counts false alarms in.
  const talk = Object.values(readChat(options.chat)).flatMap((turns) => turns.slice(0, turns.length / 2));
  const chat = talk
    .filter((_, at) => at % Math.max(1, Math.ceil(talk.length / mostChat)) === 0)
    .map((text) => ({ pieces: scored(text) }));
  const thresholds = chooseThresholds(judged, direction, chat);
  for (const line of reportLabels(judged, direction, thresholds)) say(line);
  return thresholds;
}

/** What people write to us that means nothing of it is everyday talk when we write it. */
function otherDirection(direction) {
  if (direction === 'incoming') return [];
  return readSentences(options.sentences, 'incoming')
    .filter(({ labels, likeness }, at) => labels.length === 0 && (likeness === null || at % 3 === 0))
    .map((row) => ({ ...row, likeness: null }));
}

/** Everyday talk without what the rules take for danger: those sets are not labelled for it. */
function quiet(rows) {
  return rows.filter(({ text }) => findCrisis(text) === null);
}

/** A folder of the outside data that benchmarks use too. */
function outside(name) {
  return `${process.env.KINDRED_BENCH_DATA ?? 'bench-data'}/${name}`;
}

function say(line) {
  process.stdout.write(`${String(Math.round((Date.now() - started) / 1_000)).padStart(5)} s  ${line}\n`);
}

// Trains assets/care/incoming.bin and outgoing.bin, which hear what words mean that nobody foresaw, and prints how good they are:
// `npm run train:care`. Options after `--`:
//   --sentences DIR, --patterns DIR   what was written for the purpose (default: the folders in scripts/care-training)
//   --everyday DIR   an outside folder of everyday talk that means none of it (docs/outside-data.md: emotion)
//   --chat DIR       an outside folder of human talk that thresholds are held against, never trained on (chat-dev)
//   --folds N        one of them is held out of what ships, to choose its thresholds by
//   --rounds N, --convolutions N, --most N (everyday messages a round), --seed N, --direction incoming,outgoing
//   --thresholds-from FILE   choose thresholds anew for the nets there are, by the scores kept then
//   --out DIR, --scores FILE (what each held-out sentence scored)
// Seeds are fixed: the same sentences and the same Node give the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findCrisis } from '../dist/duty/crisis.js';
import { readLexicon } from '../dist/duty/net/concepts.js';
import { decodeNet, encodeNet } from '../dist/duty/net/net-file.js';
import { readingOf } from '../dist/duty/net/reading.js';
import { piecesOf, ruled, scoresOf } from '../dist/duty/net/scores.js';
import { seeded } from './care-training/chance.mjs';
import { readChat, readEveryday, readSentences } from './care-training/data.mjs';
import { quantiseConv } from './care-training/fit-conv.mjs';
import { quantise } from './care-training/fit-linear.mjs';
import { foldsOf } from './care-training/folds.mjs';
import { labelsOf } from './care-training/labels-in.mjs';
import { readPatterns, sentencesOf } from './care-training/patterns.mjs';
import { shapes, vectorise } from './care-training/prepare.mjs';
import { chooseThresholds, reportLabels } from './care-training/thresholds.mjs';
import { together, trained } from './care-training/train.mjs';

const { values: options } = parseArgs({
  options: {
    sentences: { type: 'string', default: 'scripts/care-training/sentences' },
    patterns: { type: 'string', default: 'scripts/care-training/patterns' },
    everyday: { type: 'string', default: outside('emotion') },
    chat: { type: 'string', default: outside('chat-dev') },
    lexicon: { type: 'string', default: 'assets/care/concepts.txt' },
    folds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    direction: { type: 'string', default: 'incoming,outgoing' },
    most: { type: 'string', default: '6000' },
    convolutions: { type: 'string', default: '2' },
    out: { type: 'string', default: 'assets/care' },
    scores: { type: 'string' },
    'thresholds-from': { type: 'string' },
  },
});
const lexicon = readLexicon(readFileSync(options.lexicon, 'utf8'));
const seed = Number(options.seed);
/** Everyday messages that thresholds are held against. */
const mostChat = 8_000;
/** Sentences of a held-out pattern that are judged; together they count as one. */
const ofPattern = 6;
const started = Date.now();
const held = [];
for (const direction of options.direction.split(',')) {
  const net = options['thresholds-from'] === undefined ? train(direction) : rejudged(direction);
  if (options.out === '') continue;
  const file = `${options.out}/${direction}.bin`;
  const bytes = encodeNet({ concepts: lexicon.size, ...net });
  writeFileSync(file, bytes);
  say(`${file}: ${bytes.length} bytes`);
}
if (options.scores) writeFileSync(options.scores, held.map((one) => JSON.stringify(one)).join('\n'));

function train(direction) {
  const labels = labelsOf[direction];
  const shape = { ...shapes[direction], lexicon };
  const rows = [...readSentences(options.sentences, direction), ...readPatterns(options.patterns, direction)];
  const everyday = [...quiet(readEveryday(options.everyday)), ...otherDirection(direction)];
  const fold = foldsOf(rows, Number(options.folds));
  say(`${direction}: ${rows.length} sentences and patterns, ${everyday.length} everyday`);
  const fitted = trained(
    rows.filter((_, at) => fold[at] !== 0),
    everyday,
    shape,
    labels,
    {
      rounds: Number(options.rounds),
      convolutions: Number(options.convolutions),
      mostEveryday: Number(options.most),
      seed,
      age: labels.indexOf('age'),
      say,
    },
  );
  const chance = seeded(seed + 1);
  const judged = rows
    .filter((_, at) => fold[at] === 0)
    .flatMap((row) => {
      const texts = row.source === 'pattern' ? sentencesOf(row.pattern, ofPattern, chance) : [row.text];
      return texts.map((text) => ({ row: { ...row, text }, share: 1 / texts.length }));
    })
    .map((one) => {
      const parts = fitted.score(vectorise(one.row.text, one.row, shape, labels.length));
      return { ...one, parts, scores: together(parts) };
    });
  for (const { row, share, parts } of judged)
    held.push({
      direction,
      text: row.text,
      language: row.language,
      labels: row.labels.map((one) => labels[one]),
      likeness: row.likeness,
      share,
      parts: parts.map(rounded),
    });
  return withThresholds(
    { labels, linear: quantise(fitted.linear), convolutions: fitted.convolutions.map(quantiseConv) },
    judged,
    direction,
  );
}

/** The nets there are, with thresholds chosen anew from what held-out sentences scored. */
function rejudged(direction) {
  const labels = labelsOf[direction];
  const judged = readFileSync(options['thresholds-from'], 'utf8')
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((row) => row.direction === direction)
    .map(({ parts, share, ...row }) => ({
      scores: together(parts),
      share,
      row: { ...row, labels: row.labels.map((one) => labels.indexOf(one)) },
    }));
  return withThresholds(decodeNet(readFileSync(`${options.out}/${direction}.bin`)), judged, direction);
}

function withThresholds(net, judged, direction) {
  // The other half is what `npm run bench -- care` counts false alarms in.
  const talk = Object.values(readChat(options.chat)).flatMap((turns) => turns.slice(0, turns.length / 2));
  const chat = talk
    .filter((_, at) => at % Math.max(1, Math.ceil(talk.length / mostChat)) === 0)
    .map((text) => piecesOf(text).map((piece) => scoresOf(piece, net, lexicon).byLabel));
  for (const one of judged) one.scores = behindRules(one, net);
  const thresholds = chooseThresholds(judged, direction, chat);
  for (const line of reportLabels(judged, direction, thresholds)) say(line);
  return { ...net, thresholds };
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

/** A held-out score behind the program's own rules. */
function behindRules({ row, scores }, { labels }) {
  const changed = Float64Array.from(scores);
  ruled(changed, labels, readingOf(row.text, lexicon), lexicon);
  return changed;
}

function rounded(scores) {
  return [...scores].map((one) => Number(one.toFixed(3)));
}

/** A folder of the outside data that benchmarks use too. */
function outside(name) {
  return `${process.env.KINDRED_BENCH_DATA ?? 'bench-data'}/${name}`;
}

function say(line) {
  process.stdout.write(`${String(Math.round((Date.now() - started) / 1_000)).padStart(5)} s  ${line}\n`);
}

// Trains assets/care/incoming.bin and outgoing.bin, which hear what words mean that nobody foresaw, and prints how good they are:
// `npm run train:care`. Options after `--`: --sentences DIR (default scripts/care-training/sentences), --everyday DIR
// (../shared/bench/emotion: everyday talk that means none of it), --folds N (one is held out of what ships, to choose its thresholds), --turns N (of them are held out in
// turn, for figures),
// --seed N, --variants N, --chat DIR (../shared/bench/chat-dev: human talk that thresholds are held against,
// never trained on), --thresholds-from FILE (choose thresholds anew for the nets there are, by the scores kept then), --out DIR, --scores FILE (what each held-out sentence scored). Seeds are fixed: the same
// sentences and the same Node give the same bytes. Those that ship were trained before the last sentences were written:
// a run today makes others.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findCrisis } from '../dist/duty/crisis.js';
import { readLexicon } from '../dist/duty/net/concepts.js';
import { decodeNet, encodeNet } from '../dist/duty/net/net-file.js';
import { piecesOf, scoresOf } from '../dist/duty/net/scores.js';
import { labelsOf, readChat, readEveryday, readSentences } from './care-training/data.mjs';
import { fitConv, quantiseConv, scoreConv } from './care-training/fit-conv.mjs';
import { fitLinear, quantise, scoreLinear } from './care-training/fit-linear.mjs';
import { foldsOf } from './care-training/folds.mjs';
import { convolutionShape, prepare, shapes } from './care-training/prepare.mjs';
import { chooseThresholds, reportLabels } from './care-training/thresholds.mjs';

const { values: options } = parseArgs({
  options: {
    sentences: { type: 'string', default: 'scripts/care-training/sentences' },
    everyday: { type: 'string', default: '../shared/bench/emotion' },
    lexicon: { type: 'string', default: 'assets/care/concepts.txt' },
    folds: { type: 'string', default: '8' },
    turns: { type: 'string', default: '1' },
    variants: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    direction: { type: 'string', default: 'incoming,outgoing' },
    most: { type: 'string', default: '4000' },
    convolutions: { type: 'string', default: '1' },
    out: { type: 'string', default: 'assets/care' },
    scores: { type: 'string' },
    chat: { type: 'string', default: '../shared/bench/chat-dev' },
    'thresholds-from': { type: 'string' },
  },
});
const lexicon = readLexicon(readFileSync(options.lexicon, 'utf8'));
const seed = Number(options.seed);
/** Everyday messages that thresholds are held against. */
const mostChat = 8_000;
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
  const rows = readSentences(options.sentences, direction);
  const everyday = [
    ...quiet(readEveryday(options.everyday), Number(options.most)),
    ...otherDirection(direction),
  ];
  say(`${direction}: ${rows.length} sentences, ${everyday.length} everyday`);
  const ready = prepare(rows, everyday, shape, labels.length, {
    variants: Number(options.variants),
    seed,
    age: labels.indexOf('age'),
  });
  say('read');
  const fold = foldsOf(rows, Number(options.folds));
  const scores = rows.map(() => null);
  const parts = [];
  // The first is what ships: its thresholds are chosen on what this very net has not seen.
  let shipped = null;
  for (let turn = 0; turn < Number(options.turns); turn += 1) {
    const outside = ready.written.flatMap((variants, at) => (fold[at] === turn ? [] : variants));
    const fitted = fit([...outside, ...ready.everyday], shape, labels.length);
    shipped ??= fitted;
    ready.written.forEach(([row], at) => {
      if (fold[at] !== turn) return;
      parts[at] = fitted.score(row);
      scores[at] = mean(parts[at]);
    });
    say(`held out ${turn + 1}`);
  }
  rows.forEach(({ text, language, labels: meant, likeness }, at) => {
    if (scores[at] !== null)
      held.push({
        direction,
        text,
        language,
        labels: meant.map((one) => labels[one]),
        likeness,
        scores: rounded(scores[at]),
        parts: parts[at].map(rounded),
      });
  });
  const judged = rows.map((row, at) => ({ row, scores: scores[at] })).filter((one) => one.scores !== null);
  return withThresholds(
    { labels, linear: quantise(shipped.linear), convolutions: shipped.convolutions.map(quantiseConv) },
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
    .map(({ scores, ...row }) => ({
      scores,
      row: { ...row, labels: row.labels.map((one) => labels.indexOf(one)) },
    }));
  return withThresholds(decodeNet(readFileSync(`${options.out}/${direction}.bin`)), judged, direction);
}

function withThresholds(net, judged, direction) {
  const talk = Object.values(readChat(options.chat)).flat();
  const chat = talk
    .filter((_, at) => at % Math.max(1, Math.ceil(talk.length / mostChat)) === 0)
    .map((text) => piecesOf(text).map((piece) => scoresOf(piece, net, lexicon).byLabel));
  // As the program scores them: what held-out sentences scored when they were held out, behind its own rules.
  for (const one of judged) one.scores = ruled(one, net);
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
function quiet(rows, most) {
  const calm = rows.filter(({ text }) => findCrisis(text) === null);
  const each = Math.max(1, Math.ceil(calm.length / most));
  return calm.filter((_, at) => at % each === 0);
}

function fit(rows, shape, labels) {
  const linear = fitLinear(rows, { labels, bucketBits: shape.bucketBits, seed });
  say('  linear');
  const convolutions = Array.from({ length: Number(options.convolutions) }, (_, at) =>
    fitConv(rows, convolutionShape(shape, labels), { seed: seed + 10 + at }),
  );
  say('  convolution');
  const score = (row) => [scoreLinear(row, linear), ...convolutions.map((one) => scoreConv(row, one))];
  return { linear, convolutions, score };
}

/** A held-out score with what the program's rules take out of it: where they do, the whole net scores as low. */
function ruled({ row, scores }, net) {
  const now = scoresOf(row.text, net, lexicon).byLabel;
  return [...scores].map((score, at) => (now[at] <= -20 ? -20 : score));
}

/** The nets' log-odds together. */
function mean(parts) {
  return parts[0].map((_, label) => parts.reduce((sum, one) => sum + one[label], 0) / parts.length);
}

function rounded(scores) {
  return [...scores].map((one) => Number(one.toFixed(3)));
}

function say(line) {
  process.stdout.write(`${String(Math.round((Date.now() - started) / 1_000)).padStart(5)} s  ${line}\n`);
}

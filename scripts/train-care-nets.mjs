// Trains assets/care/nets.bin, which hears what messages mean that nobody foresaw, and prints how good it is:
// `npm run train:care`. Options after `--`: --sentences DIR (default scripts/care-training/sentences), --everyday DIR
// (../shared/bench/emotion: everyday talk that means none of it), --folds N (held out in turn to choose thresholds),
// --seed N, --variants N, --out FILE, --scores FILE (what each held-out sentence scored). Seeds are fixed: the same
// sentences and the same Node give the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findCrisis } from '../dist/duty/crisis.js';
import { readLexicon } from '../dist/duty/net/concepts.js';
import { encodeNets } from '../dist/duty/net/net-file.js';
import { labelsOf, readEveryday, readSentences } from './care-training/data.mjs';
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
    folds: { type: 'string', default: '4' },
    /** Of the folds, how many are really held out in turn. */
    turns: { type: 'string', default: '4' },
    variants: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    direction: { type: 'string', default: 'incoming,outgoing' },
    most: { type: 'string', default: '9000' },
    convolutions: { type: 'string', default: '1' },
    out: { type: 'string', default: 'assets/care/nets.bin' },
    scores: { type: 'string' },
  },
});
const lexicon = readLexicon(readFileSync(options.lexicon, 'utf8'));
const seed = Number(options.seed);
const started = Date.now();
const nets = {};
const held = [];
for (const direction of options.direction.split(',')) nets[direction] = train(direction);
if (options.scores) writeFileSync(options.scores, held.map((one) => JSON.stringify(one)).join('\n'));
if (nets.incoming && nets.outgoing && options.out !== '') {
  const bytes = encodeNets({ concepts: lexicon.size, ...nets });
  writeFileSync(options.out, bytes);
  say(`${options.out}: ${bytes.length} bytes`);
}

function train(direction) {
  const labels = labelsOf[direction];
  const shape = { ...shapes[direction], lexicon };
  const rows = readSentences(options.sentences, direction);
  const everyday = quiet(readEveryday(options.everyday), Number(options.most));
  say(`${direction}: ${rows.length} sentences, ${everyday.length} everyday`);
  const ready = prepare(rows, everyday, shape, labels.length, { variants: Number(options.variants), seed, age: labels.indexOf('age') });
  say('read');
  const folds = Number(options.folds);
  const fold = foldsOf(rows, folds);
  const scores = rows.map(() => null);
  const parts = [];
  for (let turn = 0; turn < Math.min(folds, Number(options.turns)); turn += 1) {
    const outside = ready.written.flatMap((variants, at) => (fold[at] === turn ? [] : variants));
    const score = fit([...outside, ...ready.everyday], shape, labels.length).score;
    ready.written.forEach(([row], at) => {
      if (fold[at] !== turn) return;
      const apart = [];
      scores[at] = score(row, apart);
      parts[at] = apart[0];
    });
    say(`held out ${turn + 1} of ${folds}`);
  }
  rows.forEach(({ text, language, labels: meant, likeness }, at) => {
    if (scores[at] !== null)
      held.push({
        direction,
        text,
        language,
        labels: meant.map((one) => labels[one]),
        likeness,
        scores: rounded(scores[at]), parts: parts[at].map(rounded),
      });
  });
  const judged = rows.map((row, at) => ({ row, scores: scores[at] })).filter((one) => one.scores !== null);
  const thresholds = chooseThresholds(judged, direction);
  for (const line of reportLabels(judged, direction, thresholds)) say(line);
  if (options.out === '') return null;
  const whole = fit([...ready.written.flat(), ...ready.everyday], shape, labels.length);
  return {
    labels,
    linear: quantise(whole.linear),
    convolutions: whole.convolutions.map(quantiseConv),
    thresholds,
  };
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
  const score = (row, apart) => {
    const all = [scoreLinear(row, linear), ...convolutions.map((one) => scoreConv(row, one))];
    apart?.push(all);
    return Float64Array.from(
      { length: labels },
      (_, label) => all.reduce((sum, one) => sum + one[label], 0) / all.length,
    );
  };
  return { linear, convolutions, score };
}

const rounded = (scores) => [...scores].map((one) => Number(one.toFixed(3)));

function say(line) {
  process.stdout.write(`${String(Math.round((Date.now() - started) / 1_000)).padStart(5)} s  ${line}\n`);
}

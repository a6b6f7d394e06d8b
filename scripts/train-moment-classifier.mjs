// Trains assets/moment-classifier.bin and prints how good it is: `npm run train:moment`.
// Options after `--`: --data DIR (default: emotion in the folder of docs/outside-data.md), --chat DIR (default: chat-dev
// there, to measure the rules for questions), --out FILE, --score (only measure the file there is).
// The data is read where it lies and never copied; what ships is the model. Seeds are fixed: the same data and the same
// Node give the same bytes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { actOf } from '../dist/strategist/moment/act.js';
import { decodeModel, encodeModel, scoresOf } from '../dist/strategist/moment/model.js';
import { featuresOf } from '../dist/strategist/moment/features.js';
import { emotions } from '../dist/strategist/moment/moment.js';
import { createMomentReader } from '../dist/strategist/moment/read-moment.js';
import { readChats, readEnglish, readRussian, signRows } from './moment-training/data.mjs';
import { fit, quantise, scoreRows, seeded, vectorise } from './moment-training/fit.mjs';
import { learnLexicon, translateRows } from './moment-training/lexicon.mjs';
import { chooseTerms, measure } from './moment-training/measure.mjs';

/** Macro-F1 of a bag of n-grams measured before: to be beaten. */
const floors = { en: 0.495, ru: 0.384 };
/** What a row of rough Russian counts beside a real one. */
const roughWeight = 0.3;
const folds = 4;

const outside = process.env.KINDRED_BENCH_DATA ?? 'bench-data';
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: join(outside, 'emotion') },
    chat: { type: 'string', default: join(outside, 'chat-dev') },
    out: { type: 'string', default: 'assets/moment-classifier.bin' },
    score: { type: 'boolean', default: false },
  },
});

if (!existsSync(options.data)) {
  process.stderr.write(
    `train: labelled emotions (GoEmotions) are not at ${options.data}; docs/outside-data.md says where to get them\n`,
  );
  process.exit(1);
}

if (!options.score) writeFileSync(options.out, encodeModel(train(options.data)));
report(decodeModel(readFileSync(options.out)), options.data);

function train(folder) {
  const english = readEnglish(folder, 'train');
  const russian = readRussian(folder, 'validation');
  say(`${english.length} English and ${russian.length} Russian rows`);
  const signs = vectorise(signRows());
  const russianRows = vectorise(russian);
  const rough = (pairs, seed) =>
    vectorise(translateRows(english, learnLexicon(pairs), seeded(seed)), {
      weight: roughWeight,
      ordered: false,
    });

  say('Russian thresholds by cross-validation');
  const scores = [];
  const held = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const inside = (_, index) => index % folds === fold;
    const outside = (_, index) => index % folds !== fold;
    const model = fit([...rough(russian.filter(outside), fold), ...russianRows.filter(outside), ...signs]);
    scores.push(...scoreRows(russianRows.filter(inside), model));
    held.push(...russian.filter(inside));
    say(`  ${fold + 1} of ${folds}`);
  }
  const ru = chooseTerms(scores, held);

  say('the model');
  const weights = quantise(fit([...vectorise(english), ...rough(russian, folds), ...russianRows, ...signs]));
  const dev = readEnglish(folder, 'dev');
  const devScores = dev.map(({ text }) => scoresOf(featuresOf(text), weights));
  const en = chooseTerms(devScores, dev);
  say(
    `macro-F1 where choices are made: en ${three(measure(devScores, dev, en).macro)} (dev split), ru ${three(measure(scores, held, ru).macro)} (cross-validation)`,
  );
  return { ...weights, terms: { en, ru } };
}

function report(model, folder) {
  const tests = { en: readEnglish(folder, 'test'), ru: readRussian(folder, 'test') };
  for (const [language, rows] of Object.entries(tests)) {
    const scores = rows.map(({ text }) => scoresOf(featuresOf(text), model));
    const found = measure(scores, rows, model.terms[language]);
    say(`${language}, test split, ${rows.length} rows`);
    say(`  macro-F1 ${three(found.macro)} (floor ${three(floors[language])})`);
    say(
      `  per emotion ${emotions.map((name, kind) => `${name} ${three(found.perEmotion[kind])}`).join(', ')}`,
    );
    say(
      `  one emotion a row: macro-F1 ${three(found.single)} over rows with one label, right ${three(found.top1)}`,
    );
    say(`  calibration error ${three(found.error)}`);
    for (const { from, share, right } of found.sure) {
      say(`  confidence >= ${from}: ${three(share)} of messages, right ${three(right)}`);
    }
    if (found.macro <= floors[language]) process.exitCode = 1;
  }
  if (existsSync(options.chat)) reportQuestions(options.chat);
  timing(createMomentReader(model), [...tests.en, ...tests.ru]);
}

/** The rules for acts against human labels of everyday chat (1 to 4: inform, question, directive, commissive). */
function reportQuestions(folder) {
  for (const { language, turns } of readChats(folder)) {
    const given = turns.map(({ text }) => actOf(text, 'neutral'));
    const truth = turns.map(({ act }) => act === 2);
    const both = given.filter((act, index) => act === 'question' && truth[index]).length;
    const found = given.filter((act) => act === 'question').length;
    const all = truth.filter(Boolean).length;
    say(
      `questions in ${language} chat, ${turns.length} turns: precision ${three(both / found)}, recall ${three(both / all)}`,
    );
  }
}

/** Of single calls on the test messages, after one round to warm up. */
function timing(readMoment, rows) {
  for (const { text } of rows) readMoment(text);
  const took = rows.map(({ text }) => {
    const from = process.hrtime.bigint();
    readMoment(text);
    return Number(process.hrtime.bigint() - from) / 1e6;
  });
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.floor(share * (took.length - 1))].toFixed(3);
  say(`readMoment: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`);
}

function three(number) {
  return number.toFixed(3);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

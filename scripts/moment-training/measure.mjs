// What is set after the weights: thresholds and calibration; and how good it all is.
import { judgeScores } from '../../dist/strategist/moment/model.js';
import { emotions } from '../../dist/strategist/moment/moment.js';

const kinds = emotions.map((_, kind) => kind);
const logistic = (value) => 1 / (1 + Math.exp(-value));

/** Thresholds, probabilities and trust for one language, from scores of rows that the weights were not trained on. */
export function chooseTerms(scores, rows) {
  const thresholds = kinds.map((kind) => bestThreshold(scores, rows, kind));
  const probability = kinds.map((kind) =>
    fitLogistic(
      scores.map((score) => [score[kind]]),
      rows.map(({ labels }) => labels.includes(kind)),
    ),
  );
  const untrusted = {
    thresholds,
    slopes: probability.map(([slope]) => slope),
    shifts: probability.map(([, shift]) => shift),
    share: 0,
    trust: { lead: 0, probability: 0, shift: 0 },
  };
  const share = best([0, 0.25, 0.5, 0.75, 1], (candidate) => {
    const found = measure(scores, rows, { ...untrusted, share: candidate });
    return found.single + found.top1;
  });
  const terms = { ...untrusted, share };
  const judged = scores.map((score) => judgeScores(score, terms));
  const [lead, sure, shift] = fitLogistic(
    judged.map((one) => [one.lead, one.probabilities[one.first]]),
    judged.map((one, index) => rows[index].labels.includes(one.first)),
  );
  return { ...terms, trust: { lead, probability: sure, shift } };
}

/**
 * `macro`: mean F1 of the seven emotions, each present or not (several labels a row). `single`: mean F1 of the one
 * emotion given, over rows with one label. `top1`: share of rows whose labels hold the one emotion given.
 */
export function measure(scores, rows, terms) {
  const judged = scores.map((score) => judgeScores(score, terms));
  const right = judged.map((one, index) => rows[index].labels.includes(one.first));
  const single = judged
    .map((one, index) => ({ given: one.first, labels: rows[index].labels }))
    .filter(({ labels }) => labels.length === 1);
  const perEmotion = kinds.map((kind) =>
    f1(
      scores.map((score) => score[kind] >= terms.thresholds[kind]),
      rows.map(({ labels }) => labels.includes(kind)),
    ),
  );
  return {
    macro: mean(perEmotion),
    perEmotion,
    single: mean(
      kinds.map((kind) =>
        f1(
          single.map(({ given }) => given === kind),
          single.map(({ labels }) => labels[0] === kind),
        ),
      ),
    ),
    top1: share(right),
    error: calibrationError(judged, right),
    sure: [0.5, 0.6, 0.7, 0.8, 0.9].map((from) => {
      const kept = right.filter((_, index) => judged[index].confidence >= from);
      return { from, share: kept.length / right.length, right: share(kept) };
    }),
  };
}

function bestThreshold(scores, rows, kind) {
  const sorted = scores
    .map((score, index) => ({ score: score[kind], present: rows[index].labels.includes(kind) }))
    .sort((a, b) => b.score - a.score);
  const all = sorted.filter(({ present }) => present).length;
  let hits = 0;
  let most = 0;
  let threshold = 0;
  sorted.forEach(({ score, present }, index) => {
    if (present) hits += 1;
    const found = (2 * hits) / (all + index + 1);
    if (found <= most) return;
    most = found;
    threshold = score;
  });
  return threshold;
}

/** Weights and shift of a logistic regression over a few numbers, by gradient descent with a slight pull to zero. */
function fitLogistic(points, truths) {
  const size = points[0].length;
  const weights = new Float64Array(size + 1);
  for (let round = 0; round < 3_000; round += 1) {
    const slope = new Float64Array(size + 1);
    points.forEach((point, index) => {
      let sum = weights[size];
      for (let at = 0; at < size; at += 1) sum += weights[at] * point[at];
      const gap = logistic(sum) - (truths[index] ? 1 : 0);
      for (let at = 0; at < size; at += 1) slope[at] += gap * point[at];
      slope[size] += gap;
    });
    for (let at = 0; at <= size; at += 1) {
      weights[at] -= 0.5 * (slope[at] / points.length + 1e-4 * weights[at]);
    }
  }
  return [...weights];
}

/** Mean distance between what was promised and what came true, over ten ranges of confidence. */
function calibrationError(judged, right) {
  let sum = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const inside = judged.flatMap((one, index) =>
      Math.min(9, Math.floor(one.confidence * 10)) === bin ? [index] : [],
    );
    if (inside.length === 0) continue;
    const promised = mean(inside.map((index) => judged[index].confidence));
    sum += (Math.abs(promised - share(inside.map((index) => right[index]))) * inside.length) / judged.length;
  }
  return sum;
}

function f1(given, truth) {
  let both = 0;
  let either = 0;
  given.forEach((yes, index) => {
    if (yes && truth[index]) both += 1;
    either += (yes ? 1 : 0) + (truth[index] ? 1 : 0);
  });
  return either === 0 ? 0 : (2 * both) / either;
}

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
const share = (list) => list.filter(Boolean).length / Math.max(1, list.length);

function best(candidates, value) {
  return candidates.reduce((top, next) => (value(next) > value(top) ? next : top));
}

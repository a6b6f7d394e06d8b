// From which score on a label counts, chosen on sentences the weights were not trained on; and how good that is.
import { danger as anyDanger, dangerLabels, dangerScore } from '../../dist/duty/net/margins.js';
import { labelsOf } from './labels-in.mjs';

/**
 * What share may be taken for the real thing: of look-alikes, of whatever else means none of it, and of what people say
 * every day. Being wrong costs most where a person is locked out or gets a card, least where we say once more what we are.
 */
const mostFalse = {
  age: { ofAlike: 0.03, ofOthers: 0.003, ofChat: 0.0015 },
  stop: { ofAlike: 0.03, ofOthers: 0.005, ofChat: 0.003 },
  danger: { ofAlike: 0.05, ofOthers: 0.01, ofChat: 0.0015 },
  claims: { ofAlike: 0.05, ofOthers: 0.02, ofChat: 0.0045 },
  holds: { ofAlike: 0.05, ofOthers: 0.02, ofChat: 0.008 },
  // Only behind a goodbye, where nearly every word that keeps somebody is one too many.
  'holds at a goodbye': { ofAlike: 0.1, ofOthers: 0.02, ofChat: 1 },
  harms: { ofAlike: 0.05, ofOthers: 0.02, ofChat: 0.0045 },
  // Everyday talk has many a real goodbye in it.
  farewell: { ofAlike: 0.03, ofOthers: 0.006, ofChat: 0.03 },
  rest: { ofAlike: 0.03, ofOthers: 0.006, ofChat: 0.004 },
};
const danger = new Set(['explicit', 'ideation', 'method', 'indirect']);

function isLookAlike(row, label) {
  if (row.labels.length > 0 || row.likeness === null) return false;
  if (danger.has(label))
    return danger.has(row.likeness) || row.likeness === 'other' || row.likeness === 'danger';
  return row.likeness === label;
}

/** What is judged of each sentence: the labels, and for messages danger of any kind. */
function judgements(direction) {
  const labels = labelsOf[direction];
  const single = labels.map((label, at) => ({
    label,
    score: (scores) => scores[at],
    isMeant: (row) => row.labels.includes(at),
    isAlike: (row) => isLookAlike(row, label),
  }));
  if (direction !== 'incoming') {
    const holds = single.find(({ label }) => label === 'holds');
    return [...single, { ...holds, label: 'holds at a goodbye' }];
  }
  const kinds = dangerLabels.map((label) => labels.indexOf(label));
  const any = {
    label: anyDanger,
    score: (scores) => dangerScore(scores, labels),
    isMeant: (row) => kinds.some((at) => row.labels.includes(at)),
    isAlike: (row) => isLookAlike(row, 'explicit'),
  };
  return [...single, any];
}

/**
 * The score that only the allowed shares of look-alikes, of everything else that is not meant and of everyday talk exceed.
 * `judged` as `{ row, pieces }`, `chat` as `{ pieces }`: the scores of each piece of a message, of which the strongest counts.
 */
export function chooseThresholds(judged, direction, chat) {
  return Object.fromEntries(
    judgements(direction).map(({ label, score, isAlike }) => {
      const strongest = ({ pieces }) => Math.max(...pieces.map(score));
      const { ofAlike, ofOthers, ofChat } = mostFalse[label] ?? mostFalse.rest;
      const shared = Math.max(
        exceededBy(ofChat, chat.map(strongest)),
        exceededBy(ofAlike, judged.filter(({ row }) => isAlike(row)).map(strongest)),
        exceededBy(
          ofOthers,
          judged.filter(({ row }) => row.labels.length === 0 && !isAlike(row)).map(strongest),
        ),
      );
      return [label, { shared: Number(shared.toFixed(3)), byLanguage: {} }];
    }),
  );
}

/** The score that only this part of them exceeds. */
function exceededBy(part, scores) {
  const falling = [...scores].sort((one, other) => other - one);
  return falling[Math.floor(part * falling.length)] ?? -Infinity;
}

export function reportLabels(judged, direction, thresholds) {
  const languages = [...new Set(judged.map(({ row }) => row.language))];
  return judgements(direction).map(({ label, score, isMeant, isAlike }) => {
    const limit = thresholds[label].shared;
    const over = (is) => {
      const list = judged.filter(({ row }) => is(row));
      const heard = list.filter(({ pieces }) => pieces.some((scores) => score(scores) > limit));
      return `${((100 * heard.length) / Math.max(1, list.length)).toFixed(1).padStart(5)} of ${list.length}`;
    };
    return [
      label.padEnd(9),
      `heard ${over(isMeant)}, look-alikes ${over(isAlike)},`,
      `others ${over((row) => row.labels.length === 0 && !isAlike(row))}, from ${limit.toFixed(2)};`,
      ...languages.map(
        (language) => `${language}${over((row) => isMeant(row) && row.language === language)}`,
      ),
    ].join(' ');
  });
}

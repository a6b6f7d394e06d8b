// From which score on a label counts, chosen on sentences the weights were not trained on; and how good that is.
import { danger as anyDanger, dangerLabels, dangerScore } from '../../dist/duty/net/margins.js';
import { labelsOf } from './data.mjs';

/**
 * What share may be taken for the real thing: of look-alikes, of whatever else means none of it, and of what people say
 * every day. Being wrong costs most where a person is locked out, least where we say once more what we are or ask whether
 * to delete.
 */
const mostFalse = {
  age: { ofAlike: 0.05, ofOthers: 0.004, ofChat: 0.001 },
  stop: { ofAlike: 0.05, ofOthers: 0.006, ofChat: 0.002 },
  danger: { ofAlike: 0.1, ofOthers: 0.012, ofChat: 0.0015 },
  claims: { ofAlike: 0.12, ofOthers: 0.02, ofChat: 0.004 },
  holds: { ofAlike: 0.12, ofOthers: 0.02, ofChat: 0.004 },
  // Only behind a goodbye, where nearly every word that keeps somebody is one too many.
  'holds at a goodbye': { ofAlike: 0.12, ofOthers: 0.02, ofChat: 1 },
  harms: { ofAlike: 0.12, ofOthers: 0.02, ofChat: 0.004 },
  farewell: { ofAlike: 0.06, ofOthers: 0.01, ofChat: 1 },
  rest: { ofAlike: 0.06, ofOthers: 0.01, ofChat: 0.006 },
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
 * `chat`: the scores of everyday messages, each piece of them; the strongest counts.
 */
export function chooseThresholds(judged, direction, chat) {
  return Object.fromEntries(
    judgements(direction).map(({ label, score, isMeant, isAlike }) => {
      const sorted = (list) => list.map(({ scores }) => score(scores)).sort((one, other) => other - one);
      const alike = sorted(judged.filter(({ row }) => isAlike(row)));
      const others = sorted(judged.filter(({ row }) => row.labels.length === 0 && !isMeant(row)));
      const { ofAlike, ofOthers, ofChat } = mostFalse[label] ?? mostFalse.rest;
      const talk = chat.map((pieces) => Math.max(...pieces.map(score))).sort((one, other) => other - one);
      const shared = Math.max(
        ...(ofChat < 1 && talk.length > 0 ? [talk[Math.floor(ofChat * talk.length)]] : []),
        alike[Math.floor(ofAlike * alike.length)] ?? 0,
        others[Math.floor(ofOthers * others.length)] ?? 0,
      );
      return [label, { shared: Number(shared.toFixed(3)), byLanguage: {} }];
    }),
  );
}

export function reportLabels(judged, direction, thresholds) {
  const languages = [...new Set(judged.map(({ row }) => row.language))];
  const percent = (part, all) => (all === 0 ? '   - ' : (100 * (part / all)).toFixed(1).padStart(5));
  return judgements(direction).map(({ label, score, isMeant, isAlike }) => {
    const meant = judged.filter(({ row }) => isMeant(row));
    const alike = judged.filter(({ row }) => isAlike(row));
    const others = judged.filter(({ row }) => row.labels.length === 0 && !isAlike(row));
    const limit = thresholds[label].shared;
    const over = (list) => list.filter(({ scores }) => score(scores) > limit).length;
    const sorted = alike.map(({ scores }) => score(scores)).sort((one, other) => other - one);
    const recallAt = (share) => {
      const least = sorted[Math.floor(share * sorted.length)] ?? 0;
      return percent(meant.filter(({ scores }) => score(scores) > least).length, meant.length);
    };
    return [
      label.padEnd(9),
      `${meant.length} meant, heard ${percent(over(meant), meant.length)}`,
      `(at 2/5/10 % of look-alikes ${recallAt(0.02)}/${recallAt(0.05)}/${recallAt(0.1)})`,
      `look-alikes ${percent(over(alike), alike.length)} of ${alike.length}, others ${percent(over(others), others.length)}`,
      `from ${limit.toFixed(2)};`,
      ...languages.map((language) => {
        const here = meant.filter(({ row }) => row.language === language);
        return `${language}${percent(over(here), here.length)}`;
      }),
    ].join(' ');
  });
}

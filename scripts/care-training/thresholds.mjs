// From which score on a label counts, chosen on sentences the weights were not trained on; and how good that is.
import { danger as anyDanger, dangerLabels, dangerScore } from '../../dist/duty/net/margins.js';
import { labelsOf } from './labels-in.mjs';

/**
 * What share may be taken for the real thing: of look-alikes, of whatever else means none of it, and of what people say
 * every day. Being wrong costs most where a person is locked out or gets a card, least where we say once more what we are.
 */
const mostFalse = {
  age: { ofAlike: 0.03, ofOthers: 0.003, ofChat: 0.002 },
  stop: { ofAlike: 0.035, ofOthers: 0.004, ofChat: 0.0015 },
  danger: { ofAlike: 0.05, ofOthers: 0.01, ofChat: 0.0005 },
  claims: { ofAlike: 0.12, ofOthers: 0.02, ofChat: 0.0045 },
  holds: { ofAlike: 0.12, ofOthers: 0.02, ofChat: 0.0045 },
  // Only behind a goodbye, where nearly every word that keeps somebody is one too many.
  'holds at a goodbye': { ofAlike: 0.1, ofOthers: 0.02, ofChat: 1 },
  harms: { ofAlike: 0.12, ofOthers: 0.02, ofChat: 0.0045 },
  farewell: { ofAlike: 0.02, ofOthers: 0.005, ofChat: 0.01 },
  rest: { ofAlike: 0.035, ofOthers: 0.006, ofChat: 0.003 },
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
    judgements(direction).map(({ label, score, isAlike }) => {
      const scored = (list) => list.map(({ scores, share }) => ({ score: score(scores), share }));
      const { ofAlike, ofOthers, ofChat } = mostFalse[label] ?? mostFalse.rest;
      const talk = chat.map((pieces) => ({ score: Math.max(...pieces.map(score)), share: 1 }));
      const shared = Math.max(
        ...(ofChat < 1 && talk.length > 0 ? [exceededBy(ofChat, talk)] : []),
        exceededBy(ofAlike, scored(judged.filter(({ row }) => isAlike(row)))),
        exceededBy(ofOthers, scored(judged.filter(({ row }) => row.labels.length === 0))),
      );
      return [label, { shared: Number(shared.toFixed(3)), byLanguage: {} }];
    }),
  );
}

/** The score that only this part of them exceeds; sentences of one pattern share what it counts. */
function exceededBy(part, scored) {
  const falling = [...scored].sort((one, other) => other.score - one.score);
  const allowed = part * falling.reduce((sum, { share }) => sum + share, 0);
  let sum = 0;
  for (const { score, share } of falling) {
    sum += share;
    if (sum > allowed) return score;
  }
  return 0;
}

export function reportLabels(judged, direction, thresholds) {
  const languages = [...new Set(judged.map(({ row }) => row.language))];
  return judgements(direction).map(({ label, score, isMeant, isAlike }) => {
    const meant = judged.filter(({ row }) => isMeant(row));
    const alike = judged.filter(({ row }) => isAlike(row));
    const others = judged.filter(({ row }) => row.labels.length === 0 && !isAlike(row));
    const over = (list, limit = thresholds[label].shared) => {
      const all = list.reduce((sum, { share }) => sum + share, 0);
      const heard = list.reduce((sum, { scores, share }) => sum + (score(scores) > limit ? share : 0), 0);
      return all === 0 ? '   - ' : (100 * (heard / all)).toFixed(1).padStart(5);
    };
    const scored = alike.map(({ scores, share }) => ({ score: score(scores), share }));
    return [
      label.padEnd(9),
      `${meant.length} meant, heard ${over(meant)}`,
      `(at 2/5/10 % of look-alikes ${[0.02, 0.05, 0.1].map((part) => over(meant, exceededBy(part, scored))).join('/')})`,
      `look-alikes ${over(alike)} of ${alike.length}, others ${over(others)}`,
      `from ${thresholds[label].shared.toFixed(2)};`,
      ...languages.map(
        (language) => `${language}${over(meant.filter(({ row }) => row.language === language))}`,
      ),
    ].join(' ');
  });
}

// From which score on a label counts, chosen on sentences the weights were not trained on; and how good that is.
import { labelsOf } from './data.mjs';

/** The share of look-alikes that may be taken for the real thing. */
const mostFalse = { incoming: 0.02, danger: 0.05, outgoing: 0.02 };
const danger = new Set(['explicit', 'ideation', 'method', 'indirect']);

export function isLookAlike(row, label) {
  if (row.labels.length > 0 || row.likeness === null) return false;
  if (danger.has(label))
    return danger.has(row.likeness) || row.likeness === 'other' || row.likeness === 'danger';
  return row.likeness === label;
}

/** Of what means none of a label, the score that only the allowed share of look-alikes exceeds. */
export function chooseThresholds(judged, direction) {
  const labels = labelsOf[direction];
  return Object.fromEntries(
    labels.map((label, at) => {
      const share =
        direction === 'outgoing'
          ? mostFalse.outgoing
          : danger.has(label)
            ? mostFalse.danger
            : mostFalse.incoming;
      const alike = judged
        .filter(({ row }) => isLookAlike(row, label))
        .map(({ scores }) => scores[at])
        .sort((one, other) => other - one);
      const others = judged
        .filter(({ row }) => row.labels.length === 0)
        .map(({ scores }) => scores[at])
        .sort((one, other) => other - one);
      const shared = Math.max(
        alike[Math.floor(share * alike.length)] ?? 0,
        others[Math.floor(0.004 * others.length)] ?? 0,
      );
      return [label, { shared: Number(shared.toFixed(3)), byLanguage: {} }];
    }),
  );
}

export function reportLabels(judged, direction, thresholds) {
  const labels = labelsOf[direction];
  const languages = [...new Set(judged.map(({ row }) => row.language))];
  const percent = (part, all) => (all === 0 ? '   - ' : (100 * (part / all)).toFixed(1).padStart(5));
  return labels.map((label, at) => {
    const meant = judged.filter(({ row }) => row.labels.includes(at));
    const alike = judged.filter(({ row }) => isLookAlike(row, label));
    const others = judged.filter(({ row }) => row.labels.length === 0 && !isLookAlike(row, label));
    const limit = thresholds[label].shared;
    const over = (list) => list.filter(({ scores }) => scores[at] > limit).length;
    const sorted = alike.map(({ scores }) => scores[at]).sort((one, other) => other - one);
    const recallAt = (share) => {
      const least = sorted[Math.floor(share * sorted.length)] ?? 0;
      return percent(meant.filter(({ scores }) => scores[at] > least).length, meant.length);
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

import type { CareNets } from './load-nets.js';
import type { Threshold, TrainedNet } from './net-file.js';
import { piecesOf, scoresOf } from './scores.js';

/** By how much a message says more of something than it takes to count: from zero on it counts. */
export type Margins = ReadonlyMap<string, number>;

/** Danger to life as one: which of its kinds it is matters less than that it is there. */
export const dangerLabels = ['explicit', 'ideation', 'method'] as const;
export type DangerLabel = (typeof dangerLabels)[number];
export const danger = 'danger';

/** Each piece of a message for itself; see `piecesOf`. */
export function pieceMargins(text: string, net: TrainedNet, nets: CareNets): readonly Margins[] {
  return piecesOf(text).map((piece) => marginsOf(piece, net, nets));
}

/** One or two words say little by themselves: they count only where the nets are surer. The rules know the short wishes. */
const fewWords = 2;
const surer = 0.75;

function marginsOf(text: string, net: TrainedNet, { lexicon }: CareNets): Margins {
  const { byLabel, languages, words } = scoresOf(text, net, lexicon);
  const more = words <= fewWords ? surer : 0;
  const margins = new Map<string, number>();
  net.labels.forEach((label, at) => {
    margins.set(label, (byLabel[at] ?? 0) - limitOf(net.thresholds[label], languages) - more);
  });
  const limit = net.thresholds[danger];
  if (limit) margins.set(danger, dangerScore(byLabel, net.labels) - limitOf(limit, languages) - more);
  return margins;
}

/** How much of danger of any kind is in the scores of a net's labels. */
export function dangerScore(byLabel: ArrayLike<number>, labels: readonly string[]): number {
  return together(dangerLabels.map((label) => byLabel[labels.indexOf(label)] ?? -Infinity));
}

/** The log-odds that at least one of them is meant, were they apart from one another. */
function together(scores: readonly number[]): number {
  const none = scores.reduce((product, score) => product / (1 + Math.exp(score)), 1);
  return Math.log(Math.max(1e-12, 1 - none) / Math.max(1e-12, none));
}

function limitOf(threshold: Threshold | undefined, languages: readonly string[]): number {
  if (!threshold) return Infinity;
  const [only, ...more] = languages;
  return (
    (more.length === 0 && only !== undefined ? threshold.byLanguage[only] : undefined) ?? threshold.shared
  );
}

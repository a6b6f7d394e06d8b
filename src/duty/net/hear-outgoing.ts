import type { OutgoingLabel } from './labels.js';
import type { CareNets } from './load-nets.js';
import { pieceMargins } from './margins.js';

/**
 * What words of ours would do, as the trained net takes them; the strongest first. Behind a goodbye less is needed to hold
 * somebody back.
 */
export function hearOutgoing(
  text: string,
  nets: CareNets,
  answersFarewell = false,
): readonly OutgoingLabel[] {
  const { outgoing } = nets;
  const holds = outgoing.thresholds[answersFarewell ? 'holds at a goodbye' : 'holds'];
  const net = holds ? { ...outgoing, thresholds: { ...outgoing.thresholds, holds } } : outgoing;
  const pieces = pieceMargins(text, net, nets);
  const strongest = (label: string): number =>
    Math.max(...pieces.map((margins) => margins.get(label) ?? -Infinity));
  return (['claims', 'holds', 'harms'] as const)
    .map((label) => ({ label, margin: strongest(label) }))
    .filter(({ margin }) => margin >= 0)
    .sort((one, other) => other.margin - one.margin)
    .map(({ label }) => label);
}

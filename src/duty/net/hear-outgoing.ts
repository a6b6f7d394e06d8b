import type { OutgoingLabel } from './labels.js';
import type { CareNets } from './load-nets.js';
import { pieceMargins } from './margins.js';

/** What words of ours would do, as the trained net takes them; the strongest first. */
export function hearOutgoing(text: string, nets: CareNets): readonly OutgoingLabel[] {
  const pieces = pieceMargins(text, nets.outgoing, nets);
  const strongest = (label: string): number =>
    Math.max(...pieces.map((margins) => margins.get(label) ?? -Infinity));
  return (['claims', 'holds', 'harms'] as const)
    .map((label) => ({ label, margin: strongest(label) }))
    .filter(({ margin }) => margin >= 0)
    .sort((one, other) => other.margin - one.margin)
    .map(({ label }) => label);
}

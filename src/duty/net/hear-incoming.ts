import type { CareNets } from './load-nets.js';
import { danger, dangerLabels, pieceMargins, type DangerLabel, type Margins } from './margins.js';
import { isUnsure } from './unsure.js';

/** What the trained net hears in a message to us. */
export interface NetHeard {
  readonly stop: boolean;
  readonly forget: boolean;
  readonly show: boolean;
  readonly truth: boolean;
  readonly underAge: boolean;
  readonly farewell: boolean;
  readonly danger: { readonly tier: DangerLabel | 'indirect'; readonly about: 'self' | 'other' } | null;
  /** By label, how far the piece of the message that says most of it lies above what it takes to count, in log-odds. */
  readonly margins: Margins;
  /** Something that must not be missed lies closely below what counts: a judge may be asked. */
  readonly isUnsure: boolean;
}

export function hearIncoming(text: string, nets: CareNets): NetHeard {
  const pieces = pieceMargins(text, nets.incoming, nets);
  const margins = strongestOf(pieces);
  const says = (label: string): boolean => at(margins, label) >= 0;
  return {
    stop: says('stop'),
    forget: says('forget'),
    show: says('show'),
    truth: says('truth'),
    underAge: says('age'),
    farewell: says('farewell'),
    danger: dangerIn(pieces),
    margins,
    isUnsure: isUnsure(pieces),
  };
}

function strongestOf(pieces: readonly Margins[]): Margins {
  const strongest = new Map<string, number>();
  for (const margins of pieces)
    for (const [label, margin] of margins)
      strongest.set(label, Math.max(margin, strongest.get(label) ?? -Infinity));
  return strongest;
}

/** The person's own danger goes before another's, and what shows a card before what does not. */
function dangerIn(pieces: readonly Margins[]): NetHeard['danger'] {
  const grave = pieces.filter((margins) => at(margins, danger) >= 0);
  if (grave.length > 0) {
    const own = grave.filter((margins) => at(margins, 'other') < 0);
    const [strongest] = [...(own.length > 0 ? own : grave)].sort(
      (one, other) => at(other, danger) - at(one, danger),
    );
    return { tier: tierOf(strongest), about: own.length > 0 ? 'self' : 'other' };
  }
  const weak = pieces.filter((margins) => at(margins, 'indirect') >= 0);
  if (weak.length === 0) return null;
  return { tier: 'indirect', about: weak.some((margins) => at(margins, 'other') < 0) ? 'self' : 'other' };
}

function tierOf(margins: Margins | undefined): DangerLabel {
  const [first] = [...dangerLabels].sort((one, other) => at(margins, other) - at(margins, one));
  return first ?? 'ideation';
}

const at = (margins: Margins | undefined, label: string): number => margins?.get(label) ?? -Infinity;

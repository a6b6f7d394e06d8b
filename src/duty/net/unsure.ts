import { danger, type Margins } from './margins.js';

/** What a judge is asked about where the net is nearly sure; a goodbye and what one wants to see can wait. */
const labels = ['stop', 'forget', 'truth', 'age', danger] as const;

/**
 * How far below its threshold, in log-odds, the net still says nothing with an easy mind: docs/duties.md has how many
 * messages of everyday talk lie between, and how many of those that were missed.
 */
const band = 1.5;

/** Whether the net is unsure if a message asks something of us that must not be missed. */
export function isUnsure(pieces: readonly Margins[]): boolean {
  return pieces.some((margins) =>
    labels.some((label) => {
      const margin = margins.get(label) ?? -Infinity;
      return margin < 0 && margin >= -band;
    }),
  );
}

import { quoteSections, section } from '../../core/prompt-section.js';

/** The talk before the window, condensed. Notes, not words of either side. */
export function pastLayer(past: string): string {
  return past === '' ? '' : section('past', ['What was before the messages below:', quoteSections(past)]);
}

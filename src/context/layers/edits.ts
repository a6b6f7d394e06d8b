import { quoteSections, section } from '../../core/prompt-section.js';
import { editedNote } from '../../core/transcript-forms.js';
import { cutWithEllipsis } from '../../lib/cut-text.js';

/** A message that was answered before it said what it says now. */
export interface SeenEdit {
  readonly before: string;
  readonly now: string;
}

/** As much of a message as says which one it was and what became of it. */
const mostOfOne = 240;

/** What the person changed about messages that were answered: said once, in the turn after it. */
export function editsLayer(edits: readonly SeenEdit[]): string {
  const quoted = (text: string): string =>
    `"${quoteSections(cutWithEllipsis(text.replace(/\s+/gu, ' ').trim(), mostOfOne))}"`;
  return section(
    'edits',
    edits.map(({ before, now }) => `- ${editedNote(quoted(before), quoted(now))}`),
  );
}

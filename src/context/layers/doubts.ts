import { quoteSections, section } from '../../core/prompt-section.js';
import { cutWithEllipsis } from '../../lib/cut-text.js';

/** As much of a message as says which one it was. */
const mostOfOne = 240;

/** What the character said last and may not have arrived: whoever seems not to know it may be told it again. */
export function doubtsLayer(words: readonly string[]): string {
  return section(
    'doubts',
    words.map((text) => {
      const quoted = quoteSections(cutWithEllipsis(text.replace(/\s+/gu, ' ').trim(), mostOfOne));
      return `- You wrote "${quoted}", and it may not have reached them.`;
    }),
  );
}

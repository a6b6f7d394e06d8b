import { cutWithEllipsis } from '../lib/cut-text.js';

/** Characters of a text file that are shown to a model; a longer one is cut, and says so. */
const mostShown = 4_000;

/** A text file as it is quoted in a talk: one line, without anything that could end its bracket or hide in it. */
export function quotedText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  return cutWithEllipsis(plainWords(text.replace(/\s*\n\s*/gu, ' / ')), mostShown);
}

/**
 * Somebody else's words as they may stand in a line of ours: brackets, controls, what turns the direction of writing and
 * what nobody sees are taken out.
 */
export function plainWords(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/\s+/gu, ' ')
    .trim();
}

import { cutWithEllipsis } from '../lib/cut-text.js';

/**
 * The beginning of a text file as it is quoted in a talk: one line of at most so many characters, without anything that
 * could end its bracket or hide in it.
 */
export function quotedText(bytes: Uint8Array, most: number): string {
  // Line by line: a pattern for the blanks around a line's end takes the square of the blanks that a stranger sends.
  const lines = new TextDecoder('utf-8').decode(bytes).split('\n').map(plainWords);
  return cutWithEllipsis(lines.filter((line) => line !== '').join(' / '), most);
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

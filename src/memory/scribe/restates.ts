import { containsSection } from '../../core/prompt-section.js';

/** So many words in the same order as in the instructions are no accident. */
const run = 5;

/** Whether a text gives the instructions back that it was asked with, or is cut out of a prompt of ours. */
export function restates(text: string, instructions: string): boolean {
  if (containsSection(text)) return true;
  const words = wordsOf(text);
  const known = ` ${wordsOf(instructions).join(' ')} `;
  for (let at = 0; at + run <= words.length; at += 1) {
    if (known.includes(` ${words.slice(at, at + run).join(' ')} `)) return true;
  }
  return false;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

import { cutText } from '../lib/cut-text.js';
import { suspicionOf } from '../memory/quarantine.js';

/** Few words: it stands in one line of the situation. */
const longest = 140;

/**
 * What the two last spoke of, for a gap: the newest thing that was left open, else the last line of the notes on the past.
 * Null where there is neither, and for words that look like an instruction.
 */
export function lastSpokenOf(open: readonly { readonly text: string }[], past: string): string | null {
  const last =
    open[0]?.text ??
    past
      .split('\n')
      .at(-1)
      ?.replace(/^[\d-]{10}(?: to [\d-]{10})?: /u, '') ??
    '';
  const sentence = last.split(/(?<=[.!?…])\s+/u).at(-1) ?? last;
  const short = cutText(sentence.replaceAll('"', "'"), longest).trim();
  return short === '' || suspicionOf(short) !== null ? null : short;
}

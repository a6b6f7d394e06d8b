/** A turn never sends more bubbles than this (TELEGRAM 3.5). */
const mostBubbles = 4;

/**
 * Cut a reply into bubbles where its author left a blank line. What is longer than the channel allows is cut at a
 * line, sentence or grapheme, in that order; nothing is lost.
 * @param maxLength characters (Unicode code points) one message may hold
 */
export function splitIntoBubbles(text: string, maxLength: number): readonly string[] {
  const thoughts = text
    .split(/\n\s*\n/u)
    .map((thought) => thought.trim())
    .filter((thought) => thought !== '');
  const kept =
    thoughts.length <= mostBubbles
      ? thoughts
      : [...thoughts.slice(0, mostBubbles - 1), thoughts.slice(mostBubbles - 1).join('\n\n')];
  return kept.flatMap((thought) => cut(thought, maxLength));
}

function cut(text: string, maxLength: number): readonly string[] {
  if (codePoints(text) <= maxLength) return [text];
  const pieces: string[] = [];
  let piece = '';
  const flush = (): void => {
    if (piece.trim() !== '') pieces.push(piece.trim());
    piece = '';
  };
  for (const unit of units(text, maxLength)) {
    if (codePoints(piece) + codePoints(unit) > maxLength) flush();
    piece += unit;
  }
  flush();
  return pieces;
}

/** Sentences, or graphemes of a sentence that is itself too long. */
function* units(text: string, maxLength: number): Iterable<string> {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)) {
    if (codePoints(segment) <= maxLength) yield segment;
    else {
      for (const grapheme of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(segment)) {
        yield grapheme.segment;
      }
    }
  }
}

function codePoints(text: string): number {
  return Array.from(text).length;
}

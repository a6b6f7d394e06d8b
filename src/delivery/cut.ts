import { cutText } from '../lib/cut-text.js';
import type { RichText } from '../core/rich-text.js';
import type { TextUnit } from '../core/text-limit.js';
import { slice } from './rich-slice.js';

/** How much of a message a piece should fill before a better place to cut is preferred to a fuller message. */
const leastFilled = { paragraph: 0.4, line: 0.25, sentence: 0.1, word: 0 };

/**
 * A message in pieces that the channel takes. Cut between paragraphs, lines, sentences, words, graphemes, in that order,
 * and inside a block of code only when it alone is too long; nothing but white space at the cuts is lost.
 * @param maxLength how much one message may hold, counted in `unit`
 */
export function cut(rich: RichText, maxLength: number, unit: TextUnit = 'code-points'): readonly RichText[] {
  const pieces: RichText[] = [];
  let rest = rich;
  while (!fits(rest.text, maxLength, unit)) {
    const at = placeToCut(rest, unit === 'utf-16' ? maxLength : unitsOf(rest.text, maxLength));
    const piece = slice(rest, 0, at);
    if (piece.text !== '') pieces.push(piece);
    const left = slice(rest, at + newlineAt(rest.text, at), rest.text.length);
    rest = left;
  }
  if (rest.text !== '') pieces.push(rest);
  return pieces;
}

export function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; count += 1) at += width(text, at);
  return count;
}

/** Whether a text is no longer than one message may be. */
export function fits(text: string, maxLength: number, unit: TextUnit = 'code-points'): boolean {
  return text.length <= maxLength || (unit === 'code-points' && codePoints(text) <= maxLength);
}

/** How many UTF-16 units the first so many code points take. */
function unitsOf(text: string, points: number): number {
  let at = 0;
  for (let count = 0; count < points && at < text.length; count += 1) at += width(text, at);
  return at;
}

function width(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** The line break at a cut belongs to neither side. */
function newlineAt(text: string, at: number): 0 | 1 {
  return text.charAt(at) === '\n' ? 1 : 0;
}

function placeToCut(rich: RichText, most: number): number {
  const window = cutText(rich.text, most + 2);
  const ways: readonly (readonly [number, () => Iterable<number>])[] = [
    [leastFilled.paragraph, () => endsOf(window, /\n[^\S\n]*\n/gu)],
    [leastFilled.line, () => endsOf(window, /\n/gu)],
    // The segmenter is slow, and knows no sentence without one of these.
    [
      leastFilled.sentence,
      () => (/\p{Sentence_Terminal}/u.test(window) ? endsOfSegments(window, 'sentence') : []),
    ],
    [leastFilled.word, () => endsOf(window, /\s/gu)],
  ];
  const hasBlocks = rich.entities.some(({ kind }) => kind === 'pre');
  for (const keepsBlocks of hasBlocks ? [true, false] : [false]) {
    for (const [least, places] of ways) {
      let best = 0;
      for (const place of places()) {
        if (place > best && place <= most && !(keepsBlocks && cutsBlock(rich, place, most))) best = place;
      }
      if (best > 0 && best >= most * least) return best;
    }
    const start = keepsBlocks ? startOfBlockAt(rich, most) : 0;
    if (start > 0) return start;
  }
  // One grapheme that is longer than a message: marks without end on one letter.
  return cutText(window, most).length || most;
}

/** Whether a place lies within a block of code that would fit into a message of its own. */
function cutsBlock({ entities }: RichText, place: number, most: number): boolean {
  return entities.some(
    ({ kind, offset, length }) =>
      kind === 'pre' && offset < place && place < offset + length && length <= most,
  );
}

function startOfBlockAt({ entities }: RichText, place: number): number {
  const block = entities.find(
    ({ kind, offset, length }) =>
      kind === 'pre' && offset < place && place < offset + length && length <= place,
  );
  return block?.offset ?? 0;
}

function* endsOf(text: string, gap: RegExp): Iterable<number> {
  for (const found of text.matchAll(gap)) yield found.index;
}

function* endsOfSegments(text: string, granularity: 'sentence' | 'grapheme'): Iterable<number> {
  for (const { index } of new Intl.Segmenter(undefined, { granularity }).segment(text)) yield index;
  yield text.length;
}

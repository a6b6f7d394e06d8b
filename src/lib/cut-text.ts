/** How a text is cut where a length is counted in UTF-16 units, as all lengths here and in Telegram are. */

/** Characters as people see them: a family of four, a flag and an accent are one each. Without a language: the same for all. */
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Longer than any character in use (a family with skin tones has 20 or so); what is longer still is cut between code points. */
const longestCharacter = 64;

/** At most so many UTF-16 units from the beginning, never part of a character that anybody sees. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, boundaryBefore(text, Math.max(0, most)));
}

/** As `cutText`, with `…` where something was left out; that counts too. */
export function cutWithEllipsis(text: string, most: number): string {
  return text.length <= most ? text : `${cutText(text, most - 1).trimEnd()}…`;
}

/** At most so many UTF-16 units from the end, never part of a character that anybody sees. */
export function cutTextFromEnd(text: string, most: number): string {
  if (text.length <= most) return text;
  const from = text.length - Math.max(0, most);
  const before = boundaryBefore(text, from);
  return text.slice(before === from ? from : boundaryAfter(text, before));
}

/** Cuts a text into two at the last place at or before `at` that is between two characters. */
export function splitText(text: string, at: number): readonly [string, string] {
  const place = boundaryBefore(text, Math.min(Math.max(0, at), text.length));
  return [text.slice(0, place), text.slice(place)];
}

/** The text without halves of surrogate pairs that stand alone: no text holds one, and a server may refuse it. */
export function wholeText(text: string): string {
  return text.replace(/\p{Cs}/gu, '');
}

function boundaryBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  // Plain letters on both sides need no segmenter, which is most cuts of most texts.
  if (isPlain(text, at - 1) && isPlain(text, at)) return at;
  const start = safeStart(text, Math.max(0, at - longestCharacter));
  const inside = graphemes.segment(text.slice(start, at + longestCharacter)).containing(at - start);
  const begin = inside === undefined ? at : start + inside.index;
  return begin > 0 || start === 0 ? begin : at;
}

function boundaryAfter(text: string, from: number): number {
  const inside = graphemes.segment(text.slice(from, from + longestCharacter)).containing(0);
  return from + (inside?.segment.length ?? 1);
}

/** Not between the halves of a pair. */
function safeStart(text: string, at: number): number {
  return at > 0 && isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1)) ? at - 1 : at;
}

function isPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x20 && code < 0x300;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

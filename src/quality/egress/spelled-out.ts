import { splitText } from '../../lib/cut-text.js';

/**
 * The text without words that are spelled out sign by sign, in whatever signs: Morse, letters apart, the places of letters
 * in the alphabet, codes of letters, the words radio operators say. Longer ones only: a name is spelled, and a word for
 * emphasis; a sentence is not.
 */
export function withoutSpelledOut(text: string): string {
  let kept = withoutLettersApart(text);
  for (const { pattern, is } of forms) kept = kept.replace(pattern, (run) => (is(run) ? ' ' : run));
  return kept;
}

/** "Good night", said slowly, has nine letters. */
const fewestLetters = 16;
/** The words for letters in the alphabet of ICAO and NATO. */
const phoneticLetters =
  'alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiske?y|x-?ray|yankee|zulu';

interface Form {
  readonly pattern: RegExp;
  readonly is: (run: string) => boolean;
}

/** No pattern counts: a counted group is compiled as often as it counts, which takes a second. */
const forms: readonly Form[] = [
  // Letters of Morse, between spaces or slashes
  {
    pattern: /(?<!\S)[.·•∙–—_-]+(?:[\s/|]+[.·•∙–—_-]+)+(?!\S)/gu,
    is: (run) => hasPieces(run, 8, 4) && /[.·•∙]/u.test(run) && /[–—_-]/u.test(run),
  },
  {
    pattern: /(?:(?:di-?t?|da-?h)[\s,/-]+)+(?:dit|dah)?/giu,
    is: (run) => hasPieces(run, 12, 2) && /di/iu.test(run) && /da/iu.test(run),
  },
  // The same in two pictures
  {
    pattern: /(?:[\p{Extended_Pictographic}\u{fe0f}]+[\s/|]*)+/gu,
    is: (run) => hasPieces(run, 10, 4) && new Set(run.match(/\p{Extended_Pictographic}/gu)).size === 2,
  },
  // Places in the alphabet: "11-5-5-16 1 18"
  {
    pattern: /(?<![\d:])(?:(?:1\d|2[0-6]|0?[1-9])[ .,_/-]+)+(?:1\d|2[0-6]|0?[1-9])(?![\d:])/gu,
    is: (run) => hasPieces(run, 12, 6) && !isCounting(run),
  },
  // Codes of letters, decimal or octal
  {
    pattern: /(?<!\d)(?:\d{2,3}[\s,;/-]+)+\d{2,3}(?!\d)/gu,
    is: (run) => hasPieces(run, 8, 5) && [10, 8].some((base) => areLetters(run, base)),
  },
  { pattern: /(?:0x[0-9a-f]{2}[\s,;]*)+/giu, is: (run) => hasPieces(run.replace(/0x/giu, ' '), 4, 2) },
  // "india, alpha mike, alpha"
  {
    pattern: new RegExp(String.raw`(?<![a-z])(?:(?:${phoneticLetters})(?![a-z])[\s,./-]*)+`, 'giu'),
    is: (run) => hasPieces(run, 8, 4),
  },
];

function hasPieces(run: string, fewest: number, distinct: number): boolean {
  const parting = /[\p{L}\d]/u.test(run) ? /[\s/|,._;-]+/u : /[\s/|]+/u;
  const pieces = run.split(parting).filter((piece) => piece !== '');
  return pieces.length >= fewest && new Set(pieces).size >= distinct;
}

/** "y o u  w o u l d", "h✨e✨r", "h-e-r b-r-o": single letters with a few signs between them and no line's end. */
function withoutLettersApart(text: string): string {
  const runs: { readonly from: number; to: number; readonly letters: string[] }[] = [];
  for (const { 0: piece, index } of text.matchAll(/\p{L}+|\d+/gu)) {
    if (piece.length > 2 || [...piece].length > 1 || /\d/u.test(piece)) continue;
    const last = runs.at(-1);
    const between = last === undefined ? null : text.slice(last.to, index);
    const isNext = between !== null && between.length <= mostBetween && !/[\p{L}\d\n]/u.test(between);
    if (last !== undefined && isNext) {
      last.to = index + piece.length;
      last.letters.push(piece);
    } else runs.push({ from: index, to: index + piece.length, letters: [piece] });
  }
  const spelled = runs.filter(
    ({ letters }) =>
      letters.length >= fewestLetters && new Set(letters.map((one) => one.toLowerCase())).size >= 6,
  );
  return spelled.reduceRight((kept, { from, to }) => {
    const [before] = splitText(kept, from);
    const [, after] = splitText(kept, to);
    return `${before} ${after}`;
  }, text);
}

/** Signs between two letters of one run. */
const mostBetween = 8;

/** One, two, three; or down again. */
function isCounting(run: string): boolean {
  const numbers = (run.match(/\d+/gu) ?? []).map(Number);
  const steps = numbers.slice(1).map((one, at) => one - (numbers[at] ?? 0));
  return steps.filter((step) => step === steps[0]).length >= steps.length * 0.8;
}

function areLetters(run: string, base: number): boolean {
  const letters = (run.match(/\d+/gu) ?? []).map((code) => String.fromCharCode(parseInt(code, base)));
  const plain = letters.filter((one) => /[A-Za-z ]/u.test(one)).length;
  return plain >= letters.length * 0.9 && new Set(letters).size >= 5;
}

/**
 * What a text says to somebody who undoes a simple cipher: the letters moved by thirteen, from the back, one by one with
 * signs between, as look-alikes, every second word, or as base64 or hexadecimal, in one piece or several. Whatever of it is no language is
 * harmless: nothing is looked for in it but words of ours.
 */
export function decodings(text: string): readonly string[] {
  const letters = [...text];
  const words = text.split(/\s+/u);
  return [
    text.replace(/[a-z]/giu, moved),
    [...letters].reverse().join(''),
    words.toReversed().join(' '),
    words.map((word) => [...word].reverse().join('')).join(' '),
    ...[0, 1].map((parity) => words.filter((_, at) => at % 2 === parity).join(' ')),
    words.map((word) => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')).join(' '),
    joinedLetters(text),
    plainLetters(text),
    ...fromBytes(text),
  ].filter((one) => one !== text && one.trim() !== '');
}

const half = 13;

function moved(letter: string): string {
  const base = letter < 'a' ? 65 : 97;
  return String.fromCharCode(((letter.charCodeAt(0) - base + half) % 26) + base);
}

/** "N.e.v.e.r / t.e.l.l": single letters with one sign between them are words, longer gaps part the words. */
function joinedLetters(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])\p{L}(?:[ .,_*·-]\p{L}(?![\p{L}\p{N}])){2,}/gu, (run) =>
    run.replace(/[ .,_*·-]/gu, ''),
  );
}

const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', к: 'k', м: 'm', т: 't', н: 'h', в: 'b', ѕ: 's', ј: 'j',
  α: 'a', ο: 'o', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ρ: 'p', τ: 't', υ: 'u', '0': 'o', '1': 'i', '3': 'e', '4': 'a',
  '5': 's', '7': 't', '@': 'a', $: 's',
}; // prettier-ignore

function plainLetters(text: string): string {
  return text.toLowerCase().replace(/./gu, (one) => lookAlikes[one] ?? one);
}

/** Shorter pieces are words. */
const fewestSigns = 16;

function fromBytes(text: string): readonly string[] {
  const found: string[] = [];
  for (const [pattern, encoding] of encodings) {
    const pieces = text.match(pattern) ?? [];
    // Words of the sentence around it look like its first pieces.
    const joined = pieces.slice(0, mostSkipped).map((_, at) => pieces.slice(at).join('').replaceAll('=', ''));
    for (const piece of [...pieces, ...joined]) {
      if (piece.length < fewestSigns) continue;
      const decoded = Buffer.from(piece.replaceAll('-', '+').replaceAll('_', '/'), encoding).toString('utf8');
      // Bytes that are no text are something else.
      if (!/[\u{fffd}\p{Cc}]/u.test(decoded.slice(0, fewestSigns))) found.push(decoded);
    }
  }
  return found;
}

const mostSkipped = 12;

const encodings: readonly (readonly [RegExp, 'base64' | 'hex'])[] = [
  [/(?<![\p{L}\p{N}])[A-Za-z0-9+/_-]{4,}={0,2}(?![\p{L}\p{N}])/gu, 'base64'],
  [/(?<![\p{L}\p{N}])(?:[0-9a-fA-F]{2}){2,}(?![\p{L}\p{N}])/gu, 'hex'],
];

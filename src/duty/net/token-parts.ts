import { hash } from './features.js';
import type { Reading } from './reading.js';

/** A token as the convolution sees it: numbers of its concepts, and buckets of its pieces. */
export interface TokenParts {
  readonly concepts: readonly number[];
  readonly pieces: readonly number[];
}

/** Tokens that are no words, as concepts above those of the lexicon. */
const signs = [
  '<',
  '>',
  '?',
  '.',
  ',',
  '#few',
  '#minor',
  '#adult',
  '#year',
  '#many',
  '"',
  'mark',
  'unknown',
] as const;
export const signCount = signs.length;

const shortestPiece = 3;
const longestPiece = 4;

/** With a sign before the first token and one behind the last. */
export function tokenParts(
  { tokens }: Reading,
  lexiconSize: number,
  pieceBuckets: number,
): readonly TokenParts[] {
  const sign = (name: (typeof signs)[number]): number => lexiconSize + signs.indexOf(name);
  const frame = (name: '<' | '>'): TokenParts => ({ concepts: [sign(name)], pieces: [] });
  return [
    frame('<'),
    ...tokens.map(({ text, kind, concepts, isQuoted }): TokenParts => {
      const quoted = isQuoted ? [sign('"')] : [];
      if (kind === 'number')
        return { concepts: [...concepts, sign(numberSign(text)), ...quoted], pieces: [] };
      if (kind === 'mark') {
        const known = text === '?' || text === '.' || text === ',' ? text : 'mark';
        return {
          concepts: [sign(known), ...quoted],
          pieces: known === 'mark' ? [hash(text) % pieceBuckets] : [],
        };
      }
      return {
        concepts: concepts.length > 0 ? [...concepts, ...quoted] : [sign('unknown'), ...quoted],
        pieces: piecesOf(text, pieceBuckets),
      };
    }),
    frame('>'),
  ];
}

function numberSign(text: string): (typeof signs)[number] {
  const value = Number(text);
  if (value < 6) return '#few';
  if (value < 18) return '#minor';
  if (value < 100) return '#adult';
  return text.length === 4 ? '#year' : '#many';
}

function piecesOf(word: string, buckets: number): readonly number[] {
  const framed = `^${word}$`;
  const found = [hash(`word ${word}`) % buckets];
  for (let length = shortestPiece; length <= longestPiece; length += 1)
    for (let from = 0; from + length <= framed.length; from += 1)
      found.push(hash(framed.slice(from, from + length)) % buckets);
  return found;
}

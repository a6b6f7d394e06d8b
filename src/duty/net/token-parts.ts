import { recently } from '../../lib/recently.js';
import { hash } from './features.js';
import type { Reading } from './reading.js';

/** A token as the convolution sees it: numbers of its concepts, and buckets of its pieces. */
export interface TokenParts {
  /** Tokens of the same name have the same parts. */
  readonly name: string;
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
  const frame = (name: '<' | '>'): TokenParts => ({ name, concepts: [sign(name)], pieces: [] });
  return [
    frame('<'),
    ...tokens.map(({ text, kind, concepts, isQuoted }): TokenParts => {
      const quoted = isQuoted ? [sign('"')] : [];
      if (kind === 'number') return named('', [...concepts, sign(numberSign(text)), ...quoted], []);
      if (kind === 'mark') {
        const known = text === '?' || text === '.' || text === ',' ? text : 'mark';
        return known === 'mark'
          ? named(text, [sign(known), ...quoted], [hash(text) % pieceBuckets])
          : named('', [sign(known), ...quoted], []);
      }
      const meant = concepts.length > 0 ? concepts : [sign('unknown')];
      return named(text, [...meant, ...quoted], wordPieces(`${pieceBuckets} ${text}`));
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

/** Concepts are numbers, and no token has a line break in it. */
function named(text: string, concepts: readonly number[], pieces: readonly number[]): TokenParts {
  return { name: `${text}\n${concepts.join(' ')}`, concepts, pieces };
}

/** Half of all tokens of a talk are of a few hundred words. */
const rememberedWords = 1_024;
const wordPieces = recently(rememberedWords, piecesIn);

/** @param countAndWord how many buckets there are, a space, and the word */
function piecesIn(countAndWord: string): readonly number[] {
  const space = countAndWord.indexOf(' ');
  const buckets = Number(countAndWord.slice(0, space));
  const word = countAndWord.slice(space + 1);
  const framed = `^${word}$`;
  const found = [hash(`word ${word}`) % buckets];
  for (let length = shortestPiece; length <= longestPiece; length += 1)
    for (let from = 0; from + length <= framed.length; from += 1)
      found.push(hash(framed.slice(from, from + length)) % buckets);
  return found;
}

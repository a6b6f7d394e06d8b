import { isWord, plainForm, tokensOf } from './tokens.js';

/** Buckets that features are hashed into: with one byte for each of seven emotions, 1.8 MB. */
export const bucketBits = 18;
const bucketMask = (1 << bucketBits) - 1;

/** Lengths of the pieces of words that are looked at. */
const shortestPiece = 2;
const longestPiece = 5;

/** The three kinds are weighed against one another, each as one vector of this length. Chosen on the dev split. */
const lengths = { words: 1, pairs: 0.6, pieces: 1 } as const;

const seeds = { words: 0x811c9dc5, pairs: 0x01234567, pieces: 0x2f0b4a27 } as const;

/** Bucket numbers and the value that every feature of that bucket's kind has in this message. */
export interface Features {
  readonly words: ReadonlySet<number>;
  readonly pairs: ReadonlySet<number>;
  readonly pieces: ReadonlySet<number>;
  readonly value: { readonly words: number; readonly pairs: number; readonly pieces: number };
}

/**
 * A message as hashed features: its words and signs, pairs of neighbours, pieces of two to five letters of each word,
 * shouting, and its rough length. The training script uses this same function.
 */
export function featuresOf(text: string): Features {
  return featuresOfTokens(tokensOf(text));
}

/** As `featuresOf`, where the pieces of the message are known already. */
export function featuresOfTokens(tokens: readonly string[]): Features {
  const words = new Set<number>();
  const pairs = new Set<number>();
  const pieces = new Set<number>();
  let shouted = 0;
  let before = '^';
  for (const token of tokens) {
    const form = /^\p{N}/u.test(token) ? '0' : plainForm(token);
    words.add(hash(form, seeds.words));
    pairs.add(hash(`${before} ${form}`, seeds.pairs));
    if (isWord(form)) {
      addPieces(`^${form}$`, pieces);
      if (isShouted(token)) shouted += 1;
    }
    before = form;
  }
  pairs.add(hash(`${before} $`, seeds.pairs));
  if (shouted > 0) addSign(`#shouted${Math.min(shouted, 3)}`, words);
  addSign(`#length${Math.min(6, Math.floor(Math.log2(tokens.length + 1)))}`, words);
  return {
    words,
    pairs,
    pieces,
    value: {
      words: lengths.words / Math.sqrt(words.size),
      pairs: lengths.pairs / Math.sqrt(pairs.size),
      pieces: pieces.size === 0 ? 0 : lengths.pieces / Math.sqrt(pieces.size),
    },
  };
}

const isShouted = (word: string): boolean =>
  word.length > 2 && word === word.toUpperCase() && word !== word.toLowerCase();

function addSign(name: string, words: Set<number>): void {
  words.add(hash(name, seeds.words));
}

function addPieces(word: string, pieces: Set<number>): void {
  for (let from = 0; from + shortestPiece <= word.length; from += 1) {
    const end = Math.min(word.length, from + longestPiece);
    // Each piece continues the one before it by a letter, and its hash with it.
    let value: number = seeds.pieces;
    for (let at = from; at < end; at += 1) {
      value = Math.imul(value ^ word.charCodeAt(at), prime);
      if (at - from + 1 >= shortestPiece) pieces.add(bucketOf(value));
    }
  }
}

const prime = 0x01000193;

/** FNV-1a over UTF-16 units with a final mix, cut to the bucket. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), prime);
  return bucketOf(value);
}

function bucketOf(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) & bucketMask;
}

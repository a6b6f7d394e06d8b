import type { Reading, ReadToken } from './reading.js';

/** Hashed features by kind; every feature of a kind has the same value, so that each kind is one vector. */
export interface Features {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
}

/** What each kind of features weighs against the others. Chosen by cross-validation. */
const lengths = { words: 1, pairs: 0.8, pieces: 1, across: 0.5, concepts: 1.4, form: 0.3 } as const;
type Kind = keyof typeof lengths;
const kinds = Object.keys(lengths) as readonly Kind[];

const shortestPiece = 3;
const longestPiece = 5;
const acrossLength = 5;
/** Concepts so far apart still make a pair. */
const window = 5;

/**
 * A reading as features: words, runs of up to three and pairs with one word between, pieces of words and pieces that
 * reach across them, concepts in runs and near one another, and the form of the whole.
 * @param bucketBits how many buckets there are: two to this power
 */
export function featuresOf({ tokens, languages }: Reading, bucketBits: number): Features {
  const mask = (1 << bucketBits) - 1;
  const sets: Record<Kind, Set<number>> = {
    words: new Set(),
    pairs: new Set(),
    pieces: new Set(),
    across: new Set(),
    concepts: new Set(),
    form: new Set(),
  };
  const add = (kind: Kind, text: string): void => void sets[kind].add(hash(text) & mask);
  const said = tokens.filter(({ kind }) => kind !== 'mark');
  const texts = said.map(({ text, kind }) => (kind === 'number' ? numberClass(text) : text));
  for (const { text, kind } of tokens) add('words', `w ${kind === 'number' ? numberClass(text) : text}`);
  addRuns(texts, (text) => add('pairs', `p ${text}`));
  for (const { text, kind } of said)
    if (kind === 'word') addPieces(`^${text}$`, (piece) => add('pieces', piece));
  addAcross(texts, (piece) => add('across', `a ${piece}`));
  addConcepts(tokens, (text) => add('concepts', `c ${text}`));
  for (const text of formOf(tokens, said.length, languages)) add('form', `f ${text}`);
  const size = kinds.reduce((sum, kind) => sum + sets[kind].size, 0);
  const buckets = new Int32Array(size);
  const values = new Float32Array(size);
  let at = 0;
  for (const kind of kinds) {
    const value = lengths[kind] / Math.sqrt(Math.max(1, sets[kind].size));
    for (const bucket of sets[kind]) {
      buckets[at] = bucket;
      values[at] = value;
      at += 1;
    }
  }
  return { buckets, values };
}

function addRuns(texts: readonly string[], add: (text: string) => void): void {
  const framed = ['^', ...texts, '$'];
  for (let at = 0; at + 1 < framed.length; at += 1) {
    const [one = '', two = '', three] = framed.slice(at, at + 3);
    add(`${one} ${two}`);
    if (three === undefined) continue;
    add(`${one} ${two} ${three}`);
    add(`${one} _ ${three}`);
  }
}

function addPieces(word: string, add: (piece: string) => void): void {
  for (let from = 0; from + shortestPiece <= word.length; from += 1) {
    const end = Math.min(word.length, from + longestPiece);
    for (let to = from + shortestPiece; to <= end; to += 1) add(word.slice(from, to));
  }
}

/** Pieces with a gap between words in them: they survive a word that is cut in two or run into the next. */
function addAcross(texts: readonly string[], add: (piece: string) => void): void {
  const joined = texts.join('_');
  for (let at = 0; at + acrossLength <= joined.length; at += 1) {
    const piece = joined.slice(at, at + acrossLength);
    if (piece.includes('_')) add(piece.replace('_', ''));
  }
}

function addConcepts(tokens: readonly ReadToken[], add: (text: string) => void): void {
  const sequence = tokens
    .map(({ concepts, text, kind }) => (kind === 'mark' ? markConcept(text) : concepts))
    .filter((concepts) => concepts.length > 0);
  sequence.forEach((concepts, at) => {
    for (const one of concepts) {
      add(String(one));
      for (let next = at + 1; next < Math.min(sequence.length, at + window + 1); next += 1) {
        for (const other of sequence[next] ?? []) {
          add(one < other ? `${one}~${other}` : `${other}~${one}`);
          if (next === at + 1) add(`${one}>${other}`);
        }
      }
    }
  });
  const firsts = ['^', ...sequence.map(([first]) => String(first)), '$'];
  for (let at = 0; at + 2 < firsts.length; at += 1) add(firsts.slice(at, at + 3).join('>'));
  for (let at = 0; at + 3 < firsts.length; at += 1) add(firsts.slice(at, at + 4).join('>'));
}

/** Numbers by what they could be of a person. */
function numberClass(text: string): string {
  const value = Number(text);
  if (value < 6) return '#few';
  if (value < 18) return '#minor';
  if (value < 100) return '#adult';
  return text.length === 4 ? '#year' : '#many';
}

/** Marks have numbers below those of concepts. */
function markConcept(mark: string): readonly number[] {
  if (mark === '?') return [-1];
  return mark === '.' ? [-2] : [];
}

function formOf(
  tokens: readonly ReadToken[],
  words: number,
  languages: readonly string[],
): readonly string[] {
  const last = tokens.at(-1)?.text ?? '';
  const known = tokens.filter(({ concepts }) => concepts.length > 0).length;
  return [
    `length ${Math.min(7, Math.floor(2 * Math.log2(words + 1)))}`,
    `ends ${last === '?' ? '?' : ''}`,
    ...(tokens.some(({ text, kind }) => kind === 'mark' && text === '?') ? ['asks'] : []),
    ...(tokens.some(({ isQuoted }) => isQuoted) ? ['quotes'] : []),
    ...(languages.length === 1 ? [`language ${languages[0] ?? ''}`] : []),
    `known ${words === 0 ? 0 : Math.round((4 * known) / words)}`,
  ];
}

/** FNV-1a over UTF-16 units with a final mix. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

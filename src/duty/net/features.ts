import { once } from '../../lib/once.js';
import { recently } from '../../lib/recently.js';
import { BucketRoom } from './bucket-room.js';
import type { Reading, ReadToken } from './reading.js';

/** Hashed features by kind; every feature of a kind has the same value, so that each kind is one vector. */
export interface Features {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
}

/** What each kind of features weighs against the others. Chosen on sentences of a writer the nets had not seen. */
const lengths = { words: 1, pairs: 0.8, pieces: 0.6, across: 0.3, concepts: 2.1, form: 0.3 } as const;
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
  const said = tokens.filter(({ kind }) => kind !== 'mark');
  const texts = said.map(({ text, kind }) => (kind === 'number' ? numberClass(text) : text));
  const found = room();
  const ends = kinds.map((kind) => {
    addOf[kind]({ tokens, said, texts, languages, mask }, found);
    return found.endKind();
  });
  const buckets = found.taken();
  const values = new Float32Array(buckets.length);
  kinds.forEach((kind, at) => {
    const [from, end] = [ends[at - 1] ?? 0, ends[at] ?? 0];
    values.fill(lengths[kind] / Math.sqrt(Math.max(1, end - from)), from, end);
  });
  return { buckets, values };
}

/** The same room for one text after another. */
const room = once(() => new BucketRoom());

/** What the features of a kind are made from. */
interface Said {
  readonly tokens: readonly ReadToken[];
  /** Without marks. */
  readonly said: readonly ReadToken[];
  /** Of these, numbers by their class. */
  readonly texts: readonly string[];
  readonly languages: readonly string[];
  readonly mask: number;
}

const addOf: Readonly<Record<Kind, (said: Said, found: BucketRoom) => void>> = {
  words: ({ tokens, mask }, found) => {
    for (const { text, kind } of tokens)
      found.push(finish(extend(begun.word, kind === 'number' ? numberClass(text) : text)) & mask);
  },
  pairs: ({ texts, mask }, found) => addRuns(texts, mask, found),
  pieces: ({ said, mask }, found) => {
    for (const { text, kind } of said) if (kind === 'word') addPieces(`^${text}$`, mask, found);
  },
  across: ({ texts, mask }, found) => addAcross(texts, mask, found),
  concepts: ({ tokens, mask }, found) => addConcepts(tokens, mask, found),
  form: ({ tokens, said, languages, mask }, found) => {
    for (const text of formOf(tokens, said.length, languages))
      found.push(finish(extend(begun.form, text)) & mask);
  },
};

function addRuns(texts: readonly string[], mask: number, found: BucketRoom): void {
  const framed = ['^', ...texts, '$'];
  for (let at = 0; at + 1 < framed.length; at += 1) {
    const first = extend(extend(begun.pair, framed[at] ?? ''), ' ');
    const both = extend(first, framed[at + 1] ?? '');
    found.push(finish(both) & mask);
    const third = framed[at + 2];
    if (third === undefined) continue;
    found.push(finish(extend(extend(both, ' '), third)) & mask);
    found.push(finish(extend(extend(first, '_ '), third)) & mask);
  }
}

function addPieces(word: string, mask: number, found: BucketRoom): void {
  for (let from = 0; from + shortestPiece <= word.length; from += 1) {
    const end = Math.min(word.length, from + longestPiece);
    let state = start;
    for (let at = from; at < end; at += 1) {
      state = extendBy(state, word.charCodeAt(at));
      if (at - from + 1 >= shortestPiece) found.push(finish(state) & mask);
    }
  }
}

const gap = '_'.charCodeAt(0);

/** Pieces with a gap between words in them: they survive a word that is cut in two or run into the next. */
function addAcross(texts: readonly string[], mask: number, found: BucketRoom): void {
  const joined = texts.join('_');
  for (let from = 0; from + acrossLength <= joined.length; from += 1) {
    let state = begun.across;
    let gaps = 0;
    for (let at = from; at < from + acrossLength; at += 1) {
      const unit = joined.charCodeAt(at);
      // The first gap is left out, as if nobody had typed it.
      if (unit === gap) gaps += 1;
      if (unit !== gap || gaps > 1) state = extendBy(state, unit);
    }
    if (gaps > 0) found.push(finish(state) & mask);
  }
}

function addConcepts(tokens: readonly ReadToken[], mask: number, found: BucketRoom): void {
  const sequence: (readonly Concept[])[] = [];
  for (const { concepts, text, kind } of tokens) {
    const meant = kind === 'mark' ? markConcept(text) : concepts;
    if (meant.length > 0) sequence.push(meant.map(conceptOf));
  }
  sequence.forEach((concepts, at) => {
    for (const one of concepts) {
      found.push(finish(one.state) & mask);
      for (let next = at + 1; next < Math.min(sequence.length, at + window + 1); next += 1) {
        for (const other of sequence[next] ?? []) {
          const [low, high] = one.concept < other.concept ? [one, other] : [other, one];
          found.push(finish(extend(low.beside, high.name)) & mask);
          if (next === at + 1) found.push(finish(extend(one.before, other.name)) & mask);
        }
      }
    }
  });
  // Framed by a beginning and an end.
  const first = (at: number): string =>
    at === 0 ? '^' : at > sequence.length ? '$' : (sequence[at - 1]?.[0]?.name ?? '');
  for (let at = 0; at < sequence.length; at += 1) {
    const two = extend(extend(extend(begun.concept, first(at)), '>'), first(at + 1));
    const three = extend(extend(two, '>'), first(at + 2));
    found.push(finish(three) & mask);
    if (at + 2 <= sequence.length) found.push(finish(extend(extend(three, '>'), first(at + 3))) & mask);
  }
}

/** A concept with the hashes of what begins with it. */
interface Concept {
  readonly concept: number;
  readonly name: string;
  readonly state: number;
  readonly beside: number;
  readonly before: number;
}

/** More than the lexicon has: each is made once. */
const mostConcepts = 4_096;
const conceptNamed = recently(mostConcepts, (name): Concept => {
  const state = extend(begun.concept, name);
  return { concept: Number(name), name, state, beside: extend(state, '~'), before: extend(state, '>') };
});
const conceptOf = (concept: number): Concept => conceptNamed(String(concept));

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

/** FNV-1a over UTF-16 units, continued unit by unit, with a final mix. */
const start = 0x811c9dc5;
const prime = 0x01000193;

function extendBy(state: number, unit: number): number {
  return Math.imul(state ^ unit, prime);
}

function extend(state: number, text: string): number {
  let value = state;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), prime);
  return value;
}

function finish(state: number): number {
  const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

/** The kinds are kept apart by how their features begin. */
const begun = {
  word: extend(start, 'w '),
  pair: extend(start, 'p '),
  across: extend(start, 'a '),
  concept: extend(start, 'c '),
  form: extend(start, 'f '),
} as const;

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
  const found: Record<Kind, number[]> = {
    words: [],
    pairs: [],
    pieces: [],
    across: [],
    concepts: [],
    form: [],
  };
  const said = tokens.filter(({ kind }) => kind !== 'mark');
  const texts = said.map(({ text, kind }) => (kind === 'number' ? numberClass(text) : text));
  for (const { text, kind } of tokens)
    found.words.push(finish(extend(begun.word, kind === 'number' ? numberClass(text) : text)) & mask);
  addRuns(texts, mask, found.pairs);
  for (const { text, kind } of said) if (kind === 'word') addPieces(`^${text}$`, mask, found.pieces);
  addAcross(texts, mask, found.across);
  addConcepts(tokens, mask, found.concepts);
  for (const text of formOf(tokens, said.length, languages))
    found.form.push(finish(extend(begun.form, text)) & mask);
  const distinct = kinds.map((kind) => ({ value: lengths[kind], buckets: distinctIn(found[kind]) }));
  const size = distinct.reduce((sum, kind) => sum + kind.buckets.length, 0);
  const buckets = new Int32Array(size);
  const values = new Float32Array(size);
  let at = 0;
  for (const kind of distinct) {
    buckets.set(kind.buckets, at);
    values.fill(kind.value / Math.sqrt(Math.max(1, kind.buckets.length)), at, at + kind.buckets.length);
    at += kind.buckets.length;
  }
  return { buckets, values };
}

/** Each once, in rising order. Sorting leaves a third of the garbage of a set, and every message is read four times over. */
function distinctIn(numbers: readonly number[]): Int32Array {
  const sorted = Int32Array.from(numbers).sort();
  let size = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    const one = sorted[at] ?? 0;
    if (at > 0 && one === sorted[size - 1]) continue;
    sorted[size] = one;
    size += 1;
  }
  return sorted.subarray(0, size);
}

function addRuns(texts: readonly string[], mask: number, found: number[]): void {
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

function addPieces(word: string, mask: number, found: number[]): void {
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
function addAcross(texts: readonly string[], mask: number, found: number[]): void {
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

function addConcepts(tokens: readonly ReadToken[], mask: number, found: number[]): void {
  const sequence = tokens
    .map(({ concepts, text, kind }) => (kind === 'mark' ? markConcept(text) : concepts))
    .filter((concepts) => concepts.length > 0)
    .map((concepts) =>
      concepts.map((concept) => ({
        concept,
        name: String(concept),
        state: extend(begun.concept, String(concept)),
      })),
    );
  sequence.forEach((concepts, at) => {
    for (const one of concepts) {
      found.push(finish(one.state) & mask);
      for (let next = at + 1; next < Math.min(sequence.length, at + window + 1); next += 1) {
        for (const other of sequence[next] ?? []) {
          const [low, high] = one.concept < other.concept ? [one, other] : [other, one];
          found.push(finish(extend(extend(low.state, '~'), high.name)) & mask);
          if (next === at + 1) found.push(finish(extend(extend(one.state, '>'), other.name)) & mask);
        }
      }
    }
  });
  const firsts = ['^', ...sequence.map(([first]) => first?.name ?? ''), '$'];
  for (let at = 0; at + 2 < firsts.length; at += 1) {
    const three = extend(begun.concept, firsts.slice(at, at + 3).join('>'));
    found.push(finish(three) & mask);
    const fourth = firsts[at + 3];
    if (fourth !== undefined) found.push(finish(extend(extend(three, '>'), fourth)) & mask);
  }
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

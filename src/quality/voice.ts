import { recentlyWith } from '../lib/recently.js';
import { styleTokens } from './voice-tokens.js';
import type { IsStyleWord } from './voice-words.js';

/**
 * What of a text's style is counted, and what each is worth. Pairs and triples of words of manner tell most. The worths
 * are round numbers, set once and not fitted: see docs/drift.md for what they reach.
 */
const kinds = { words: 1, pairs: 1, triples: 1, skips: 1, shape: 0.5, marks: 0.3 } as const;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as readonly Kind[];

/** How many made-up tokens of everybody's style are mixed into a voice: 25 lines are about 2,000 tokens. */
const usualSmoothing = 800;

type Counts = ReadonlyMap<string, number>;
type Sample = Readonly<Record<Kind, Counts>>;

/** How somebody writes, counted over lines of theirs. */
export interface Voice {
  readonly isStyleWord: IsStyleWord;
  /** How often a token was used; undefined for one that never was. */
  readonly counts: Readonly<Record<Kind, Pick<Counts, 'get'>>>;
  readonly totals: Readonly<Record<Kind, number>>;
}

/** A voice whose tokens can be gone through. */
export interface LearntVoice extends Voice {
  readonly counts: Sample;
}

export function learnVoice(lines: readonly string[], isStyleWord: IsStyleWord): LearntVoice {
  const counts = sampleOf(lines, isStyleWord);
  return {
    isStyleWord,
    counts,
    totals: perKind((kind) => [...counts[kind].values()].reduce((sum, count) => sum + count, 0)),
  };
}

/** The voice of the lines that are left when some of them are taken away, without reading them again. */
export function voiceWithout(all: Voice, some: Voice): Voice {
  return {
    isStyleWord: all.isStyleWord,
    counts: perKind((kind) => ({
      get: (token) => {
        const count = all.counts[kind].get(token);
        return count === undefined ? undefined : count - (some.counts[kind].get(token) ?? 0) || undefined;
      },
    })),
    totals: perKind((kind) => all.totals[kind] - some.totals[kind]),
  };
}

/** Several voices of one language, against one another. */
export interface VoicePanel {
  /**
   * One number per voice, in their order: how much more the text is like it than like the others, in standard deviations
   * among them. Needs some ten voices to mean something.
   */
  likeness(text: string): readonly number[];
  /** The same of several replies: the mean of each. */
  likenessOfWindow(texts: readonly string[]): readonly number[];
  /** Likelihood of the text's style in each voice against that in all of them; works from two voices on. */
  evidence(text: string): readonly number[];
}

export function createVoicePanel(voices: readonly Voice[]): VoicePanel {
  const [first] = voices;
  if (first === undefined) throw new Error('a panel needs voices');
  const tables = kindNames.map((kind) => ratioTable(voices, kind));
  const ratios = (text: string): readonly (readonly number[])[] => {
    const sample = sampleOfText(text, first.isStyleWord);
    return kindNames.map((kind, at) => meanRatios(sample[kind], tables[at], voices.length));
  };
  const likeness = (text: string): readonly number[] => weighted(ratios(text).map(normalised), voices.length);
  return {
    likeness,
    likenessOfWindow: (texts) => means(texts.map(likeness), voices.length),
    evidence: (text) => weighted(ratios(text), voices.length),
  };
}

/**
 * For each token somebody used, per voice: the logarithm of how much more often it uses it than all do; undefined for a
 * token nobody used. A table is asked for the tokens of a few replies out of thousands: each is computed when it is asked for.
 */
type RatioTable = (token: string) => readonly number[] | undefined;

function ratioTable(voices: readonly Voice[], kind: Kind): RatioTable {
  const known = new Map<string, readonly number[]>();
  return (token) => {
    const found = known.get(token);
    if (found !== undefined) return found;
    // Each voice counts the same, however long its lines are.
    let share = 0;
    for (const { counts, totals } of voices) {
      const count = counts[kind].get(token);
      if (count !== undefined) share += count / totals[kind] / voices.length;
    }
    if (share === 0) return undefined;
    const ratios = voices.map(({ counts, totals }) => {
      const own = ((counts[kind].get(token) ?? 0) + usualSmoothing * share) / (totals[kind] + usualSmoothing);
      return Math.log(own / share);
    });
    known.set(token, ratios);
    return ratios;
  };
}

interface Use {
  /** Which voice of the shelf. */
  readonly by: number;
  readonly count: number;
  readonly total: number;
}

/** Voices to compare others with, and who of them uses a token. */
export interface VoiceShelf {
  readonly voices: readonly LearntVoice[];
  readonly uses: Readonly<Record<Kind, ReadonlyMap<string, readonly Use[]>>>;
}

export function shelve(voices: readonly LearntVoice[]): VoiceShelf {
  const usesOf = (kind: Kind): ReadonlyMap<string, readonly Use[]> => {
    const uses = new Map<string, Use[]>();
    voices.forEach(({ counts, totals }, by) => {
      for (const [token, count] of counts[kind]) {
        const use = { by, count, total: totals[kind] };
        const known = uses.get(token);
        if (known === undefined) uses.set(token, [use]);
        else known.push(use);
      }
    });
    return uses;
  };
  return { voices, uses: perKind(usesOf) };
}

/**
 * What `evidence` of a panel of one voice and those of a shelf says, that voice first, for texts that are seen once: most
 * tokens of a text are used by none of the shelf or by one, and the others need not be asked.
 */
export function evidenceAgainst(
  own: Voice,
  shelf: VoiceShelf,
  smoothing = usualSmoothing,
): (text: string) => readonly number[] {
  const size = shelf.voices.length + 1;
  return (text) => {
    const sample = sampleOfText(text, own.isStyleWord);
    return weighted(
      kindNames.map((kind) => againstShelf(sample[kind], own, shelf, kind, smoothing)),
      size,
    );
  };
}

function againstShelf(
  sample: Counts,
  own: Voice,
  { voices, uses }: VoiceShelf,
  kind: Kind,
  smoothing: number,
): readonly number[] {
  // Of a token it does not use, a voice's ratio is the same whatever the token.
  const unused = voices.map(({ totals }) => Math.log(smoothing / (totals[kind] + smoothing)));
  const more = new Float64Array(voices.length);
  const ownCounts = own.counts[kind];
  const ownTotal = own.totals[kind];
  let mine = 0;
  let weights = 0;
  for (const [token, count] of sample) {
    const using = uses[kind].get(token) ?? [];
    const ownCount = ownCounts.get(token) ?? 0;
    if (ownCount === 0 && using.length === 0) continue;
    let rates = ownCount === 0 ? 0 : ownCount / ownTotal;
    for (const use of using) rates += use.count / use.total;
    const madeUp = (smoothing * rates) / (voices.length + 1);
    const weight = Math.log2(1 + count);
    weights += weight;
    mine += weight * Math.log(((ownCount + madeUp) / (ownTotal + smoothing) / madeUp) * smoothing);
    for (const use of using) more[use.by] = (more[use.by] ?? 0) + weight * Math.log1p(use.count / madeUp);
  }
  const per = Math.max(1, weights);
  return [mine / per, ...unused.map((value, by) => (value * weights + (more[by] ?? 0)) / per)];
}

/** Per voice the mean over the sample's tokens; repeats count by their logarithm. */
function meanRatios(sample: Counts, table: RatioTable | undefined, size: number): readonly number[] {
  const sums = new Float64Array(size);
  let weights = 0;
  for (const [token, count] of sample) {
    const ratios = table?.(token);
    if (ratios === undefined) continue;
    const weight = Math.log2(1 + count);
    weights += weight;
    for (let index = 0; index < size; index += 1) {
      sums[index] = (sums[index] ?? 0) + weight * (ratios[index] ?? 0);
    }
  }
  return Array.from(sums, (sum) => sum / Math.max(1, weights));
}

function normalised(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(variance);
  return values.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation));
}

function weighted(perKind: readonly (readonly number[])[], size: number): readonly number[] {
  return Array.from({ length: size }, (_, index) =>
    kindNames.reduce((sum, kind, at) => sum + kinds[kind] * (perKind[at]?.[index] ?? 0), 0),
  );
}

function means(lists: readonly (readonly number[])[], size: number): readonly number[] {
  return Array.from(
    { length: size },
    (_, index) => lists.reduce((sum, list) => sum + (list[index] ?? 0), 0) / Math.max(1, lists.length),
  );
}

/** A reply is looked at from several sides, one after another. */
const remembered = 8;
const sampleOfText = recentlyWith(
  remembered,
  (text: string, isStyleWord: IsStyleWord) => sampleOf([text], isStyleWord),
  (text) => text,
);

function perKind<T>(of: (kind: Kind) => T): Readonly<Record<Kind, T>> {
  return Object.fromEntries(kindNames.map((kind) => [kind, of(kind)])) as Record<Kind, T>;
}

function sampleOf(lines: readonly string[], isStyleWord: IsStyleWord): Sample {
  const counts = perKind(() => new Map<string, number>());
  const add = (kind: Kind, token: string): void => {
    counts[kind].set(token, (counts[kind].get(token) ?? 0) + 1);
  };
  for (const line of lines) addLine(line, isStyleWord, add);
  return counts;
}

function addLine(line: string, isStyleWord: IsStyleWord, add: (kind: Kind, token: string) => void): void {
  const tokens = styleTokens(line, isStyleWord);
  const framed = ['^', '^', ...tokens, '$'];
  for (const token of tokens) add('words', token);
  for (let at = 2; at < framed.length; at += 1) {
    add('pairs', `${framed[at - 1]} ${framed[at]}`);
    add('triples', `${framed[at - 2]} ${framed[at - 1]} ${framed[at]}`);
  }
  const manner = tokens.filter((token) => !token.startsWith('*'));
  for (let at = 1; at < manner.length; at += 1) add('skips', `${manner[at - 1]} ${manner[at]}`);
  const marks = tokens.filter((token) => /^[^\p{L}\p{N}*#']/u.test(token));
  marks.forEach((mark, at) => {
    add('marks', mark);
    if (at > 0) add('marks', `${marks[at - 1]}${mark}`);
  });
  for (const token of shapeOf(line, tokens)) add('shape', token);
}

/** Length of the message, of its sentences, and their number, in steps of half a doubling. */
function shapeOf(line: string, tokens: readonly string[]): readonly string[] {
  const step = (count: number): number => Math.round(2 * Math.log2(count + 1));
  const words = tokens.filter((token) => /^[\p{L}*']/u.test(token) && token !== '*a').length;
  const sentences = line.split(/[.!?。！？]+(?:\s|$)/u).filter((sentence) => sentence.trim() !== '');
  return [
    `length ${step(words)}`,
    `sentences ${Math.min(8, sentences.length)}`,
    ...sentences.map((sentence) => `sentence ${step(sentence.trim().split(/\s+/u).length)}`),
  ];
}

import type { ModelFailure } from './contract.js';

/** Vectors of unit length in the order of the texts, or why there are none. */
export type Embedded =
  | { readonly ok: true; readonly vectors: readonly Float32Array[] }
  | { readonly ok: false; readonly failure: ModelFailure };

export interface EmbedOptions {
  readonly signal: AbortSignal;
  /** What is looked for, or what is kept: some models are told which. */
  readonly as: 'query' | 'passage';
}

/** Something that turns texts into vectors whose nearness is that of their meaning. Never rejects. */
export interface Embedder {
  /** Changes with everything that makes vectors incomparable: endpoint and model. */
  readonly name: string;
  embed(texts: readonly string[], options: EmbedOptions): Promise<Embedded>;
}

/**
 * What an adapter was given, as vectors of unit length; garbage where it is not one list of numbers for each text, all
 * of one length.
 */
export function unitVectors(lists: readonly unknown[], texts: number): Embedded {
  const vectors = lists.flatMap((list) => unitVector(list) ?? []);
  const [first] = vectors;
  const isWhole = lists.length === texts && vectors.length === texts;
  if (!isWhole || vectors.some(({ length }) => length !== first?.length)) {
    return { ok: false, failure: { kind: 'garbage', detail: 'not one vector for each text' } };
  }
  return { ok: true, vectors };
}

function unitVector(list: unknown): Float32Array | null {
  if (!Array.isArray(list) && !(list instanceof Float32Array)) return null;
  const numbers: readonly unknown[] = [...list];
  const vector = new Float32Array(numbers.length);
  let squares = 0;
  for (const [at, value] of numbers.entries()) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return null;
    vector[at] = value;
    squares += value * value;
  }
  if (squares === 0) return null;
  return vector.map((value) => value / Math.sqrt(squares));
}

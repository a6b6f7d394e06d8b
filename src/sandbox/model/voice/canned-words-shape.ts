import type { Moment } from './moments.js';

/**
 * Small talk of one language that fits anybody: each line is a whole answer or the beginning of one, asserts nothing
 * about the world, and is said in the character's own way of beginning and ending lines.
 */
export interface CannedWords {
  /** Words that tell the language by themselves. */
  readonly marks: ReadonlySet<string>;
  /** By what the message does. */
  readonly answers: Readonly<Record<Moment, readonly string[]>>;
  /** Said in front of another sentence; often nothing. */
  readonly openings: readonly string[];
  /** Said behind one, so that the talk goes on. */
  readonly goOn: readonly string[];
  /** Around something remembered, which answers a question. */
  readonly recalls: readonly string[];
  /** To a question about what was never told. */
  readonly notTold: readonly string[];
}

export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Randomness as a parameter: a seeded source makes a run repeatable. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
}

import { Rounds } from './rounds.js';

/** Resolves after whatever input is waiting has been looked at: a loop that never rests would keep it out. */
export function yieldToInput(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Rounds of the real event loop. */
export function systemRounds(): Rounds {
  return new Rounds((action) => void setImmediate(action));
}

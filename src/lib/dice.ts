/** Chance from a seed: the same seed and the same questions give the same answers. */
export interface Dice {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  isLuckyIn(share: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** Dice of their own for a part of the plan: what other parts ask does not change them. */
  fork(label: string | number): Dice;
}

/** Dice that words are the seed of: the same words, the same throws, on every machine. */
export function diceOf(words: string): Dice {
  return dice(0).fork(words);
}

export function dice(seed: number): Dice {
  const next = mulberry32(seed);
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    isLuckyIn: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    fork: (label) => dice(mixed(seed, String(label))),
  };
}

/** FNV-1a over the label, started from the seed. */
function mixed(seed: number, label: string): number {
  let state = (seed ^ 0x811c9dc5) >>> 0;
  for (let at = 0; at < label.length; at += 1) {
    state = Math.imul(state ^ label.charCodeAt(at), 0x01000193) >>> 0;
  }
  return state;
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}

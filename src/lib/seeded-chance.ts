/** Numbers in [0, 1) that depend on the words only: the same words, the same numbers, on every machine. */
export function seededChance(words: string): { next(): number } {
  let state = 0x811c9dc5;
  for (let at = 0; at < words.length; at += 1) {
    state = Math.imul(state ^ words.charCodeAt(at), 0x01000193) >>> 0;
  }
  return {
    // Mulberry32: small, fast, and good enough for spreads.
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
    },
  };
}

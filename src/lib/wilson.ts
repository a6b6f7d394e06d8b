export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 %. */
const z = 1.96;

/**
 * A share that was counted, with the interval it may really have (Wilson's score interval, E. B. Wilson 1927): true to
 * small counts, where the usual one says 0 +- 0. Null where nothing was counted.
 */
export function wilson(hits: number, of: number): Interval | null {
  if (of === 0) return null;
  const share = hits / of;
  const scale = 1 + (z * z) / of;
  const centre = (share + (z * z) / (2 * of)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { share, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

import type { Milliseconds } from '../../core/clock.js';

/** A moment as part of a file name, to the millisecond and in UTC; sorts by time. */
export function fileStamp(at: Milliseconds): string {
  return new Date(at).toISOString().replaceAll(':', '-');
}

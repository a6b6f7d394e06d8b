import type { Milliseconds } from '../../core/clock.js';

/** A time to the minute in UTC, as tables show it: `2026-01-05 09:30`. */
export function toMinute(time: Milliseconds | null): string {
  return time === null ? '-' : new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}

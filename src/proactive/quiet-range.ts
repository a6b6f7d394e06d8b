import type { Milliseconds } from '../core/clock.js';
import type { LocalTime, ZoneClock } from './local-time.js';

/** A stretch of the day on somebody's wall clock, in minutes since midnight; it may run over midnight. */
export interface QuietRange {
  readonly from: number;
  /** Not part of it any more. Never equal to `from`. */
  readonly to: number;
  /** The days it begins on, 0 for Monday; every day when left out. */
  readonly days?: readonly number[];
}

const day = 1_440;

/** Minutes until the range ends when it holds this moment, else null. */
function minutesLeft({ from, to, days }: QuietRange, { minute, weekday }: LocalTime): number | null {
  const begins = (on: number): boolean => days === undefined || days.includes(on);
  if (from < to) return minute >= from && minute < to && begins(weekday) ? to - minute : null;
  if (minute >= from && begins(weekday)) return day - minute + to;
  return minute < to && begins((weekday + 6) % 7) ? to - minute : null;
}

/** When the ranges that hold this moment have ended, on the clock's own account of the time; null when none holds it. */
export function quietUntil(
  ranges: readonly QuietRange[],
  zone: ZoneClock,
  at: Milliseconds,
): Milliseconds | null {
  const local = zone.local(at);
  const lefts = ranges.flatMap((range) => minutesLeft(range, local) ?? []);
  if (lefts.length === 0) return null;
  const end = local.minute + Math.max(...lefts);
  return zone.instant(local.day + Math.floor(end / day), end % day);
}

/** "22:00" as minutes since midnight. */
export function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
}

import type { Milliseconds } from '../core/clock.js';

/** How fast an account may write first to people who agreed to it. */
export interface IntroductionPace {
  readonly perDay: number;
  readonly minGapMs: Milliseconds;
  /** Hours of the character's day, from 0 to 24, between which one may leave. */
  readonly fromHour: number;
  readonly toHour: number;
}

/** Five a day over the waking hours (TELEGRAM 6). */
export const cautiousPace: IntroductionPace = {
  perDay: 5,
  minGapMs: 45 * 60_000,
  fromHour: 10,
  toHour: 21,
};

/** The time of day as hours since midnight, such as 13.5, where the character lives. */
export type HourOf = (at: Milliseconds) => number;

const hour = 3_600_000;

/** The pause between two of them that spreads a day's share over its waking hours. */
export function introductionGap({ perDay, minGapMs, fromHour, toHour }: IntroductionPace): Milliseconds {
  return Math.max(minGapMs, Math.floor(((toHour - fromHour) * hour) / perDay));
}

/** The first waking moment from `at` on. */
export function wakingMoment(at: Milliseconds, pace: IntroductionPace, hourOf: HourOf): Milliseconds {
  const now = hourOf(at);
  if (now >= pace.fromHour && now < pace.toHour) return at;
  return at + Math.ceil(((pace.fromHour - now + 24) % 24) * hour);
}

/** When each of `count` introductions is due, the first not before `from`. */
export function introductionTimes(
  count: number,
  from: Milliseconds,
  pace: IntroductionPace,
  hourOf: HourOf,
): readonly Milliseconds[] {
  const gap = introductionGap(pace);
  const times: Milliseconds[] = [];
  for (let next = wakingMoment(from, pace, hourOf); times.length < count;) {
    times.push(next);
    next = wakingMoment(next + gap, pace, hourOf);
  }
  return times;
}

/** The time of day a formatter with hours and minutes shows. */
export function hourOfDay(wallClock: Intl.DateTimeFormat): HourOf {
  return (at) => {
    const parts = wallClock.formatToParts(at);
    const part = (type: 'hour' | 'minute'): number =>
      Number(parts.find((one) => one.type === type)?.value ?? 0);
    return part('hour') + part('minute') / 60;
  };
}

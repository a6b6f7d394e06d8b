import type { Character } from '../character/character.js';
import type { Milliseconds } from '../core/clock.js';

/** What the character is doing, by its own clock and the day its author wrote. */
export interface Rhythm {
  readonly state: 'awake' | 'busy' | 'asleep';
  /** How long that lasts from now on. */
  readonly forMs: Milliseconds;
}

const dayMinutes = 1_440;
const minuteMs = 60_000;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

type Day = Pick<Character, 'day' | 'wallClock'>;

/** Busy counts only while awake: who sleeps, sleeps. */
export function rhythmAt({ day, wallClock }: Day, now: Milliseconds): Rhythm {
  const { minute, weekday } = localTime(wallClock, now);
  const isAsleep = isWithin(minute, day.sleep, day.wake);
  if (isAsleep) return { state: 'asleep', forMs: until(minute, day.wake) };
  const busy = day.busy.find(({ from, to, days }) => {
    if (!isWithin(minute, from, to)) return false;
    // What went over midnight began the day before.
    const began = minute < minuteOf(from) ? (weekday + 6) % 7 : weekday;
    const name = weekdays[began];
    return name !== undefined && days.includes(name);
  });
  if (busy) return { state: 'busy', forMs: until(minute, busy.to) };
  return { state: 'awake', forMs: until(minute, day.sleep) };
}

function localTime(wallClock: Intl.DateTimeFormat, now: Milliseconds) {
  const parts = wallClock.formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  const name = part('weekday').slice(0, 3).toLowerCase();
  return {
    minute: (Number(part('hour')) % 24) * 60 + Number(part('minute')),
    weekday: Math.max(
      0,
      weekdays.findIndex((one) => one === name),
    ),
  };
}

function isWithin(minute: number, from: string, to: string): boolean {
  const start = minuteOf(from);
  const length = (minuteOf(to) - start + dayMinutes) % dayMinutes;
  return (minute - start + dayMinutes) % dayMinutes < length;
}

function until(minute: number, to: string): Milliseconds {
  return ((minuteOf(to) - minute + dayMinutes) % dayMinutes || dayMinutes) * minuteMs;
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

import type { Milliseconds } from '../core/clock.js';
import type { HourActivity } from './activity.js';
import type { PersonZone } from './facts.js';
import { hourMs } from './local-time.js';
import type { Wish } from './wish.js';

/** Fewer days of messages say nothing about anybody's nights. */
const fewestDays = 6;
const fewestMessages = 30;
/** Without messages for so many hours in a row, on the average of days: a night. */
const nightHours = 8;
/** The middle of a night's sleep by the local clock; most people's lies between half past two and half past four. */
const middleOfNight = 3.5;
/** Below this the guess is worse than none. */
const leastConfidence = 0.6;
/** A place that is named so clearly leaves an hour of doubt, any other two. */
const wellFounded = 0.8;
/** From here on what they said about where they are needs no margin. */
const surely = 0.9;

/**
 * Where a person lives, as far as one can tell: what they said, else the zone in which the hours they never write in
 * would be the night. A guess is a fixed offset: it knows nothing of summer time, which the doubt about it covers.
 */
export function guessZone(
  { zone: stated, place }: Pick<Wish, 'zone' | 'place'>,
  activity: HourActivity,
  assumed: string,
): PersonZone {
  if (stated !== null) return { kind: 'stated', zone: stated };
  if (place !== null) {
    const { zone, confidence } = place;
    if (confidence >= surely) return { kind: 'stated', zone };
    return { kind: 'inferred', zone, confidence, doubtMs: confidence >= wellFounded ? hourMs : 2 * hourMs };
  }
  const { days, distinctDays, messages } = activity;
  const unknown: PersonZone = { kind: 'unknown', zone: assumed };
  if (distinctDays < fewestDays || messages < fewestMessages) return unknown;
  const total = days.reduce((sum, count) => sum + count, 0);
  const within = (from: number): number =>
    Array.from({ length: nightHours }, (_, hour) => days[(from + hour) % 24] ?? 0).reduce((a, b) => a + b, 0);
  const nights = Array.from({ length: 24 }, (_, from) => ({ from, share: within(from) / total }));
  const least = Math.min(...nights.map(({ share }) => share));
  // Several hours may be equally quiet: the middle of them is the best guess, their number the doubt.
  const quietest = nights.filter(({ share }) => share <= least + 0.01);
  const middle = middleOf(quietest.map(({ from }) => from));
  if (middle === null) return unknown;
  // By chance a third of the messages would lie in a third of the day.
  const clarity = 1 - least / (nightHours / 24);
  const confidence = clarity * Math.max(0, 1 - (quietest.length - 1) / 10) * Math.min(1, distinctDays / 10);
  if (confidence < leastConfidence) return unknown;
  const night = (middle + nightHours / 2) % 24;
  const offset = Math.round(((((middleOfNight - night) % 24) + 36) % 24) - 12);
  // The signs of these names are turned round: Etc/GMT-3 is three hours ahead.
  const zone = offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
  const doubtMs = doubtOf(quietest.length, distinctDays);
  return { kind: 'inferred', zone, confidence: Math.round(confidence * 100) / 100, doubtMs };
}

/** Hours by which an offset may be off that is right in winter and rounded to the hour, and a night whose middle is unusual. */
const ofTheClock = 1;
const ofTheNight = 1;
/** A guess from fewer days is an hour wider. */
const manyDays = 10;

/** How far a guess from hours of sleep may be off: whatever is in it that nobody knows, added up. */
function doubtOf(quietestHours: number, distinctDays: number): Milliseconds {
  const between = Math.ceil((quietestHours - 1) / 2);
  return (ofTheClock + ofTheNight + between + (distinctDays < manyDays ? 1 : 0)) * hourMs;
}

/** The middle of hours that follow one another around the clock; null when they lie in two places. */
function middleOf(hours: readonly number[]): number | null {
  const isIn = (hour: number): boolean => hours.includes((hour + 24) % 24);
  const starts = hours.filter((hour) => !isIn(hour - 1));
  const [start] = starts;
  if (starts.length !== 1 || start === undefined) return null;
  return (start + (hours.length - 1) / 2) % 24;
}

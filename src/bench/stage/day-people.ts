import type { Chance } from '../../core/chance.js';

/** One thing somebody writes, and when. */
export interface Written {
  readonly at: number;
  readonly person: number;
  readonly text: string;
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * From an answer to the next message. What people say of their closest contacts (N = 44): 64 % answer at once or within
 * minutes, 9 % after more than an hour. Within these the times are spread evenly on a logarithmic scale, which is how
 * waits between messages are distributed; the shortest is what seven words take to read and to type on a phone.
 */
const gaps: readonly (readonly [share: number, from: number, to: number])[] = [
  [0.64, 20_000, 5 * minute],
  [0.27, 5 * minute, hour],
  [0.09, hour, 4 * hour],
];

/** Share of turns of several messages (ESConv). */
const severalShare = 0.21;
const awake = { from: 7.5 * hour, to: 23.5 * hour };
const lunch = { from: 12.5 * hour, to: 13.25 * hour };

/** What one person writes on one day, from some time after waking until they sleep. */
export function dayOf(person: number, midnight: number, lines: readonly string[], chance: Chance): Written[] {
  const written: Written[] = [];
  const say = (at: number): void => {
    const text = lines[Math.floor(chance.next() * lines.length)] ?? 'hm.';
    written.push({ at: midnight + at, person, text });
  };
  let at = awake.from + between(5 * minute, 3 * hour, chance);
  while (at < awake.to) {
    // Nobody writes at lunch; what would have fallen there comes after it.
    if (at >= lunch.from && at < lunch.to) at = lunch.to + between(minute, 20 * minute, chance);
    say(at);
    if (chance.next() < severalShare) say((at += between(4_000, 30_000, chance)));
    at += gap(chance);
  }
  return written;
}

/** A chat without pauses: so many messages, one after each answer. */
export function chatOf(
  person: number,
  from: number,
  turns: number,
  lines: readonly string[],
  chance: Chance,
): Written[] {
  let at = from;
  return Array.from({ length: turns }, (_, index) => {
    at += between(20_000, 4 * minute, chance);
    return { at, person, text: lines[(index * 7 + person) % lines.length] ?? 'hm.' };
  });
}

function gap(chance: Chance): number {
  let dice = chance.next();
  for (const [share, from, to] of gaps) {
    if (dice < share) return between(from, to, chance);
    dice -= share;
  }
  return 4 * hour;
}

const between = (from: number, to: number, chance: Chance): number =>
  Math.round(from * (to / from) ** chance.next());

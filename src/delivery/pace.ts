import { cutText } from '../lib/cut-text.js';
import type { Chance } from '../core/chance.js';
import type { Milliseconds } from '../core/clock.js';
import type { Pace } from '../core/pace.js';
import type { Rhythm } from './rhythm.js';

export interface PaceInput {
  readonly pace: Pace;
  /** When the first and the last message that is answered arrived. */
  readonly firstAt: Milliseconds;
  readonly lastAt: Milliseconds;
  /** How long the chat had been quiet before the first of them. */
  readonly idleMs: Milliseconds;
  /** What there is to read, in characters. */
  readonly toRead: number;
  readonly rhythm: Rhythm;
  readonly chance: Chance;
}

/** One answer in time. Everything counts from the person's message: what thinking takes is typed meanwhile. */
export interface Tempo {
  /** When the message is seen. */
  readonly readAt: Milliseconds;
  /** When typing begins to show. */
  readonly typeAt: Milliseconds;
  /** The character was busy or asleep: nothing of the message is looked at before `readAt`. */
  readonly isDeferred: boolean;
  /** The speed drawn for this answer. */
  readonly charsPerSecond: number;
  /** When the next bubble is due; ask once per bubble, in order. In the past or now where it is late already. */
  due(text: string, now: Milliseconds): Milliseconds;
}

const second = 1_000;
const minute = 60 * second;

/**
 * People type 3.0 characters a second on a phone in the mean, three quarters of them under 3.7 (EVIDENCE 7: 37,000
 * people). A character is one typist: drawn around the middle of that, with the spread one person has.
 */
const typing = { median: 3.35, spread: 0.2, least: 1.9, most: 6 };

interface Limits {
  /** How much faster than a person types. */
  readonly times: number;
  /** The first bubble, and all of them: from where on time is compressed, and what is never passed (EVIDENCE 7). */
  readonly first: { readonly knee: number; readonly most: number };
  readonly all: { readonly knee: number; readonly most: number };
}

const limits: Readonly<Record<Exclude<Pace, 'instant'>, Limits>> = {
  natural: {
    times: 1,
    first: { knee: 6 * second, most: 9.8 * second },
    all: { knee: 18 * second, most: 29.5 * second },
  },
  brisk: {
    times: 2.5,
    first: { knee: 2.5 * second, most: 4.8 * second },
    all: { knee: 8 * second, most: 14.5 * second },
  },
};

/** Whoever is in the middle of a talk stays with it, whatever the hour. */
const runningTalkMs = 10 * minute;
/** Somebody waits: neither work nor sleep keeps a character away for longer than this. */
const away = { busy: [1 * minute, 6 * minute], asleep: [4 * minute, 20 * minute] } as const;

/** Pure: the same draws give the same times. */
export function planPace(input: PaceInput): Tempo {
  const { pace, firstAt, lastAt } = input;
  if (pace === 'instant') {
    return {
      readAt: lastAt,
      typeAt: lastAt,
      isDeferred: false,
      charsPerSecond: Number.POSITIVE_INFINITY,
      due: (_text, now) => now,
    };
  }
  const { chance } = input;
  const charsPerSecond = speed(chance) * limits[pace].times;
  const awayMs = pace === 'natural' ? awayFor(input) : 0;
  const noticeMs = notice(input) / limits[pace].times;
  const readAt = firstAt + Math.max(awayMs, noticeMs);
  const base = Math.max(lastAt, awayMs > 0 ? readAt : 0);
  const seenAt = Math.max(readAt, lastAt);
  const lookMs =
    (0.4 * second + Math.min(input.toRead * 25, 1.2 * second) * between(chance, 0.6, 1)) / limits[pace].times;
  const typeAt = seenAt + lookMs;
  return {
    readAt,
    typeAt,
    isDeferred: awayMs > 0,
    charsPerSecond,
    due: bubbleTimes(limits[pace], charsPerSecond, base, typeAt, chance),
  };
}

function bubbleTimes(
  { first, all, times }: Limits,
  charsPerSecond: number,
  base: Milliseconds,
  typeAt: Milliseconds,
  chance: Chance,
): Tempo['due'] {
  let before: Milliseconds | null = null;
  return (text, now) => {
    const typingMs = (keystrokes(text) / charsPerSecond) * second;
    let due: Milliseconds;
    if (before === null) {
      due = base + compressed(typeAt - base + typingMs, first.knee, first.most);
    } else {
      const pause = (between(chance, 0.3, 1.1) * second) / times;
      const from = Math.max(before, now);
      const wished = base + compressed(from - base + pause + typingMs, all.knee, all.most);
      due = Math.max(wished, Math.min(from + pause / 2, base + all.most));
    }
    // The words took longer than typing them would have.
    before = Math.max(Math.round(due), now);
    return before;
  };
}

/** Nobody waits a minute for a long message: what is over the knee approaches the limit and never passes it. */
function compressed(ms: Milliseconds, knee: Milliseconds, most: Milliseconds): Milliseconds {
  if (ms <= knee) return ms;
  const room = most - knee;
  return knee + room * (1 - Math.exp(-(ms - knee) / (2 * room)));
}

/** A phone in the hand is looked at at once, one that was put away a little later: seconds, growing with the silence. */
function notice({ idleMs, chance }: PaceInput): Milliseconds {
  const usual = 0.6 + 0.5 * Math.log1p(idleMs / minute);
  return Math.min(usual, 3.2) * between(chance, 0.6, 1.3) * second;
}

function awayFor({ rhythm, idleMs, chance }: PaceInput): Milliseconds {
  if (rhythm.state === 'awake' || idleMs < runningTalkMs) return 0;
  const [least, most] = away[rhythm.state];
  return Math.min(between(chance, least, most), rhythm.forMs + between(chance, 0, minute));
}

function speed(chance: Chance): number {
  // Box and Muller: what people differ by is even around the middle on a scale of ratios.
  const even = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  const drawn = typing.median * Math.exp(typing.spread * even);
  return Math.min(typing.most, Math.max(typing.least, drawn));
}

/** Scripts whose characters are each written with several keys. */
const composed = /[\p{Script=Han}\p{Script=Hangul}]/u;

/** Further on the limits decide, not the keys. */
const mostSegmented = 160;

/** How many keys a text takes, more or less: an emoji is searched for, however many signs it is made of. */
function keystrokes(text: string): number {
  let keys = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    cutText(text, mostSegmented),
  )) {
    keys += composed.test(segment) || /\p{Extended_Pictographic}/u.test(segment) ? 2 : 1;
  }
  return keys + Math.max(0, text.length - mostSegmented);
}

function between(chance: Chance, least: number, most: number): number {
  return least + (most - least) * chance.next();
}

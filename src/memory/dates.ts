import type { Milliseconds } from '../core/clock.js';
import { daysBetween, type ZonedTime } from '../lib/zoned-time.js';
import type { Due } from '../store/memory/memory-reader.js';

/** A date or time that a text names, read as its writer would: from the moment of writing, forward. */
export interface NamedDate {
  /** `2026-03-10`. */
  readonly day: string;
  /** Minutes since midnight, where a time of day is named too. */
  readonly minute: number | null;
  /** "next week", "in May": the day is not to be taken by its word. */
  readonly isVague: boolean;
}

/** Reads the dates out of a text; `writtenAt` is the writer's own wall clock, its fields taken as UTC. */
export type ReadDates = (text: string, writtenAt: Milliseconds) => readonly NamedDate[];

/** What the scribe says a plan falls due on: `2026-03-10` or `2026-03-10T18:00`, on the person's clock. */
export interface ClaimedDue {
  readonly day: string;
  readonly minute: number | null;
}

export function parseClaimedDue(text: string): ClaimedDue | null {
  const read = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2})?)?$/u.exec(text.trim());
  if (read?.[1] === undefined || Number.isNaN(Date.parse(read[1]))) return null;
  if (new Date(Date.parse(read[1])).toISOString().slice(0, 10) !== read[1]) return null;
  if (read[2] === undefined || read[3] === undefined) return { day: read[1], minute: null };
  const [hour, minute] = [Number(read[2]), Number(read[3])];
  return hour > 23 || minute > 59 ? null : { day: read[1], minute: hour * 60 + minute };
}

export interface DueInput {
  /** What the scribe claims; null where it names no date. */
  readonly claimed: ClaimedDue | null;
  /** The messages it was learnt from, with the moments they were written. */
  readonly sources: readonly { readonly text: string; readonly sentAt: Milliseconds }[];
  /** The person's clock, or the best guess at it. */
  readonly clock: ZonedTime;
  readonly readDates: ReadDates;
}

/** Farther ahead nobody texts a date that has to be kept in mind. */
const farthestDays = 730;

/**
 * When a plan falls due. The words of the sources decide where they name one day; the scribe's date stands where they
 * leave it open and it is near what they say, and is dropped where nothing in them speaks of time.
 */
export function resolveDue(input: DueInput): {
  readonly due: Due | null;
  readonly verdict: 'none' | 'confirmed' | 'corrected' | 'implausible';
} {
  const { claimed, sources, clock } = input;
  const named = sources.flatMap(({ text, sentAt }) => input.readDates(text, wallTime(clock, sentAt)));
  const days = [...new Set(named.filter(({ isVague }) => !isVague).map(({ day }) => day))];
  if (claimed === null) {
    const only = days.length === 1 ? named.find(({ day }) => day === days[0]) : undefined;
    return only ? { due: dueOf(clock, only.day, only.minute), verdict: 'confirmed' } : noDue('none');
  }
  const latest = Math.max(...sources.map(({ sentAt }) => sentAt));
  const ahead = daysBetween(clock.dayOf(latest), claimed.day);
  if (sources.length === 0 || ahead < -1 || ahead > farthestDays) return noDue('implausible');
  const exact = named.filter(({ isVague, day }) => !isVague && day === claimed.day);
  if (exact.length > 0) {
    const minute = exact.find((one) => one.minute !== null)?.minute ?? spokenTime(claimed, sources);
    return { due: dueOf(clock, claimed.day, minute), verdict: 'confirmed' };
  }
  const [only] = days;
  if (days.length === 1 && only !== undefined) {
    // "Tuesday" said on a Tuesday may be today or in a week, and "Friday week" is the one after the next.
    const isSameWeekday =
      daysBetween(only, claimed.day) % 7 === 0 && Math.abs(daysBetween(only, claimed.day)) <= 7;
    const day = isSameWeekday ? claimed.day : only;
    const minute =
      named.find((one) => one.day === only && one.minute !== null)?.minute ?? spokenTime(claimed, sources);
    return { due: dueOf(clock, day, minute), verdict: isSameWeekday ? 'confirmed' : 'corrected' };
  }
  const near = named.some(({ day }) => Math.abs(daysBetween(day, claimed.day)) <= 31);
  if (named.length > 0 ? near : sources.some(({ text }) => speaksOfTime.test(text))) {
    return { due: dueOf(clock, claimed.day, spokenTime(claimed, sources)), verdict: 'confirmed' };
  }
  return noDue('implausible');
}

/**
 * Words that leave room for a date where no parser of ours reads the language: a number, or the most common words of
 * time in languages the date reader does not know.
 */
const speaksOfTime =
  /\p{N}|(?<!\p{L})(?:tonight|today|tomorrow|weekend|сегодня|завтра|послезавтра|выходны\p{L}*|jutro|dzisiaj|pojutrze|weekend\p{L}*|yarın|bugün|besok|zítra|dnes|내일|오늘|모레|明天|今天|后天|明日|今日|来週|कल|غدا|اليوم|מחר|היום)(?!\p{L})/iu;

/** Words for an hour or a part of the day: a time may have been said in them. */
const spokenHours =
  /\p{N}|(?<!\p{L})(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|half past|quarter|morning|afternoon|evening|night|час\p{L}*|два|три|четыре|пять|шесть|семь|восемь|девять|десять|одиннадцать|двенадцать|полдень|полночь|пол\p{L}+|утр\p{L}*|дн[её]м|вечер\p{L}*|ноч\p{L}*|morgens|mittags?|abends?|nachts|uhr|mañana|tarde|noche|matin|midi|soir|mattina|sera|manhã|noite|ранку|вранці|ввечері|вечора)(?!\p{L})/iu;

/** The scribe's time of day, where the words name one. */
function spokenTime({ minute }: ClaimedDue, sources: DueInput['sources']): number | null {
  return minute !== null && sources.some(({ text }) => spokenHours.test(text)) ? minute : null;
}

function dueOf(clock: ZonedTime, day: string, minute: number | null): Due {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = clock.instant({
    year,
    month,
    day: date,
    hour: Math.floor((minute ?? 0) / 60),
    minute: (minute ?? 0) % 60,
  });
  return { at, zone: clock.zone, precision: minute === null ? 'day' : 'minute' };
}

function noDue(verdict: 'none' | 'implausible') {
  return { due: null, verdict } as const;
}

/** A wall clock's reading as if it were UTC. */
function wallTime(clock: ZonedTime, at: Milliseconds): Milliseconds {
  const { year, month, day, hour, minute } = clock.local(at);
  return Date.UTC(year, month - 1, day, hour, minute);
}

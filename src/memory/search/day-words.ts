import type { Milliseconds } from '../../core/clock.js';
import { stemmedLanguages, type StemmedLanguage } from '../../text/function-words.js';
import { wordsOf } from '../../text/words.js';

/** The days a query speaks of, as a test of a moment: 0 for one it does not mean. */
export type DayTest = (at: Milliseconds) => number;

/** The test for the dates a text names; null where it names none. */
export type ReadDays = (
  text: string,
  language: string | null,
  now: Milliseconds,
  zone: string,
) => DayTest | null;

interface DayWords {
  /** 0 for January. */
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlyMap<string, number>;
  /** "yesterday", "last week" and the like: how many days ago they begin and end. */
  readonly phrases: readonly (readonly [string, number, number])[];
}

const dayMs: Milliseconds = 86_400_000;
/** Time zones people live in, generously. */
const mostCalendars = 200;
/** What a word says about a day: a month and a day in it more than a year alone. */
const weights = { month: 1, dayOfMonth: 1.5, year: 0.3, weekday: 0.5, phrase: 1.5 } as const;
/** A weekday without more is one of the last two. */
const weekdayReachMs: Milliseconds = 14 * dayMs;
/** English months that are other words too, unless a preposition or a number stands beside them. */
const ambiguous = new Set(['may', 'march', 'mar']);
const beforeMonth = new Set(['in', 'of', 'on', 'since', 'last', 'this', 'until', 'by', 'during', 'around']);

/** Reads dates in the languages that are stemmed; their words come from ICU and are made once per language. */
export function createDayReader(): ReadDays {
  const known = new Map<StemmedLanguage, DayWords>();
  // Making one takes longer than everything else here.
  const calendars = new Map<string, Intl.DateTimeFormat>();
  const calendarOf = (zone: string): Intl.DateTimeFormat => {
    const calendar = calendars.get(zone) ?? calendarIn(zone);
    if (calendars.size >= mostCalendars) calendars.clear();
    calendars.set(zone, calendar);
    return calendar;
  };
  return (text, language, now, zone) => {
    const name = stemmedLanguages.find((one) => one === language) ?? 'en';
    const words = known.get(name) ?? dayWords(name);
    known.set(name, words);
    return readDays(wordsOf(text), words, now, () => calendarOf(zone));
  };
}

function readDays(
  words: readonly string[],
  known: DayWords,
  now: Milliseconds,
  calendarOfPerson: () => Intl.DateTimeFormat,
): DayTest | null {
  const months = new Set<number>();
  const days = new Set<number>();
  const years = new Set<number>();
  const weekdays = new Set<number>();
  words.forEach((word, index) => {
    const [before = '', after = ''] = [words[index - 1], words[index + 1]];
    const month = known.months.get(word);
    if (
      month !== undefined &&
      (!ambiguous.has(word) || beforeMonth.has(before) || isDay(before) || isDay(after))
    ) {
      months.add(month);
      for (const near of [before, after]) if (isDay(near)) days.add(Number.parseInt(near, 10));
    }
    if (/^(?:19|20)\d\d$/u.test(word)) years.add(Number(word));
    const weekday = known.weekdays.get(word);
    if (weekday !== undefined) weekdays.add(weekday);
  });
  const line = ` ${words.join(' ')} `;
  const spans = known.phrases.filter(([phrase]) => line.includes(` ${phrase} `));
  if (months.size + years.size + weekdays.size + spans.length === 0) return null;
  const calendar = calendarOfPerson();
  const fieldsOf = (at: Milliseconds) => {
    const parts = new Map(calendar.formatToParts(at).map(({ type, value }) => [type, value]));
    const [year, month, day] = [parts.get('year'), parts.get('month'), parts.get('day')].map(Number);
    return { year: year ?? 0, month: (month ?? 1) - 1, day: day ?? 1, weekday: parts.get('weekday') ?? '' };
  };
  const dayNumber = ({ year, month, day }: { year: number; month: number; day: number }): number =>
    Date.UTC(year, month, day) / dayMs;
  const today = dayNumber(fieldsOf(now));
  return (at) => {
    const fields = fieldsOf(at);
    let fit = 0;
    if (months.has(fields.month))
      fit += days.has(fields.day) ? weights.month + weights.dayOfMonth : weights.month;
    if (years.has(fields.year)) fit += weights.year;
    if (now - at < weekdayReachMs && weekdays.has(shortDays.indexOf(fields.weekday))) fit += weights.weekday;
    const ago = today - dayNumber(fields);
    if (spans.some(([, from, to]) => ago >= from && ago <= to)) fit += weights.phrase;
    return fit;
  };
}

function calendarIn(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
  });
}

const isDay = (word: string): boolean => /^(?:[12]?\d|3[01])(?:st|nd|rd|th)?$/u.test(word);
const shortDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function dayWords(language: StemmedLanguage): DayWords {
  const months = new Map<string, number>();
  const weekdays = new Map<string, number>();
  const utc = { timeZone: 'UTC' } as const;
  // With a day beside it many languages put the month into another case.
  const forms = [
    { ...utc, month: 'long' },
    { ...utc, month: 'long', day: 'numeric' },
  ] as const;
  for (let month = 0; month < 12; month += 1) {
    const at = Date.UTC(2024, month, 1);
    for (const form of forms) {
      const parts = new Intl.DateTimeFormat(language, form).formatToParts(at);
      const name = parts.find(({ type }) => type === 'month')?.value ?? '';
      for (const word of wordsOf(name)) months.set(word, month);
    }
    for (const word of prepositional[language]?.[month]?.split(' ') ?? []) months.set(word, month);
  }
  const longDay = new Intl.DateTimeFormat(language, { ...utc, weekday: 'long' });
  // 7 January 2024 was a Sunday.
  for (let day = 0; day < 7; day += 1) {
    const [word] = wordsOf(longDay.format(Date.UTC(2024, 0, 7 + day)));
    if (word !== undefined) weekdays.set(word, day);
  }
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const phrase = (ago: number, unit: 'day' | 'week' | 'month' | 'year'): string =>
    wordsOf(relative.format(-ago, unit)).join(' ');
  return {
    months,
    weekdays,
    phrases: [
      [phrase(0, 'day'), 0, 0],
      [phrase(1, 'day'), 1, 1],
      [phrase(2, 'day'), 2, 2],
      [phrase(1, 'week'), 5, 13],
      [phrase(1, 'month'), 21, 62],
      [phrase(1, 'year'), 200, 730],
    ],
  };
}

/** "in" with a month, where the language bends it a third way. */
const prepositional: Readonly<Partial<Record<StemmedLanguage, readonly string[]>>> = {
  ru: 'январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре'.split(' '),
  uk: 'січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні'.split(' '),
};

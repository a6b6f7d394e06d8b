import type { QuietRange } from '../../proactive/quiet-range.js';
import type { PersonWeek } from './proactive-person.js';
import type { Sending, WeekHistory } from './proactive-week.js';

/**
 * The properties, judged from outside: with the machine's own calendar and by true time, with none of the code that
 * decided. A clock that lies can hide time that passed; it must never make time that did not pass count as passed.
 */
export const properties = [
  'quiet-hours',
  'live-talk',
  'cap-per-day',
  'cap-per-week',
  'consent',
  'stopped-or-blocked',
  'back-off',
  'one-late-after-outage',
  'farewell',
  'crisis',
  'taken-over',
  'reason',
] as const;
export type Property = (typeof properties)[number];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Kinds that want no answer, and kinds that may reach somebody in a crisis: said again here, apart from the table. */
const wantNoAnswer: ReadonlySet<string> = new Set(['requested', 'reminder', 'good-night']);
const notLight: ReadonlySet<string> = new Set(['requested', 'reminder', 'care']);

export function violations(week: PersonWeek, history: WeekHistory): ReadonlyMap<Property, number> {
  const found = new Map<Property, number>();
  const add = (property: Property, isBroken: boolean): void => {
    if (isBroken) found.set(property, (found.get(property) ?? 0) + 1);
  };
  const { sendings } = history;
  sendings.forEach((sending, index) => {
    const before = sendings.slice(0, index);
    const earlier = week.earlier.map((at) => ({ at, shown: at, kind: 'share' }));
    const unasked = [...earlier, ...before].filter(({ kind }) => kind !== 'requested');
    const isAsked = sending.kind === 'requested';
    add('quiet-hours', isInQuiet(week, sending));
    const rest = isAsked ? 10 * minute : 30 * minute;
    add(
      'live-talk',
      history.said.some((one) => one.at < sending.at && isWithin(one, sending, rest)) ||
        history.open.some(([from, to]) => sending.at >= from && sending.at < to),
    );
    const most = isAsked ? 5 : week.perDay;
    const kin = isAsked ? before.filter(({ kind }) => kind === 'requested') : unasked;
    add('cap-per-day', kin.filter((one) => isWithin(one, sending, day)).length + 1 > most);
    add(
      'cap-per-week',
      !isAsked && unasked.filter((one) => isWithin(one, sending, 7 * day)).length + 1 > week.perWeek,
    );
    add('consent', !isAsked && history.unagreed.some(([from, to]) => sending.at >= from && sending.at < to));
    add('stopped-or-blocked', history.endedAt !== null && sending.at >= history.endedAt);
    add('back-off', !isAsked && breaksBackOff(week, history, before, sending));
    add(
      'one-late-after-outage',
      sending.outage !== null && before.some(({ outage }) => outage === sending.outage),
    );
    add(
      'farewell',
      history.farewells.some(
        (one) =>
          one.at <= sending.at &&
          isWithin(one, sending, 8 * hour) &&
          !(isAsked && sending.plannedAt >= one.at),
      ),
    );
    add(
      'crisis',
      !notLight.has(sending.kind) &&
        history.crises.some((one) => one.at <= sending.at && isWithin(one, sending, 72 * hour)),
    );
    add(
      'taken-over',
      history.takenOver.some(([from, to]) => sending.at >= from && sending.at < to),
    );
    add('reason', !sending.hasSource || sending.reason === '');
  });
  add('reason', history.withoutReason > 0);
  return found;
}

interface Moment {
  readonly at: number;
  readonly shown: number;
}

/** Less than `span` has passed in truth, and the machine's clock does not claim otherwise. */
function isWithin(earlier: Moment, later: Moment, span: number): boolean {
  return later.at - earlier.at < span && later.shown - earlier.shown < span;
}

function breaksBackOff(
  { earlier }: PersonWeek,
  { answered }: WeekHistory,
  before: readonly Sending[],
  sending: Sending,
): boolean {
  const lastAnswer = Math.max(-Infinity, ...answered.filter((at) => at <= sending.at));
  const all = [...earlier.map((at) => ({ at, shown: at, kind: 'share' })), ...before];
  const vain = all.filter(({ at, kind }) => at > lastAnswer && !wantNoAnswer.has(kind));
  const last = all.filter(({ kind }) => kind !== 'requested').at(-1);
  if (vain.length === 0 || !last) return false;
  if (vain.length > 3) return true;
  return isWithin(last, sending, [day, 3 * day, 7 * day][vain.length - 1] ?? 0);
}

/** By the calendar of the machine's own library, on the clock that the program believed in. */
function isInQuiet({ quiet }: PersonWeek, { shown, zone }: Sending): boolean {
  const text = new Date(shown).toLocaleString('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const match = /(\w{3}),? (\d{2}):(\d{2})/u.exec(text);
  if (!match) throw new Error(`cannot read the time ${text}`);
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(match[1] ?? '');
  const now = Number(match[2]) * 60 + Number(match[3]);
  return quiet.some((range) => holds(range, weekday, now));
}

function holds({ from, to, days }: QuietRange, weekday: number, now: number): boolean {
  const on = (day: number): boolean => days === undefined || days.includes(day);
  const isToday = on(weekday);
  const isFromYesterday = on((weekday + 6) % 7);
  if (from < to) return isToday && now >= from && now < to;
  return (isToday && now >= from) || (isFromYesterday && now < to);
}

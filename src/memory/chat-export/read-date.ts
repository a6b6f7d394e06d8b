import type { Milliseconds } from '../../core/clock.js';
import { ZonedTime } from '../../lib/zoned-time.js';

/** Telegram began on this day; what claims to be older was not written in it. */
const earliest = Date.UTC(2013, 7, 14);
/** A clock that is ahead is no reason to lose a message. */
const slackMs: Milliseconds = 2 * 86_400_000;

export type ReadDate =
  | {
      readonly ok: true;
      readonly at: Milliseconds;
      /** It was read on the clock of a zone. */ readonly byZone: boolean;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * When an entry of an export was written. Since May 2022 it says so in seconds; before, only on the clock of the
 * computer it was exported on, without saying which that was.
 */
export class DateReader {
  private readonly zone: ZonedTime;

  constructor(
    zone: string,
    private readonly now: Milliseconds,
  ) {
    this.zone = new ZonedTime(zone);
  }

  read(entry: Readonly<Record<string, unknown>>): ReadDate {
    const seconds = entry['date_unixtime'];
    const number =
      typeof seconds === 'string' && /^\s*\d{1,14}\s*$/u.test(seconds) ? Number(seconds) : seconds;
    if (typeof number === 'number' && Number.isFinite(number)) {
      // Some tools write milliseconds.
      return this.within(number > 100_000_000_000 ? number : number * 1_000, false);
    }
    const { date } = entry;
    if (typeof date === 'number' && Number.isFinite(date)) return this.within(date * 1_000, false);
    if (typeof date === 'string') return this.onClock(date);
    return { ok: false, problem: 'date: is missing' };
  }

  private onClock(text: string): ReadDate {
    const parts =
      /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/u.exec(
        text,
      ) ?? dayFirst(text);
    if (parts === null) return { ok: false, problem: 'date: is in a form that cannot be read' };
    const [, year, month, day, hour = '0', minute = '0', second = '0', offset] = parts;
    const local = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    );
    if (new Date(local).getUTCDate() !== Number(day))
      return { ok: false, problem: 'date: there is no such day' };
    if (offset === undefined) {
      const fields = {
        year: Number(year),
        month: Number(month),
        day: Number(day),
        hour: Number(hour),
        minute: Number(minute),
      };
      return this.within(this.zone.instant(fields) + Number(second) * 1_000, true);
    }
    const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/u.exec(offset) ?? [];
    const east = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
    return this.within(local - east * 60_000, false);
  }

  private within(at: Milliseconds, byZone: boolean): ReadDate {
    if (at >= earliest && at <= this.now + slackMs) return { ok: true, at, byZone };
    const day = Math.abs(at) < 8.64e15 ? new Date(at).toISOString().slice(0, 10) : 'beyond all calendars';
    return { ok: false, problem: `date: ${day} is outside of reason` };
  }
}

/** "01.05.2019 10:00:00", as tools that read the HTML export write it. */
function dayFirst(text: string): readonly (string | undefined)[] | null {
  const found =
    /^\s*(\d{2})\.(\d{2})\.(\d{4})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?(?:\s*UTC([+-]\d{2}:?\d{2}))?\s*$/u.exec(
      text,
    );
  if (found === null) return null;
  const [whole, day, month, year, hour, minute, second, offset] = found;
  return [whole, year, month, day, hour, minute, second, offset];
}

import type { Milliseconds } from '../core/clock.js';

/** A wall clock's reading: month from 1, hour from 0 to 23. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/**
 * A time zone's wall clock both ways. Making one costs more than using it often.
 * @throws RangeError for a name that is no zone.
 */
export class ZonedTime {
  private readonly format: Intl.DateTimeFormat;

  constructor(readonly zone: string) {
    this.format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  }

  local(at: Milliseconds): LocalTime {
    const fields: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(at)) fields[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = fields;
    return { year, month, day, hour, minute };
  }

  /** `2026-03-09`: what day it is there. */
  dayOf(at: Milliseconds): string {
    return dayName(this.local(at));
  }

  /** When the wall clock shows it. A time that the change to summer time skips is read an hour later. */
  instant({ year, month, day, hour, minute }: LocalTime): Milliseconds {
    const wanted = Date.UTC(year, month - 1, day, hour, minute);
    const first = wanted - this.offset(wanted);
    const second = wanted - this.offset(first);
    // Of the two offsets around a change the one that gives the wanted reading back is right; in a gap neither does.
    return this.offset(second) === this.offset(first) || wanted - this.offset(second) === second
      ? second
      : Math.max(first, second);
  }

  private offset(at: Milliseconds): Milliseconds {
    const { year, month, day, hour, minute } = this.local(at);
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
  }
}

export function dayName({ year, month, day }: Pick<LocalTime, 'year' | 'month' | 'day'>): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** How many days lie from one day's name to another's; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

import type { Milliseconds } from '../core/clock.js';

/** A moment on somebody's wall clock. */
export interface LocalTime {
  /** Days since 1 January 1970 on that clock. */
  readonly day: number;
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number;
  /** 0 is Monday, 6 is Sunday. */
  readonly weekday: number;
}

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Every zone's offset changes on a quarter of an hour, so one answer serves a quarter. */
const slotMs = 15 * minuteMs;
/** About a month of slots; beyond that the oldest answers are not worth their room. */
const mostSlots = 3_000;

/** One time zone's wall clock, with its changes to and from summer time as the machine's zone data has them. */
export class ZoneClock {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, Milliseconds>();

  /** @throws RangeError for a name that is no zone. */
  constructor(readonly name: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  local(at: Milliseconds): LocalTime {
    const shown = at + this.offset(at);
    const day = Math.floor(shown / dayMs);
    // 1 January 1970 was a Thursday.
    return { day, minute: Math.floor((shown - day * dayMs) / minuteMs), weekday: (((day + 3) % 7) + 7) % 7 };
  }

  /**
   * The moment at which the clock shows this. Of two such moments (summer time ends) the earlier one; where there is
   * none (summer time begins) as long after midnight as the clock without the jump would show.
   */
  instant(day: number, minute: number): Milliseconds {
    const shown = day * dayMs + minute * minuteMs;
    const early = shown - this.offset(shown - 14 * hourMs);
    if (early + this.offset(early) === shown) return early;
    return shown - this.offset(early);
  }

  private offset(at: Milliseconds): Milliseconds {
    const slot = Math.floor(at / slotMs);
    const known = this.offsets.get(slot);
    if (known !== undefined) return known;
    const moment = slot * slotMs;
    const parts = new Map(this.format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const of = (part: Intl.DateTimeFormatPartTypes): number => parts.get(part) ?? 0;
    const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    const offset = shown - moment;
    if (this.offsets.size >= mostSlots) this.offsets.clear();
    this.offsets.set(slot, offset);
    return offset;
  }
}

/** The wall clocks in use, each made once: a formatter costs more than a thousand look-ups. */
export class ZoneClocks {
  private readonly clocks = new Map<string, ZoneClock>();

  of(name: string): ZoneClock {
    const known = this.clocks.get(name);
    if (known) return known;
    const made = new ZoneClock(name);
    this.clocks.set(name, made);
    return made;
  }
}

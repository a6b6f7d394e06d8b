import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs, ZoneClock } from './local-time.js';
import { quietUntil } from './quiet-range.js';

/** Summer time ends: the zone, the moment it does, the wall clock's hour that comes twice, and how much of it. */
const autumns = [
  ['Europe/Vienna', Date.UTC(2026, 9, 25, 1), 2 * 60, 60],
  ['America/New_York', Date.UTC(2026, 10, 1, 6), 1 * 60, 60],
  // Half an hour only: 01:30 to 02:00 comes twice.
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15), 1 * 60 + 30, 30],
] as const;

describe('the hour that comes twice', () => {
  it.each(autumns)('%s: quiet holds in both passes, minute for minute', (name, change, from, length) => {
    const zone = new ZoneClock(name);
    const quiet = [{ from, to: from + length }];
    const held = new Map<number, number>();
    for (let at = change - 2 * hourMs; at < change + 2 * hourMs; at += minuteMs) {
      const { minute } = zone.local(at);
      const isQuiet = quietUntil(quiet, zone, at) !== null;
      expect(isQuiet).toBe(minute >= from && minute < from + length);
      if (isQuiet) held.set(minute, (held.get(minute) ?? 0) + 1);
    }
    expect([...held.values()].every((times) => times === 2)).toBe(true);
    expect(held.size).toBe(length);
  });

  it.each(['Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Eucla', 'Pacific/Chatham'])(
    '%s, off by parts of an hour: quiet begins and ends on its own clock',
    (name) => {
      const zone = new ZoneClock(name);
      const { day } = zone.local(Date.UTC(2026, 5, 15, 12));
      const from = zone.instant(day, 22 * 60);
      const to = zone.instant(day + 1, 8 * 60);
      const quiet = [{ from: 22 * 60, to: 8 * 60 }];
      expect(quietUntil(quiet, zone, from - minuteMs)).toBeNull();
      expect(quietUntil(quiet, zone, from)).toBe(to);
      expect(quietUntil(quiet, zone, to - minuteMs)).toBe(to);
      expect(quietUntil(quiet, zone, to)).toBeNull();
    },
  );
});

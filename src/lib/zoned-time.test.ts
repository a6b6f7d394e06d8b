import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, ZonedTime } from './zoned-time.js';

const zones = [
  'Europe/Lisbon',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
];

describe('a zone’s wall clock', () => {
  it('gives back the reading it was asked for', () => {
    const clocks = zones.map((zone) => new ZonedTime(zone));
    fc.assert(
      fc.property(
        fc.constantFrom(...clocks),
        fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }),
        (clock, at) => {
          const local = clock.local(at);
          expect(clock.local(clock.instant(local))).toEqual(local);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads a time that summer time skips an hour later', () => {
    const lisbon = new ZonedTime('Europe/Lisbon');
    const skipped = lisbon.instant({ year: 2026, month: 3, day: 29, hour: 1, minute: 30 });
    expect(lisbon.local(skipped)).toMatchObject({ day: 29, hour: 2, minute: 30 });
  });

  it('knows what day it is there', () => {
    expect(new ZonedTime('Pacific/Kiritimati').dayOf(Date.UTC(2026, 0, 5, 12))).toBe('2026-01-06');
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  });
});

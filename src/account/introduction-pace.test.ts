import { describe, expect, it } from 'vitest';
import { wallClockOf } from '../character/character.js';
import {
  cautiousPace,
  hourOfDay,
  introductionGap,
  introductionTimes,
  wakingMoment,
} from './introduction-pace.js';

const hour = 3_600_000;
const utc = hourOfDay(wallClockOf('UTC'));
const nineInTheMorning = Date.UTC(2026, 0, 5, 9);

describe('the pace of introductions', () => {
  it('spreads five a day over the waking hours', () => {
    const times = introductionTimes(12, nineInTheMorning, cautiousPace, utc);
    const days = times.map((at) => new Date(at).getUTCDate());
    expect(days).toEqual([5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7]);
    for (const at of times) {
      expect(utc(at)).toBeGreaterThanOrEqual(10);
      expect(utc(at)).toBeLessThan(21);
    }
    const [first = 0, ...rest] = times;
    rest.reduce((before, at) => {
      expect(at - before).toBeGreaterThanOrEqual(introductionGap(cautiousPace));
      return at;
    }, first);
  });

  it('keeps the smallest gap where a day holds more', () => {
    const pace = { perDay: 1_000, minGapMs: hour, fromHour: 0, toHour: 24 };
    expect(introductionTimes(3, 0, pace, utc)).toEqual([0, hour, 2 * hour]);
  });

  it('waits for the morning where the character lives', () => {
    const tokyo = hourOfDay(wallClockOf('Asia/Tokyo'));
    const at = Date.UTC(2026, 0, 5, 14);
    expect(tokyo(at)).toBe(23);
    expect(wakingMoment(at, cautiousPace, tokyo)).toBe(at + 11 * hour);
    expect(wakingMoment(at, cautiousPace, utc)).toBe(at);
  });
});

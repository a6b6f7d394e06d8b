import { expect, it } from 'vitest';
import { ManualClock } from '../../test/support/manual-clock.js';
import { clockTicks } from './ticks.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

it.each([
  ['Europe/Vienna', Date.UTC(2026, 9, 25, 1)],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15)],
])(
  'every minute around the end of summer time in %s has its tick, in both passes of the hour',
  async (_, change) => {
    const clock = new ManualClock(change - 2 * hourMs);
    const ticks: number[] = [];
    const { stop } = clockTicks(clock, minuteMs).start(() => {
      ticks.push(clock.now());
      return Promise.resolve();
    });
    await clock.advance(4 * hourMs);
    stop();
    await clock.advance(hourMs);
    expect(ticks).toHaveLength(240);
    expect(ticks.every((at, index) => index === 0 || at - (ticks[index - 1] ?? 0) === minuteMs)).toBe(true);
  },
);

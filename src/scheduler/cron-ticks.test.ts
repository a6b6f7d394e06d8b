import { afterEach, expect, it, vi } from 'vitest';
import { cronTicks } from './cron-ticks.js';

const zone = process.env['TZ'];

afterEach(() => {
  vi.useRealTimers();
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

it.each(['Europe/Vienna', 'Australia/Lord_Howe', 'UTC'])(
  'ticks through the hours around the change of clocks in %s, once a minute',
  async (name) => {
    process.env['TZ'] = name;
    // Both changes of 2026 that give an hour, or half of one, twice: 25 October 01:00 UTC and 4 April 15:00 UTC.
    for (const change of [Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 3, 4, 15)]) {
      vi.useFakeTimers({ now: change - 3_600_000 });
      let count = 0;
      const ticks = cronTicks((cause) => {
        throw cause;
      }).start(async () => {
        count += 1;
      });
      await vi.advanceTimersByTimeAsync(3 * 3_600_000);
      ticks.stop();
      expect(count).toBe(180);
    }
  },
);

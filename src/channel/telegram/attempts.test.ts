import { describe, expect, it } from 'vitest';
import { Attempts } from './attempts.js';

const failed = { answered: false, lasted: 1_000 };
const attempts = (): Attempts => new Attempts({ next: () => 1 });

describe('the wait before the next attempt', () => {
  it('begins anew with the first answered probe, however long the outage before it was', () => {
    const one = attempts();
    for (let round = 0; round < 10; round += 1) one.waitAfter(failed);
    expect(one.waitAfter(failed)).toBe(60_000);
    expect(one.waitAfter({ answered: true, lasted: 3_000 })).toBe(500);
  });

  it('stays within seconds for a server that lets us in and hangs up each time', () => {
    const one = attempts();
    const waits = Array.from({ length: 20 }, () => one.waitAfter({ answered: true, lasted: 100 }));
    expect(waits.slice(0, 3)).toEqual([500, 1_000, 2_000]);
    expect(Math.max(...waits)).toBe(5_000);
    expect(one.waitAfter({ answered: true, lasted: 60_000 })).toBe(500);
  });

  it('is what the server asked for, once', () => {
    const flood = { ...failed, failure: { kind: 'flood', wait: 40_000, code: 'FLOOD_WAIT' } } as const;
    expect(attempts().waitAfter(flood)).toBe(40_500);
  });
});

import { describe, expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.js';

const rested = (): Promise<void> => Promise.resolve();

describe('virtual time', () => {
  it('runs timers by their time, and those of one moment in the order they were set', async () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    for (const [name, ms] of [
      ['c', 30],
      ['a', 10],
      ['d', 30],
      ['b', 20],
      ['late', 99],
    ] as const) {
      clock.after(ms, () => ran.push(`${name}@${clock.now()}`));
    }
    await clock.advanceTo(50, rested);
    expect(ran).toEqual(['a@10', 'b@20', 'c@30', 'd@30']);
    expect(clock.now()).toBe(50);
  });

  it('runs what a timer sets, and not what was cancelled', async () => {
    const clock = new VirtualClock(0);
    const ran: number[] = [];
    const cancelled = clock.after(20, () => ran.push(20));
    clock.after(10, () => {
      cancelled.cancel();
      clock.after(5, () => ran.push(clock.now()));
    });
    await clock.advanceTo(100, rested);
    expect(ran).toEqual([15]);
  });

  it('keeps thousands of timers in order', async () => {
    const clock = new VirtualClock(0);
    const ran: number[] = [];
    for (let index = 0; index < 5_000; index += 1) {
      const at = (index * 7_919) % 4_999;
      clock.after(at, () => ran.push(at));
    }
    await clock.advanceTo(5_000, rested);
    expect(ran).toHaveLength(5_000);
    expect(ran).toEqual([...ran].sort((one, other) => one - other));
  });

  it('wakes sleepers, early when they are told to', async () => {
    const clock = new VirtualClock(0);
    const stop = new AbortController();
    const woke: string[] = [];
    const sleeping = [
      clock.sleep(40).then(() => woke.push('slept')),
      clock.sleep(40, stop.signal).then(() => woke.push('told')),
    ];
    stop.abort();
    await clock.advanceTo(40, rested);
    await Promise.all(sleeping);
    expect(woke).toEqual(['told', 'slept']);
  });
});

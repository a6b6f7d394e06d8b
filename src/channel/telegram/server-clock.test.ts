import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../test/support/manual-clock.js';
import { ServerClock } from './server-clock.js';

const day = 86_400_000;

describe('the difference of two clocks', () => {
  it('is nothing while messages are late by what the way takes', () => {
    const clock = new ManualClock();
    const server = new ServerClock(clock);
    for (const late of [300, 1_900, 900, 5_000]) server.heard(clock.now() - late);
    expect(server.ahead).toBe(0);
    expect(server.toOurs(5_000)).toBe(5_000);
  });

  it.each([
    ['three days behind', -3 * day],
    ['six minutes ahead', 6 * 60_000],
  ])('is known from the first message on a machine that is %s', (_, offset) => {
    const clock = new ManualClock();
    const truth = clock.now();
    clock.set(offset);
    const told: number[] = [];
    const server = new ServerClock(clock, (ahead) => told.push(ahead));
    server.heard(truth);
    expect(server.ahead).toBe(-offset);
    expect(server.toOurs(truth)).toBe(clock.now());
    server.heard(truth - 700);
    expect(told).toEqual([-offset]);
  });

  it('is measured anew when the machine’s clock is set right', async () => {
    const clock = new ManualClock();
    clock.set(-3 * day);
    const server = new ServerClock(clock);
    const truth = (): number => clock.now() - (clock.now() - clock.steady());
    for (let round = 0; round < 20; round += 1) server.heard(truth());
    expect(server.ahead).toBe(3 * day);
    clock.set(0);
    server.heard(truth());
    expect(server.ahead).toBe(0);
  });
});

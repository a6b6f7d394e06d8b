import { expect, it } from 'vitest';
import { systemClock } from '../lib/system-clock.js';
import { isolationBench } from './isolation.js';

it('keeps conversations apart through random lives, and leaves no byte of an erased one', async () => {
  const options = {
    operations: 600,
    seed: 7,
    backupEvery: 1,
    clock: systemClock(),
    progress: () => undefined,
  };
  const result = await isolationBench(options);
  expect(result).toMatchObject({ operations: 600, leaks: 0, leftovers: 0 });
  expect(result.looks).toBeGreaterThan(100);
  expect(result.erases).toBeGreaterThan(0);
});

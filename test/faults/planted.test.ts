import { expect, it } from 'vitest';
import { plantedBugs } from '../../src/faults/planted/bugs.js';
import { findPlaces } from '../../src/faults/planted/patch.js';
import { catchPlanted } from '../../src/faults/planted/prove.js';
import { systemClock } from '../../src/lib/system-clock.js';

/**
 * The quickest of them, with every `npm test`. `npm run test:planted` plants each: some two minutes on two idle cores,
 * and worth it after a change to the path, the outbox or the place in the update stream.
 */
const quick = ['sent before the commit'];
const planted =
  process.env['KINDRED_PLANTED'] === 'all'
    ? plantedBugs
    : plantedBugs.filter(({ name }) => quick.includes(name));

it.each(plantedBugs)('$name: has its place in the program as it is', ({ patches }) => {
  // Throws where the program changed and the bug did not follow: then the campaign would run without it.
  findPlaces(patches);
});

// Together: each waits for most of its time.
it.concurrent.each(planted)(
  '$name: is caught by $row.fault with seed $seed',
  { timeout: 90_000 },
  async (bug) => {
    const caught = await catchPlanted(bug, {
      clock: systemClock(),
      node: process.execPath,
      progress: () => undefined,
    });
    expect(caught).toMatchObject({ caught: true });
  },
);

it('all the bugs that are asked for are planted', () => {
  expect(plantedBugs.length).toBeGreaterThanOrEqual(8);
  expect(quick.every((name) => plantedBugs.some((bug) => bug.name === name))).toBe(true);
});

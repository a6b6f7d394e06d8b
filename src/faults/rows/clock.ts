import type { Clock, Milliseconds } from '../../core/clock.js';
import type { FaultRow } from '../row.js';
import { inRounds } from './rounds.js';

const hour: Milliseconds = 3_600_000;
const day = 24 * hour;

type Jump = (clock: Clock) => Milliseconds;

/** Where the wall clock goes, from the real time. */
const jumps: readonly [Jump, ...Jump[]] = [
  () => 1_000,
  () => -1_000,
  () => hour,
  () => -hour,
  () => 7 * day,
  () => -7 * day,
  (clock) => 1_000 - clock.now(),
  (clock) => Date.UTC(2038, 0, 20) - clock.now(),
];

/** The wall clock is set, forth and back, while people write; or the whole process stands still for a while. */
export const clockJumps: FaultRow = {
  fault: 'F20',
  title: 'wall clock set by seconds, hours, days, to 1970 and 2038; process frozen',
  option: 'clock-jumps',
  usual: 6,
  run: (parts) =>
    inRounds(parts, {
      bed: { people: 12 },
      batch: 3,
      restWithinMs: 60_000,
      round: async ({ crowd, clock }, dice, { program }) => {
        const writing = crowd.burst(4, 400);
        await clock.sleep(dice.between(0, 300));
        if (dice.isLuckyIn(0.25)) {
          program.freeze();
          await clock.sleep(dice.between(500, 4_000));
          program.thaw();
        } else {
          const offsetMs = dice.isLuckyIn(0.2) ? 0 : dice.pick(jumps)(clock);
          await program.order({ do: 'clock', offsetMs });
        }
        await writing;
        await crowd.burst(3, 200);
        return 1;
      },
    }),
};

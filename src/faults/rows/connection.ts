import type { Bed } from '../bed.js';
import type { Dice } from '../../lib/dice.js';
import type { FaultRow } from '../row.js';
import { inRounds } from './rounds.js';

type LineFault = (line: Bed['line'], dice: Dice) => void;

/** What the line does for a moment. Names show in nothing but the replay. */
const lineFaults: readonly [LineFault, ...LineFault[]] = [
  (line) => void line.reset(),
  (line, dice) => line.cutAfter('up', dice.between(1, 600)),
  (line, dice) => line.cutAfter('down', dice.between(1, 600)),
  (line) => line.stall('up'),
  (line) => line.stall('down'),
  (line) => line.slice(1),
  (line, dice) => line.delay(dice.between(10, 150)),
  (line) => {
    line.refuse();
    line.reset();
  },
  (line) => line.blackHole(),
];

/** After a few drops in a row the supervisor waits longer each time, as it should: so few between two fresh starts. */
const batch = 4;

export const brokenLines: FaultRow = {
  fault: 'F5',
  title: 'resets, cuts, half-open lines, black holes, delays, single bytes',
  option: 'drops',
  usual: 12,
  run: (parts) =>
    inRounds(parts, {
      bed: { people: 12 },
      batch,
      restWithinMs: 120_000,
      round: async (bed, dice, current) => {
        const { line, crowd, clock } = bed;
        const writing = crowd.burst(dice.between(2, 5), 300);
        await clock.sleep(dice.between(0, 300));
        const isHole = line.counts().swallowed;
        dice.pick(lineFaults)(line, dice);
        await clock.sleep(dice.between(50, 600));
        await writing;
        line.heal();
        // Nobody tells either side of a black hole that it is over; waiting for the ping would take 40 s each time.
        if (line.counts().swallowed > isHole) line.reset();
        await clock.sleep(dice.between(0, 200));
        if (dice.isLuckyIn(0.15)) {
          await current.program.kill();
          await current.restart();
        }
        return 1;
      },
    }),
};

/** The same line dead without a word for longer than a ping takes to notice it. */
export const longSilences: FaultRow = {
  fault: 'F5',
  title: 'black hole or half-open line for 45 to 60 s, nobody told',
  option: 'silences',
  usual: 0,
  run: (parts) =>
    inRounds(parts, {
      bed: { people: 12 },
      batch: 1,
      restWithinMs: 120_000,
      round: async ({ line, crowd, clock }, dice) => {
        crowd.crowdIn(4);
        if (dice.isLuckyIn(0.5)) line.blackHole();
        else line.stall(dice.pick(['up', 'down']));
        await crowd.burst(3, 5_000);
        await clock.sleep(dice.between(40_000, 55_000));
        line.heal();
        crowd.write();
        return 1;
      },
    }),
};

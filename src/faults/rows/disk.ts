import type { FaultRow } from '../row.js';
import { inRounds } from './rounds.js';

/** How long a program may take to end after the disk lied to it. */
const endWithinMs = 15_000;

/** The database may not grow for a moment, in the middle of everything; the program rests and goes on by itself. */
export const fullDisks: FaultRow = {
  fault: 'F15',
  title: 'disk full (the database may not grow), space comes back',
  option: 'disk-full',
  usual: 4,
  run: (parts) =>
    inRounds(parts, {
      bed: { people: 12 },
      batch: 4,
      restWithinMs: 90_000,
      round: async ({ crowd, clock }, dice, current) => {
        const writing = crowd.burst(6, 400);
        await clock.sleep(dice.between(0, 300));
        await current.program.order({ do: 'disk', full: true });
        await writing;
        await crowd.burst(6, 400);
        await clock.sleep(dice.between(0, 1_500));
        if (!current.program.isRunning()) return 1;
        if (dice.isLuckyIn(0.2)) {
          await current.program.kill();
          await current.restart();
        } else await current.program.order({ do: 'disk', full: false });
        return 1;
      },
    }),
};

/** A commit's fsync fails, with and without the commit on the disk: only a new process can know what is there. */
export const brokenDisks: FaultRow = {
  fault: 'F16',
  title: 'fsync of a commit fails (simulated above SQLite), then a clean start',
  option: 'fsync-errors',
  usual: 4,
  run: (parts) =>
    inRounds(parts, {
      bed: { people: 12 },
      batch: 4,
      restWithinMs: 60_000,
      round: async ({ crowd, clock }, dice, current, tally) => {
        const { program } = current;
        const writing = crowd.burst(6, 300);
        await clock.sleep(dice.between(0, 250));
        await program.order({
          do: 'fail-commits',
          when: dice.pick(['before', 'after']),
          code: 'SQLITE_IOERR_FSYNC',
          count: 1,
        });
        await writing;
        // Something has to be written for the disk to fail.
        crowd.write();
        const timer = new AbortController();
        const end = await Promise.race([
          program.ended,
          clock.sleep(endWithinMs, timer.signal).then(() => null),
        ]);
        timer.abort();
        if (end === null) {
          tally.broken.push('the program went on after a failed fsync');
          await program.kill();
        } else if (end.code === 0 || end.code === null) {
          tally.broken.push(`the program ended with ${end.code ?? end.signal} after a failed fsync`);
        }
        await current.restart();
        return 1;
      },
    }),
};

import type { CommitMark, Order } from '../orders.js';
import type { FaultRow } from '../row.js';
import { settled } from '../quiescence.js';
import { Tally, withBed } from '../row.js';

const marks: readonly CommitMark[] = ['inbox', 'turn', 'open', 'more', 'close', 'claim', 'settle', 'any'];
const sides = ['before', 'after'] as const;
/**
 * How long a point may take to be reached once the program is ready, which on a busy machine takes a minute; a program that
 * never reaches it is killed as it is.
 */
const reachedWithinMs = 20_000;

/** Every point, by name: around the first commits of each kind and around the first writes into the Telegram socket. */
function pointsOf(port: number): readonly (readonly [name: string, order: Order])[] {
  return sides.flatMap((when) => [
    ...marks.flatMap((mark) =>
      [1, 2].map((nth): readonly [string, Order] => [
        `${when} ${mark} commit ${nth}`,
        { do: 'die-at-commit', when, mark, nth },
      ]),
    ),
    ...[1, 2, 4, 6, 8, 10, 12, 15].map((nth): readonly [string, Order] => [
      `${when} write ${nth}`,
      { do: 'die-at-write', when, port, nth },
    ]),
  ]);
}

/** The program dies at exact places: around each commit of the path and each write to the server. */
export const deathsAtPoints = deathsAt(() => true);

/** Only at the points with these names. */
export function deathsAt(isWanted: (name: string) => boolean): FaultRow {
  return {
    fault: 'F2',
    title:
      'kill at named points (commits of inbox, of a turn and each part of it, claim, settlement; socket writes)',
    option: 'point-rounds',
    usual: 1,
    run: (parts) => {
      const tally = new Tally();
      return withBed(parts, { people: 8 }, async (bed) => {
        const { crowd, clock, line } = bed;
        const points = pointsOf(line.port).filter(([name]) => isWanted(name));
        const missed = new Set<string>();
        let runs = 0;
        for (let round = 0; round < parts.runs && !tally.failed; round += 1) {
          for (const [name, order] of points) {
            const program = bed.launch({ standby: true, orders: [order] });
            crowd.crowdIn(2);
            program.go();
            // Dying before it is ready is what some points are for.
            const writing = program.ready.then(
              () => crowd.burst(2, 50),
              () => undefined,
            );
            const timer = new AbortController();
            const late = program.ready.then(
              () => clock.sleep(reachedWithinMs, timer.signal),
              () => program.ended,
            );
            await Promise.race([program.ended, late]);
            timer.abort();
            if (program.isRunning()) {
              missed.add(name);
              await program.kill();
            }
            await writing;
            runs += 1;
          }
          const program = bed.launch();
          await program.ready;
          tally.judge(bed, await settled(bed, program, 60_000), `after ${runs} deaths`);
          await program.kill();
          parts.progress(`${round + 1} of ${parts.runs} rounds of ${points.length} points`);
        }
        if (missed.size > 0) tally.notes.push(`never reached: ${[...missed].join(', ')}`);
        return tally.outcome(runs);
      });
    },
  };
}

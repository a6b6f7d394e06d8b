import type { Milliseconds } from '../../core/clock.js';
import type { Bed } from '../bed.js';
import type { Dice } from '../../lib/dice.js';
import { settled } from '../quiescence.js';
import type { RunningProgram } from '../program.js';
import { Tally, withBed, type FaultRow, type RowOutcome, type RowParts } from '../row.js';

const people = 12;
/** Kills between two judgements. */
const batch = 25;
const restWithinMs: Milliseconds = 60_000;
/** A restart may take this long (the budget is 3 s on an idle machine). */
const readyWithinMs: Milliseconds = 5_000;

/** SIGKILL at random moments while people write; the next start follows at once. */
export const randomKills: FaultRow = {
  fault: 'F1',
  title: 'kill -9 at random moments under load',
  option: 'kills',
  usual: 25,
  run: (parts) =>
    killAgainAndAgain(parts, async (bed, dice, program) => {
      const meanwhile = bed.crowd.burst(dice.between(0, 2), 100);
      program.go();
      await program.ready;
      const writing = bed.crowd.burst(dice.between(1, 4), 300);
      await bed.clock.sleep(dice.between(0, 600));
      await program.kill();
      await Promise.all([meanwhile, writing]);
    }),
};

/** SIGKILL in the first moments after a start, when the last kill is still being put right. */
export const killsInRecovery: FaultRow = {
  fault: 'F4',
  title: 'kill -9 while recovering from a kill',
  option: 'recovery-kills',
  usual: 10,
  run: (parts) =>
    killAgainAndAgain(parts, async (bed, dice, program) => {
      const writing = bed.crowd.burst(dice.between(1, 4), 200);
      program.go();
      // Half of them as it comes up, half in what it does first.
      if (dice.isLuckyIn(0.5)) await bed.clock.sleep(dice.between(0, 250));
      else await program.ready.then(() => bed.clock.sleep(dice.between(0, 120)));
      await program.kill();
      await writing;
    }),
};

/** While one program lives its short life, the next one stands by. Every batch ends with a start that is left to finish. */
async function killAgainAndAgain(
  parts: RowParts,
  cycle: (bed: Bed, dice: Dice, program: RunningProgram) => Promise<void>,
): Promise<RowOutcome> {
  const tally = new Tally();
  const ready: number[] = [];
  return withBed(parts, { people }, async (bed) => {
    let kills = 0;
    while (kills < parts.runs && !tally.failed) {
      const until = Math.min(parts.runs, kills + batch);
      let next = bed.launch({ standby: true });
      for (; kills < until; kills += 1) {
        const program = next;
        next = kills + 1 < until ? bed.launch({ standby: true }) : program;
        await cycle(bed, parts.dice.fork(kills), program);
      }
      const program = bed.launch();
      ready.push(await program.ready);
      tally.judge(bed, await settled(bed, program, restWithinMs), `after ${kills} kills`);
      await program.kill();
      parts.progress(`${kills} of ${parts.runs} kills, ${bed.crowd.standing} messages`);
    }
    const slowest = Math.round(Math.max(...ready));
    // A figure and no promise broken: how fast a start is, the machine has a say in.
    const late = slowest > readyWithinMs ? ', slower than wanted' : '';
    tally.notes.push(`${bed.crowd.standing} messages, ready within ${slowest} ms${late}`);
    return tally.outcome(kills);
  });
}

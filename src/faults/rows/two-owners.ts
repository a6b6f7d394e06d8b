import type { Bed } from '../bed.js';
import type { RunningProgram } from '../program.js';
import { settled } from '../quiescence.js';
import { Tally, withBed, type FaultRow } from '../row.js';

/** Two programs want the same data folder and session at the same moment; then the winner dies and another comes. */
export const twoOwners: FaultRow = {
  fault: 'F10',
  title: 'two programs on one data folder and session',
  option: 'double-starts',
  usual: 3,
  run: (parts) => {
    const tally = new Tally();
    return withBed(parts, { people: 6 }, async (bed) => {
      // The sandbox itself takes the session away when it sees it on two connections.
      bed.telegram.habits.strictKeys = true;
      let runs = 0;
      for (; runs < parts.runs && !tally.failed; runs += 1) {
        const dials = bed.line.counts().dials;
        const both = [bed.launch({ standby: true }), bed.launch({ standby: true })];
        for (const program of both) program.go();
        bed.crowd.crowdIn(2);
        const winner = await onlyOne(both, tally);
        if (winner === undefined) break;
        const dialled = bed.line.counts().dials - dials;
        if (dialled !== 1) tally.broken.push(`${dialled} connections were opened by two programs`);
        await winner.kill();
        await startAfterDeath(bed, tally);
        parts.progress(`${runs + 1} of ${parts.runs} double starts`);
      }
      return tally.outcome(runs);
    });
  },
};

async function onlyOne(both: readonly RunningProgram[], tally: Tally): Promise<RunningProgram | undefined> {
  const outcomes = await Promise.all(
    both.map((program) =>
      program.ready.then(
        () => program,
        () => undefined,
      ),
    ),
  );
  const winners = outcomes.filter((program) => program !== undefined);
  if (winners.length !== 1) tally.broken.push(`${winners.length} of two programs became ready`);
  for (const [at, program] of both.entries()) {
    if (outcomes[at] !== undefined) continue;
    const { code } = await program.ended;
    if (code !== 1 || !program.log().includes('in use by')) {
      tally.broken.push(`the second program ended with ${code} and did not say who holds the folder`);
    }
  }
  return winners[0];
}

async function startAfterDeath(bed: Bed, tally: Tally): Promise<void> {
  const next = bed.launch();
  await next.ready;
  tally.judge(bed, await settled(bed, next, 30_000), 'after the owner died');
  await next.kill();
}
